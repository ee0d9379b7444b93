"""What of a message may lie on disk while the database is away: what the normaliser reads, and nothing of the talk.

Transcripts, recordings, prompts and tool secrets are left out by naming what stays, so that a field that Vapi adds
tomorrow is not kept either.
"""

import json
from collections.abc import Mapping

from app.vapi.inbound.loose_json import NotJson, loads, mapping, walk
from app.vapi.inbound.tool_calls import LISTS

_PLAIN = ("type", "timestamp", "status", "endedReason", "startedAt", "endedAt", "durationSeconds", "durationMs", "id")
_PLAIN_OF_CALL = ("id", "type", "startedAt", "endedAt", "createdAt", "updatedAt", "endedReason")
_PLAIN_OF_CUSTOMER = ("number", "sipUri")
_OF_TOOL_CALL = ("id", "name", "function", "arguments", "parameters")


def keepable(body: bytes) -> bytes:
    """Return a body that reads as the same message; one that is not JSON is returned as it is."""
    try:
        parsed = loads(body)
    except NotJson:
        return body
    if not isinstance(parsed, Mapping):
        return body
    kept = _kept(parsed)
    if isinstance(message := parsed.get("message"), Mapping):
        kept["message"] = _kept(message)
    return json.dumps(kept).encode()


def _kept(holder: Mapping[str, object]) -> dict[str, object]:
    kept = _picked(holder, _PLAIN) | _talk_without_words(holder)
    kept |= {name: _calls(holder[name]) for name in LISTS if name in holder}
    if legacy := mapping(holder, "functionCall"):
        kept["functionCall"] = _picked(legacy, _OF_TOOL_CALL)
    if call := mapping(holder, "call"):
        kept["call"] = _picked(call, _PLAIN_OF_CALL) | _talk_without_words(call) | _customer(call)
    if chat := mapping(holder, "chat"):
        kept["chat"] = _picked(chat, ("id",))
    return kept | _customer(holder)


def _customer(holder: Mapping[str, object]) -> dict[str, object]:
    """Keep an empty customer too: it says that there was a telephone call without a number."""
    customer = holder.get("customer")
    return {"customer": _picked(customer, _PLAIN_OF_CUSTOMER)} if isinstance(customer, Mapping) else {}


def _picked(holder: Mapping[str, object], names: tuple[str, ...]) -> dict[str, object]:
    return {name: holder[name] for name in names if name in holder}


def _calls(calls: object) -> object:
    if not isinstance(calls, list):
        return None
    return [_tool_call(call) for call in calls]


def _tool_call(call: object) -> object:
    """Keep the call; of a tool's definition around it only the name, never its server with its secret."""
    if not isinstance(call, Mapping):
        return None
    if not (inner := mapping(call, "toolCall")):
        return _picked(call, _OF_TOOL_CALL)
    names = {"name": call.get("name"), "function": {"name": walk(call, "function", "name")}}
    return names | {"toolCall": _picked(inner, _OF_TOOL_CALL)}


def _talk_without_words(holder: Mapping[str, object]) -> dict[str, object]:
    """Keep our structured output, and of the messages only when the last one was said."""
    artifact: dict[str, object] = {}
    kept: dict[str, object] = {}
    for found, place in ((mapping(holder, "artifact"), artifact), (holder, kept)):
        if "structuredOutputs" in found:
            place["structuredOutputs"] = found["structuredOutputs"]
        if isinstance(messages := found.get("messages"), list) and messages:
            place["messages"] = [{"secondsFromStart": walk(messages[-1], "secondsFromStart")}]
    analysis = _picked(mapping(holder, "analysis"), ("structuredData",))
    return kept | ({"artifact": artifact} if artifact else {}) | ({"analysis": analysis} if analysis else {})
