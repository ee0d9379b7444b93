"""What is kept of an end-of-call report. Fields stand at several levels; each is read from the first place that has it.

Transcript, messages, summary and recordings are passed over on purpose: they are never stored.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from app.domain.checkins.fields import STRUCTURED_OUTPUT
from app.domain.checkins.spoken.unsaid import is_absent
from app.vapi.inbound.loose_json import epoch_seconds, mapping, number, walk, word
from app.vapi.inbound.tool_calls import read_arguments

LONGEST_CALL_SECONDS = 86_400
DEAREST_USD = 100_000
SLOWEST_TURN_MS = 600_000


@dataclass(frozen=True)
class CallReport:
    """None means that the report does not say."""

    ended_reason: str | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    duration_seconds: int | None = None
    cost_usd: Decimal | None = None
    turn_ms: int | None = None
    """How long the caller waited for each answer, on average."""
    structured_output: Mapping[str, object] | None = None
    """What Vapi's model heard, in the arguments of log_daily_checkin, still unread."""


def read_report(message: Mapping[str, object]) -> CallReport:
    started_at = _first_instant(message, ("startedAt",), ("call", "startedAt"), ("call", "createdAt"))
    ended_at = _first_instant(message, ("endedAt",), ("call", "endedAt"))
    return CallReport(
        ended_reason=word(message.get("endedReason")) or word(walk(message, "call", "endedReason")),
        started_at=started_at,
        # `call.updatedAt` is usually a snapshot from the start; only a later one says anything about the end.
        ended_at=ended_at or _later(_first_instant(message, ("call", "updatedAt")), started_at),
        duration_seconds=_duration(message),
        cost_usd=_cost(message),
        turn_ms=_turn_ms(message),
        structured_output=_structured_output(message),
    )


def read_instant(raw: object) -> datetime | None:
    """Read ISO 8601 (without a zone: UTC) or an epoch in seconds or milliseconds; None for anything implausible."""
    if isinstance(raw, str) and (instant := _from_iso(raw)):
        return instant
    epoch = number(raw)
    if epoch is None:
        return None
    try:
        instant = datetime.fromtimestamp(epoch_seconds(epoch), UTC)
    except (OverflowError, ValueError, OSError):
        return None
    return _plausible(instant)


def _from_iso(text: str) -> datetime | None:
    try:
        instant = datetime.fromisoformat(text.strip())
        instant = instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return _plausible(instant)


def _plausible(instant: datetime) -> datetime | None:
    return instant if 2020 <= instant.year < 2100 else None  # noqa: PLR2004 - Vapi began in 2023; the end is arbitrary


def _first_instant(message: Mapping[str, object], *paths: tuple[str, ...]) -> datetime | None:
    return next((instant for path in paths if (instant := read_instant(walk(message, *path)))), None)


def _later(instant: datetime | None, than: datetime | None) -> datetime | None:
    return instant if instant and than and instant > than else None


def _duration(message: Mapping[str, object]) -> int | None:
    milliseconds = number(message.get("durationMs"))
    candidates = (
        number(message.get("durationSeconds")),
        None if milliseconds is None else milliseconds / 1000,
        _between(message),
        _between(mapping(message, "call")),
        _last_word(message),
    )
    return next(
        (round(seconds) for seconds in candidates if seconds is not None and 0 <= seconds <= LONGEST_CALL_SECONDS), None
    )


def _between(holder: Mapping[str, object]) -> float | None:
    started_at, ended_at = read_instant(holder.get("startedAt")), read_instant(holder.get("endedAt"))
    return (ended_at - started_at).total_seconds() if started_at and ended_at else None


def _last_word(message: Mapping[str, object]) -> float | None:
    for messages in (walk(message, "artifact", "messages"), message.get("messages")):
        if isinstance(messages, list) and messages:
            return number(walk(messages[-1], "secondsFromStart"))
    return None


def _cost(message: Mapping[str, object]) -> Decimal | None:
    """Return US dollars: the sum that is named, of the report or of its call, else that of the parts."""
    holders = (message, mapping(message, "call"))
    named = [number(walk(holder, *path)) for holder in holders for path in (("cost",), ("costBreakdown", "total"))]
    usd = next((cost for cost in (*named, *map(_sum_of_parts, holders)) if cost is not None), None)
    return round(Decimal(str(usd)), 4) if usd is not None and 0 <= usd < DEAREST_USD else None


def _sum_of_parts(holder: Mapping[str, object]) -> float | None:
    parts = holder.get("costs")
    costs = [number(walk(part, "cost")) for part in parts] if isinstance(parts, list) else []
    return sum(cost for cost in costs if cost is not None) if costs else None


def _turn_ms(message: Mapping[str, object]) -> int | None:
    holders = (mapping(message, "artifact"), message, mapping(message, "call", "artifact"))
    averages = (number(walk(holder, "performanceMetrics", "turnLatencyAverage")) for holder in holders)
    return next((round(turn) for turn in averages if turn is not None and 0 <= turn <= SLOWEST_TURN_MS), None)


def _structured_output(message: Mapping[str, object]) -> Mapping[str, object] | None:
    for path in (("artifact",), (), ("call", "artifact")):
        for output in _outputs(walk(message, *path, "structuredOutputs")):
            if _plain(walk(output, "name")) == _plain(STRUCTURED_OUTPUT) and (found := _filled(walk(output, "result"))):
                return found
    for path in (("analysis",), ("call", "analysis")):
        if found := _filled(walk(message, *path, "structuredData")):
            return found
    return None


def _outputs(outputs: object) -> Iterable[object]:
    """Return the entries of a map by UUID (as today), or of a list."""
    if isinstance(outputs, Mapping):
        return outputs.values()
    return outputs if isinstance(outputs, list) else ()


def _plain(name: object) -> str:
    return re.sub(r"[^a-z]", "", name.lower()) if isinstance(name, str) else ""


def _filled(result: object) -> Mapping[str, object] | None:
    """Return what was heard. A model that heard nothing may fill in every field: all empty or false says nothing."""
    arguments, _problem = read_arguments(result)
    answers = [value for name, value in (arguments or {}).items() if name != "call_type"]
    return None if all(map(_is_empty, answers)) else arguments


def _is_empty(value: object) -> bool:
    return not value or is_absent(value) or (isinstance(value, str) and value.strip().casefold() in {"false", "0"})
