"""The one place that builds what goes back to Vapi: single-line strings, exact ids, words the assistant can act on."""

import re
from collections.abc import Iterable

from app.domain.alerts import AlertKind
from app.domain.checkins import CallType, NotReadyReason, readback
from app.services.checkins import ANSWER_COLUMNS, LoggedCheckin
from app.vapi.payloads import ToolCall

LONGEST_RESULT = 1_500
"""Characters. The result stays in the conversation, and every later turn pays for it."""

TOLD = {
    AlertKind.ATTENDANCE: "I've let dispatch and your manager know.",
    AlertKind.BLOCKER: "I've let ops know about the blocker.",
}
"""What the technician hears of an alert. A burnout alert is not announced: thanks for a low score, and on."""


def single_line(text: str) -> str:
    """Return the text on one line: Vapi has been seen to lose results that hold line breaks."""
    return re.sub(r"\s+", " ", text).strip()[:LONGEST_RESULT]


def tool_results(calls: Iterable[ToolCall], answers: Iterable[str]) -> dict[str, object]:
    """Return one entry per call, in the order asked, ids copied exactly."""
    entries = [
        {"toolCallId": call.id, "name": call.name, "result": single_line(answer)}
        for call, answer in zip(calls, answers, strict=True)
    ]
    return {"results": entries}


def reply_to_log(logged: LoggedCheckin) -> str:
    checkin = logged.checkin
    said = {name: value for name in ANSWER_COLUMNS if (value := getattr(checkin, name)) is not None}
    told = [TOLD[alert.kind] for alert in logged.alerts if alert.kind in TOLD]
    parts = [f"Saved: {readback(said)}", *logged.reading.notes]
    if logged.reading.problems:
        parts += [problem.sentence for problem in logged.reading.problems]
    else:
        parts.append(_closing(checkin.call_type, checkin.ready_status, checkin.not_ready_reason))
    if told:
        parts.append(f"Tell the caller: {' '.join(told)}")
    return " ".join(part if part.endswith((".", "?")) else f"{part}." for part in parts)


def _closing(call_type: CallType, ready: bool | None, reason: NotReadyReason | None) -> str:  # noqa: FBT001 - a row's value
    if ready is False and reason is NotReadyReason.SICK:
        return "Say: Thanks for telling us. Look after yourself. Then end the call."
    if call_type is CallType.OPS_ONLY:
        return "Confirm in one short sentence, say goodbye and end the call."
    return "Confirm only what matters in one short sentence, say goodbye and end the call."
