"""What Vapi is told while the database is away: words the assistant can speak, never an error page."""

from collections.abc import Callable, Mapping

from app.domain.checkins.script import SPOKEN_KEPT, SPOKEN_NOT_KEPT
from app.domain.checkins.strangers import Stranger
from app.services.checkins.context import stranger_variables
from app.vapi.inbound.assistant_request import assistant_with
from app.vapi.inbound.context import Context
from app.vapi.inbound.payloads import Message
from app.vapi.inbound.replies import tool_results
from app.vapi.inbound.tool_calls import ToolCall
from app.vapi.inbound.transfers import FROM_THE_LINE, transfer_to_dispatch
from app.vapi.tools import TOOLS_BY_NAME


def answer(message: Message, context: Context, *, kept: bool) -> dict[str, object]:
    """`kept`: the message is safe in the journal. False: not even the disk takes it, and the caller must be told."""
    handler = _HANDLERS.get(message.type)
    return handler(message, context, kept) if handler else {}


def _tool_words(call: ToolCall, context: Context, *, kept: bool) -> str:
    tool = TOOLS_BY_NAME.get(call.name)
    if tool is None:
        return SPOKEN_KEPT if kept else SPOKEN_NOT_KEPT
    return tool.when_kept(context.settings) if kept else tool.when_lost(context.settings)


def _tool_calls(message: Message, context: Context, kept: bool) -> dict[str, object]:  # noqa: FBT001 - table signature
    return tool_results(message.tool_calls, [_tool_words(call, context, kept=kept) for call in message.tool_calls])


def _function_call(message: Message, context: Context, kept: bool) -> dict[str, object]:  # noqa: FBT001 - table signature
    return {"result": " ".join(_tool_words(call, context, kept=kept) for call in message.tool_calls)}


def _assistant_request(_message: Message, context: Context, _kept: bool) -> dict[str, object]:  # noqa: FBT001 - table signature
    return assistant_with(stranger_variables(Stranger.NOT_LOOKED_UP, context.settings, context.now), context)


def _transfer(_message: Message, context: Context, _kept: bool) -> dict[str, object]:  # noqa: FBT001 - table signature
    return transfer_to_dispatch(context, FROM_THE_LINE)


_HANDLERS: Mapping[str, Callable[[Message, Context, bool], dict[str, object]]] = {
    "tool-calls": _tool_calls,
    "function-call": _function_call,
    "assistant-request": _assistant_request,
    "transfer-destination-request": _transfer,
}
