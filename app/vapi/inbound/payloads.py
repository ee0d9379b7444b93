"""A message from Vapi, whatever its shape, as one frozen value. The only place that knows how bodies differ.

Vapi's own schema, docs, samples and captured traffic disagree on where things stand and how arguments are encoded, so
each value is looked for in every place where it has been seen. Nothing here fails but with NotVapi.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.errors import OpsCoachError
from app.vapi.inbound.caller_id import HOME_REGION, find_number
from app.vapi.inbound.loose_json import NotJson, loads, mapping, walk, word
from app.vapi.inbound.reports import CallReport, read_report
from app.vapi.inbound.tool_calls import ToolCall, holds_tool_calls, read_tool_calls
from app.vapi.inbound.transports import Transport, read_line_id, read_transport

TOOL_CALLS = "tool-calls"
"""Seen as `tool_calls` and `toolCalls` too."""
END_OF_CALL_REPORT = "end-of-call-report"
LONGEST_CALL_ID = 100


class NotVapi(OpsCoachError):  # noqa: N818 - an outcome, not a failure
    """The body is not a message from Vapi; the sentence says why."""


@dataclass(frozen=True)
class Message:
    type: str
    call_id: str | None
    """Vapi's id of the call or chat, in a form that can be stored."""
    caller_number: str | None
    """E.164, as given; whether it can be believed is a matter of the transport."""
    number_was_given: bool
    """False where it is withheld; True also for one that cannot be read."""
    transport: Transport
    line_id: str | None
    """Vapi's id of the number that was rung."""
    tool_calls: tuple[ToolCall, ...]
    status: str | None
    """Of a status-update."""
    ended_reason: str | None
    report: CallReport | None
    """Of an end-of-call report."""


def parse_body(raw: bytes, *, home_region: str = HOME_REGION) -> Message:
    """Raises NotVapi for what is not JSON or carries no typed message."""
    try:
        body = loads(raw)
    except NotJson as error:
        raise NotVapi("The body is not JSON.") from error
    if isinstance(body, list):
        body = {"tool_calls": body}
    if not isinstance(body, Mapping):
        raise NotVapi("The body is not a JSON object.")
    message = _message_of(body)
    kind = _type_of(message)
    holders = (message, body)
    number = find_number(*holders, home_region=home_region)
    return Message(
        type=kind,
        call_id=_call_id(message, body),
        caller_number=number.e164,
        number_was_given=number.was_given,
        transport=read_transport(holders),
        line_id=read_line_id(holders),
        tool_calls=read_tool_calls(message),
        status=word(message.get("status")),
        ended_reason=word(message.get("endedReason")),
        report=read_report(message) if kind == END_OF_CALL_REPORT else None,
    )


def _message_of(body: Mapping[str, object]) -> Mapping[str, object]:
    """Return the message; the body itself for the few that come unwrapped."""
    if "message" not in body and (isinstance(body.get("type"), str) or holds_tool_calls(body)):
        return body
    message = body.get("message")
    if not isinstance(message, Mapping):
        raise NotVapi("The body has no message object.")
    return message


def _type_of(message: Mapping[str, object]) -> str:
    type_given = message.get("type")
    if isinstance(type_given, str) and (kind := word(type_given, limit=100)):
        return TOOL_CALLS if re.sub(r"[^a-z]", "", kind.casefold()) == "toolcalls" else kind
    if holds_tool_calls(message):
        return TOOL_CALLS
    raise NotVapi("The message has no type.")


def _call_id(message: Mapping[str, object], body: Mapping[str, object]) -> str | None:
    ladder = (walk(message, "call", "id"), walk(body, "call", "id"), mapping(message, "chat").get("id"))
    id_given = next((text for value in ladder if (text := word(value, limit=10 * LONGEST_CALL_ID))), None)
    if id_given is None or len(id_given) <= LONGEST_CALL_ID:
        return id_given
    return f"sha256:{hashlib.sha256(id_given.encode()).hexdigest()}"
