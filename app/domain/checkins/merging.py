"""How the answers of one call become one row, and what a check-in with these answers still lacks."""

from collections.abc import Mapping

from app.domain.checkins.fields import COACHING, FREE_WORDS, REQUIRED, UNCLEAR_NOTE, CallType, NotReadyReason
from app.domain.checkins.problems import AnswerProblem, missing


def merge(existing: Mapping[str, object], new: Mapping[str, object]) -> dict[str, object]:
    """Return the call's answers: a later value replaces an earlier one, an absent one (None) erases nothing.

    Free text of a sick day is dropped here, so that it never reaches a row.
    """
    later = _given(new)
    values = _given(existing) | later | implied(later)
    values |= implied(values)
    _settle_readiness(values)
    _settle_blocker(values, later)
    if is_sick_day(values):
        values = {name: value for name, value in values.items() if name not in FREE_WORDS}
    values.setdefault("call_type", _derived_call_type(values))
    return values


def _given(values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if value is not None}


def _settle_readiness(values: dict[str, object]) -> None:
    if values.get("ready_status") is True:
        values.pop("not_ready_reason", None)
        values.pop("out_until", None)
    elif values.get("ready_status") is False:
        values.setdefault("not_ready_reason", NotReadyReason.OTHER)
        values.pop("eta_minutes", None)


def _settle_blocker(values: dict[str, object], later: Mapping[str, object]) -> None:
    """A plain yes makes what was unclear the note, a plain no drops it."""
    if UNCLEAR_NOTE not in later and {"blocker_present", "blocker_note"} & later.keys():
        unclear = values.pop(UNCLEAR_NOTE, None)
        if unclear is not None and values.get("blocker_present") is True:
            values.setdefault("blocker_note", unclear)
    if values.get("blocker_present") is False:
        values.pop("blocker_note", None)


def outstanding(values: Mapping[str, object]) -> tuple[AnswerProblem, ...]:
    """Name what a check-in with these answers still lacks. A missing reason is no lack: it counts as `other`."""
    lacks = [missing(name) for name in REQUIRED if values.get(name) is None]
    ready_for_work = values.get("call_type") == CallType.DAILY_CHECKIN and values.get("ready_status") is True
    if ready_for_work and values.get("energy_level") is None:
        lacks.append(missing("energy_level", blocking=False))
    return tuple(lacks)


def complete(values: Mapping[str, object], problems: tuple[AnswerProblem, ...]) -> bool:
    lacks = (*problems, *outstanding(values))
    return not any(problem.blocking for problem in lacks)


def is_sick_day(values: Mapping[str, object]) -> bool:
    return values.get("ready_status") is False and values.get("not_ready_reason") == NotReadyReason.SICK


def implied(values: Mapping[str, object]) -> dict[str, object]:
    """Return the flags that go without saying: a reason means not ready, a time of arrival ready, a note a blocker."""
    implied: dict[str, object] = {}
    if values.get("ready_status") is None:
        if values.get("not_ready_reason") is not None or values.get("out_until") is not None:
            implied["ready_status"] = False
        elif values.get("eta_minutes") is not None:
            implied["ready_status"] = True
    if values.get("blocker_note") is not None and values.get("blocker_present") is None:
        implied["blocker_present"] = True
    return implied


def _derived_call_type(values: Mapping[str, object]) -> CallType:
    return CallType.DAILY_CHECKIN if any(values.get(name) is not None for name in COACHING) else CallType.OPS_ONLY
