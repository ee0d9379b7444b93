"""What of a message may lie on disk while the database is away: written anew from what was read, by a list of names.

Nothing is copied from the body: no talk, no summary of somebody's own, no argument that our tools do not have, and no
field that Vapi adds tomorrow.
"""

import json
from collections.abc import Mapping

from app.vapi.inbound.payloads import Message
from app.vapi.inbound.reports import CallReport
from app.vapi.inbound.tool_calls import ToolCall
from app.vapi.inbound.transports import Transport
from app.vapi.tools import ARGUMENT_NAMES, TOOLS_BY_NAME

NAMES = ARGUMENT_NAMES
"""Arguments that are kept; a plain value each."""
LONGEST_VALUE = 4_000
UNREADABLE = "["
"""In place of arguments that could not be read: the same refusal again."""
BROKEN_NUMBER = "0"
"""In place of a number that could not be read."""
TYPES = {
    Transport.TELEPHONE: {"type": "inboundPhoneCall"},
    Transport.SIP: {"type": "inboundPhoneCall", "phoneCallTransport": "sip"},
    Transport.WEB: {"type": "webCall"},
    Transport.WEBSOCKET: {"type": "vapi.websocketCall"},
    Transport.OTHER: {"type": "other"},
}


def keepable(message: Message) -> bytes:
    """Return a body that reads as the same message, as far as we do anything with it."""
    body: dict[str, object] = {"type": message.type, **_conversation(message)}
    if message.tool_calls:
        body["toolCallList"] = [_tool_call(call) for call in message.tool_calls]
    body |= _given(status=message.status, endedReason=message.ended_reason)
    return json.dumps({"message": body | _report(message.report)}).encode()


def _conversation(message: Message) -> dict[str, object]:
    call: dict[str, object] = {
        **TYPES.get(message.transport, {}),
        **_given(id=message.call_id, phoneNumberId=message.line_id),
    }
    if message.caller_number or message.number_was_given:
        call["customer"] = {"number": message.caller_number or BROKEN_NUMBER}
    chat: dict[str, object] = {"chat": {"kept": True}} if message.transport is Transport.CHAT else {}
    return {"call": call} | chat


def _tool_call(call: ToolCall) -> dict[str, object]:
    name = call.name if call.name in TOOLS_BY_NAME else ""
    arguments = UNREADABLE if call.arguments is None else _ours(call.arguments)
    return {"id": call.key, "name": name, "arguments": arguments}


def _report(report: CallReport | None) -> dict[str, object]:
    if report is None:
        return {}
    kept = _given(
        endedReason=report.ended_reason,
        startedAt=report.started_at and report.started_at.isoformat(),
        endedAt=report.ended_at and report.ended_at.isoformat(),
        durationSeconds=report.duration_seconds,
        cost=report.cost_usd if report.cost_usd is None else float(report.cost_usd),
        performanceMetrics=None if report.turn_ms is None else {"turnLatencyAverage": report.turn_ms},
    )
    said = _ours(report.structured_output or {})
    return kept | ({"analysis": {"structuredData": said}} if said else {})


def _ours(arguments: Mapping[str, object]) -> dict[str, object]:
    return {name: _plain(value) for name, value in arguments.items() if name in NAMES}


def _plain(value: object) -> object:
    if isinstance(value, str):
        return value[:LONGEST_VALUE]
    return value if isinstance(value, bool | int | float) else None


def _given(**values: object) -> dict[str, object]:
    return {name: value for name, value in values.items() if value is not None}
