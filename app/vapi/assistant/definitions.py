"""The tools and the structured output as Vapi wants them, from TOOLS and FIELDS: JSON-ready dicts, no ids, no secrets.

`${…}` stands for what differs from one installation to the next; `flask vapi push` fills it in.
"""

from collections.abc import Iterable

from app.domain.checkins import script
from app.domain.checkins.fields import CALL_FIELDS, FIELDS, REQUIRED, STRUCTURED_OUTPUT, CheckinField, FieldKind
from app.vapi.tools import Tool

Json = dict[str, object]

WEBHOOK_URL = "${PUBLIC_URL}/vapi/webhook"
SECRET_HEADER = {"X-Vapi-Secret": "${VAPI_SERVER_SECRET}"}
TOOL_TIMEOUT_SECONDS = 10
"""Twice what the webhook takes with a slow database; a caller hears the delayed message in between."""
DELAYED_AFTER_MILLISECONDS = 2_000
MODEL = {"provider": "openai", "model": "gpt-4.1-2025-04-14"}
"""Pinned: a model that changes by itself changes the coach."""

_JSON_TYPES = {
    FieldKind.BOOLEAN: "boolean",
    FieldKind.INTEGER: "integer",
    FieldKind.TEXT: "string",
    FieldKind.DATE: "string",
    FieldKind.CHOICE: "string",
}


def tool_definition(tool: Tool) -> Json:
    return {
        "type": "function",
        "async": False,
        "function": {
            "name": tool.name,
            "description": tool.description,
            "parameters": {
                "type": "object",
                "properties": properties_of(tool.fields),
                "required": [field.name for field in tool.fields if field.name in REQUIRED],
            },
        },
        "server": server(TOOL_TIMEOUT_SECONDS, kind="fixed", retries=1),
        "messages": _messages(tool),
    }


def structured_output() -> Json:
    """The check-in as Vapi's model reads it back from the conversation, for a call that ended before it was logged."""
    answers = [field for field in FIELDS if field.name not in CALL_FIELDS]
    return {
        "name": STRUCTURED_OUTPUT,
        "type": "ai",
        "description": (
            "The answers of a technician's morning check-in, read back from the conversation. Take only what the "
            "caller said; leave out what was not asked, not answered or unclear. Never guess. If the caller took the "
            "short version, call_type is ops_only. The latest answer wins. Daily Ops Coach keeps this definition."
        ),
        "model": MODEL | {"temperature": 0},
        "schema": {"type": "object", "properties": properties_of(answers)},
        "conditions": [{"type": "minMessages", "count": 2}],
    }


def properties_of(fields: Iterable[CheckinField]) -> Json:
    return {field.name: _property(field) for field in fields}


def server(timeout_seconds: int, *, kind: str, retries: int) -> Json:
    return {
        "url": WEBHOOK_URL,
        "timeoutSeconds": timeout_seconds,
        "headers": SECRET_HEADER,
        "backoffPlan": {"type": kind, "maxRetries": retries, "baseDelaySeconds": 1},
    }


def _property(field: CheckinField) -> Json:
    choices: Json = {"enum": list(field.choices)} if field.choices else {}
    return {"type": _JSON_TYPES[field.kind], "description": field.description, **choices}


def _messages(tool: Tool) -> list[Json]:
    failed = f"The tool did not answer. Call it once more; then say: {script.SPOKEN_NOT_SAVED}"
    if tool.permission is None:
        failed = "The tool did not answer. Call it once more; then say: I couldn't reach dispatch. Please call them."
    elif not tool.writes:
        failed = (
            "The tool did not answer. Don't mention it: run the ops-only questions, then log with call_type ops_only."
        )
    return [
        {"type": "request-start", "content": tool.starting_words, "blocking": False},
        {
            "type": "request-response-delayed",
            "timingMilliseconds": DELAYED_AFTER_MILLISECONDS,
            "content": "Still with you, one moment.",
        },
        {"type": "request-failed", "role": "system", "content": failed},
    ]
