"""The one place that builds what goes back to Vapi: single-line strings, exact ids, words the assistant can act on."""

import re
from collections.abc import Iterable, Mapping

from app.domain.checkins import readback
from app.domain.script import closing
from app.services.checkins import ANSWER_COLUMNS, LoggedCheckin
from app.vapi.payloads import ToolCall

LONGEST_RESULT = 2_500
"""Characters. The result stays in the conversation, and every later turn pays for it."""
LONGEST_TEXT = 200
"""Characters of one text in a JSON result, so that the whole is never cut in the middle."""


def single_line(text: str) -> str:
    """Return the text on one line: Vapi has been seen to lose results that hold line breaks."""
    return re.sub(r"\s+", " ", text).strip()[:LONGEST_RESULT]


def shortened(value: object) -> object:
    """Return the JSON value with its long texts cut at a word."""
    if isinstance(value, Mapping):
        return {name: shortened(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [shortened(part) for part in value]
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        return f"{value[:LONGEST_TEXT].rsplit(' ', 1)[0]} …"
    return value


def tool_results(calls: Iterable[ToolCall], answers: Iterable[str]) -> dict[str, object]:
    """Return one entry per call, in the order asked, ids copied exactly."""
    entries = [
        {"toolCallId": call.id, "name": call.name, "result": single_line(answer)}
        for call, answer in zip(calls, answers, strict=True)
    ]
    return {"results": entries}


def reply_to_log(logged: LoggedCheckin, *, name: str) -> str:
    """Say what was saved, then what to ask again or, where nothing is missing, the words to close with."""
    said = {column: value for column in ANSWER_COLUMNS if (value := getattr(logged.checkin, column)) is not None}
    told = {alert.kind for alert in logged.alerts}
    next_words = [problem.sentence for problem in logged.reading.problems] or [
        f"Now say this and end the call: {closing(said, name=name, told=told)}"
    ]
    parts = [f"Saved: {readback(said)}", *logged.reading.notes, *next_words]
    return " ".join(part if part.endswith((".", "?")) else f"{part}." for part in parts)
