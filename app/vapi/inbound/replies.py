"""The body of an answer to `tool-calls`: one entry per call, ids copied exactly."""

from collections.abc import Iterable

from app.vapi.inbound.tool_calls import ToolCall
from app.vapi.results import single_line


def tool_results(calls: Iterable[ToolCall], answers: Iterable[str]) -> dict[str, object]:
    """Return one entry per call, in the order asked, ids copied exactly."""
    entries = [
        {"toolCallId": call.id, "name": call.name, "result": single_line(answer)}
        for call, answer in zip(calls, answers, strict=True)
    ]
    return {"results": entries}
