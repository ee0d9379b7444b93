"""The tool calls of a message, from every list and encoding that Vapi has been seen to use (docs, schema, captures)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.vapi.inbound.loose_json import NOTHING, NotJson, is_deeper_than, loads, mapping, walk, word

LISTS = ("toolCallList", "toolWithToolCallList", "toolCalls", "tool_calls")
"""In this order of trust; all of them carry the same calls."""
NAME_PATHS = (("function", "name"), ("name",), ("tool", "name"), ("tool", "function", "name"))
DEEPEST_ARGUMENTS = 8
ENCODED_TWICE = 2
CALL_AGAIN = "call the tool again with its arguments as one JSON object"
MOST_CALLS = 20
"""Calls of one message that are worked on; each is a transaction, and the caller waits for all of them."""
TOO_MANY = "Too many tool calls at once; call this tool again on its own."


@dataclass(frozen=True)
class ToolCall:
    id: object
    """Goes back exactly as it came, None included."""
    name: str
    """"" for a call without a name."""
    arguments: Mapping[str, object] | None
    problem: str | None = None
    """Why the arguments could not be read, for the model."""

    @property
    def key(self) -> str | None:
        """The id in a form that can be stored; None where there is none to recognise the call by."""
        return word(self.id)


def read_tool_calls(message: Mapping[str, object]) -> tuple[ToolCall, ...]:
    """Return the calls of the first list that holds any, in its order; what is no object in it is skipped."""
    return tuple(_read_call(entry, place) for place, entry in enumerate(_entries(message), start=1))


def holds_tool_calls(message: Mapping[str, object]) -> bool:
    return any(_entries(message))


def _entries(message: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    for name in LISTS:
        calls = message.get(name)
        if objects := [entry for entry in calls if isinstance(entry, Mapping)] if isinstance(calls, list) else []:
            yield from objects
            return
    if legacy := mapping(message, "functionCall"):
        yield legacy


def _read_call(entry: Mapping[str, object], place: int) -> ToolCall:
    # In `toolWithToolCallList` the entry is the tool's own definition, whose `parameters` are a schema.
    inner = mapping(entry, "toolCall") or entry
    names = (walk(holder, *path) for holder in (inner, entry) for path in NAME_PATHS)
    name = next(
        (text for name_given in names if isinstance(name_given, str) and (text := word(name_given, limit=100))), ""
    )
    arguments, problem = read_arguments(_given_arguments(inner)) if place <= MOST_CALLS else (None, TOO_MANY)
    return ToolCall(inner.get("id"), name, arguments, problem)


def _given_arguments(call: Mapping[str, object]) -> object:
    holders = (mapping(call, "function"), call, mapping(call, "tool", "function"), mapping(call, "tool"))
    ladder = (holder.get(name) for holder in holders for name in ("arguments", "parameters"))
    return next((value for value in ladder if value not in (None, "")), None)


def read_arguments(given: object) -> tuple[Mapping[str, object] | None, str | None]:
    """Return the arguments, or a sentence for the model. An object, JSON text of one, or nothing at all can be read."""
    for _ in range(ENCODED_TWICE):
        if not isinstance(given, str):
            break
        if not given.strip():
            return NOTHING, None
        try:
            given = loads(given)
        except NotJson:
            return None, f"The arguments are not valid JSON; {CALL_AGAIN}."
    if given is None:
        return NOTHING, None
    if not isinstance(given, Mapping):
        return None, f"The arguments are not an object; {CALL_AGAIN}."
    if is_deeper_than(given, DEEPEST_ARGUMENTS):
        return None, f"The arguments are nested too deeply; {CALL_AGAIN}."
    return given, None
