"""From a Vapi message to its answer: one handler per message type that needs one, an empty object for the rest.

Each tool call is its own transaction, committed before the answer is built, so that a failing one cannot take its
neighbours along.
"""

import hashlib
import json
from collections.abc import Callable, Mapping

import structlog
from sqlalchemy import exc
from sqlalchemy.orm import Session

from app.domain.checkins.script import SPOKEN_NOT_PERMITTED
from app.domain.checkins.strangers import words_for
from app.domain.errors import OpsCoachError
from app.domain.permissions import may
from app.queries.tool_results import ToolCallKey, ToolTime
from app.services.checkins.calls import open_call
from app.services.checkins.context import dispatch_in_words
from app.settings import Settings
from app.unit_of_work import unit_of_work
from app.vapi.inbound.assistant_request import answer_assistant_request
from app.vapi.inbound.call_events import take_end_of_call_report, take_status_update
from app.vapi.inbound.context import Context
from app.vapi.inbound.identity import Caller, identify_caller
from app.vapi.inbound.payloads import Message
from app.vapi.inbound.replies import tool_results
from app.vapi.inbound.tool_calls import ToolCall
from app.vapi.inbound.transfers import answer_transfer
from app.vapi.results import single_line
from app.vapi.tools import TOOLS_BY_NAME, Tool, ToolRequest

log = structlog.get_logger(__name__)

DATABASE_AWAY = (exc.OperationalError, exc.InterfaceError, exc.TimeoutError)
"""SQLAlchemy's errors for a server that does not answer: refused, dropped, too slow, no free connection."""


def answer(message: Message, context: Context) -> dict[str, object]:
    """Return the JSON body for Vapi. Raises one of DATABASE_AWAY where the message must be journalled."""
    handler = HANDLERS.get(message.type)
    return handler(message, context) if handler else {}


def _answer_tool_calls(message: Message, context: Context) -> dict[str, object]:
    return tool_results(message.tool_calls, [_answer_tool(message, call, context) for call in message.tool_calls])


def _answer_function_call(message: Message, context: Context) -> dict[str, object]:
    """The message that Vapi retired in 2024; old assistants still send it and read `result` only."""
    return {"result": single_line(" ".join(_answer_tool(message, call, context) for call in message.tool_calls))}


def _answer_tool(message: Message, call: ToolCall, context: Context) -> str:
    tool = TOOLS_BY_NAME.get(call.name)
    if tool is None:
        return f"There is no tool {call.name or 'without a name'}. Use {' or '.join(TOOLS_BY_NAME)}."
    if call.problem or call.arguments is None:
        return call.problem or "The arguments could not be read; call the tool again with a JSON object."
    try:
        with unit_of_work() as session:
            return _run_tool(session, message, call, tool, context)
    except OpsCoachError as refusal:
        return refusal.sentence


def _run_tool(session: Session, message: Message, call: ToolCall, tool: Tool, context: Context) -> str:
    caller = identify_caller(session, message, settings=context.settings, now=context.now)
    if refusal := _refusal(caller, tool, context.settings):
        return refusal
    employee_id = caller.employee.id if caller.employee else None
    arguments = call.arguments or {}
    open_row = open_call(
        session,
        call_id=message.call_id or _call_id_of(message, call, context),
        employee_id=employee_id,
        caller_masked=caller.masked,
        now=context.now,
    )
    if open_row.employee_id != employee_id:
        log.warning("call_id_of_another_caller", call_id=open_row.id)
        return SPOKEN_NOT_PERMITTED
    number = message.caller_number if caller.masked else None
    key = ToolCallKey(open_row.id, call.key, digest_of(arguments)) if tool.writes and call.key else None
    time = ToolTime(tool.name, context.waited_ms)
    request = ToolRequest(session, caller.employee, number, open_row, key, context.settings, context.now, time)
    return tool.handler(request, arguments)


def _refusal(caller: Caller, tool: Tool, settings: Settings) -> str:
    """Return why this caller may not use the tool; empty where they may."""
    if tool.permission is None:
        return ""
    if caller.employee is None:
        return words_for(caller.stranger, dispatch_in_words(settings))
    return "" if may(caller.employee.role, tool.permission) else SPOKEN_NOT_PERMITTED


def _call_id_of(message: Message, call: ToolCall, context: Context) -> str:
    """Tell calls without an id apart: by the tool call's id, else one per caller, day and content."""
    day = context.now.date().isoformat()
    return f"tool:{call.key or digest_of({**(call.arguments or {}), 'caller': message.caller_number, 'on': day})}"


def digest_of(arguments: Mapping[str, object]) -> str:
    text = json.dumps(arguments, sort_keys=True, default=str)
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def _refuse_handoff(_message: Message, _context: Context) -> dict[str, object]:
    return {"error": "This line does not hand calls over."}


def _no_documents(_message: Message, _context: Context) -> dict[str, object]:
    return {"documents": []}


def _not_eligible(_message: Message, _context: Context) -> dict[str, object]:
    return {"eligible": False}


HANDLERS: Mapping[str, Callable[[Message, Context], dict[str, object]]] = {
    "tool-calls": _answer_tool_calls,
    "function-call": _answer_function_call,
    "assistant-request": answer_assistant_request,
    "status-update": take_status_update,
    "end-of-call-report": take_end_of_call_report,
    "transfer-destination-request": answer_transfer,
    "handoff-destination-request": _refuse_handoff,
    "knowledge-base-request": _no_documents,
    "campaign.predial": _not_eligible,
}
"""Message types whose reply or content matters (Vapi's table of server messages); every other one gets `{}`."""


def concerns_us(message: Message) -> bool:
    """True for the types above; the others need no database and no journal."""
    return message.type in HANDLERS
