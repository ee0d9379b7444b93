"""What goes out to a webhook: each kind of event with its shape, and the body of one message.

The sender takes from a message what the shape of its event names, and nothing else; the description of the API and
docs/webhooks.md are made of the same shapes.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.alerts.kinds import AlertKind, AlertNotice
from app.domain.messages.delivery import CALL_BACK, LATE, MORNING_BRIEF, ROUTE_TEST, OutgoingMessage

Shape = Mapping[str, Mapping[str, Any]]
"""JSON Schema by name of field."""

SAID: Shape = {
    "happened": {"type": "string", "description": "One sentence: what happened."},
    "link": {"type": "string", "description": "The page to open."},
}
TO_DO: Shape = {
    "todo": {"type": "string", "description": "One sentence: what to do."},
    "button": {"type": "string", "description": "What the page behind the link does."},
}
ABOUT_ALERTS: Shape = {
    "notice": {
        "type": "string",
        "enum": [notice.value for notice in AlertNotice],
        "description": "Why it is sent: raised is the first about an alert, withdrawn takes it back.",
    },
    "alert_ids": {"type": "array", "items": {"type": "integer"}, "description": "The alerts that it is about."},
    "alert_on": {"type": "string", "format": "date", "description": "The day that it is about, there."},
    "thread": {"type": "string", "format": "uuid", "description": "The id of the first message about this alert."},
}
OPTIONAL = frozenset({"thread", "messages"})


@dataclass(frozen=True, kw_only=True)
class WebhookEvent:
    type: str
    desks: tuple[str, ...]
    """Which desks hear of it."""
    when: str
    data: Shape
    together: bool = False
    """Whether several may come as one message, listed under `messages`."""

    @property
    def shape(self) -> Shape:
        """The fields of `data`."""
        if not self.together:
            return self.data
        several = {"type": "array", "items": _object(self.data), "description": "All of them, where several came."}
        return {**self.data, "messages": several}


def _alert(kind: AlertKind, desks: tuple[str, ...], when: str, *, together: bool = False) -> WebhookEvent:
    return WebhookEvent(
        type=kind.value, desks=desks, when=when, data={**ABOUT_ALERTS, **SAID, **TO_DO}, together=together
    )


EVENTS: tuple[WebhookEvent, ...] = (
    _alert(AlertKind.ATTENDANCE, ("dispatch",), "Somebody told the line that they are not coming in."),
    _alert(AlertKind.MISSED, ("dispatch",), "Somebody who was expected to call did not.", together=True),
    _alert(AlertKind.SAFETY, ("dispatch", "ops"), "Somebody said that somebody is hurt or in danger."),
    _alert(AlertKind.BLOCKER, ("ops",), "Somebody reported what keeps them from working.", together=True),
    _alert(AlertKind.LINE, ("ops",), "Far fewer calls than usual came: the line may be down.", together=True),
    WebhookEvent(type=LATE, desks=("dispatch",), when="Somebody is ready, but will be late.", data=SAID),
    WebhookEvent(type=CALL_BACK, desks=("dispatch",), when="A caller asked for a person to call back.", data=SAID),
    WebhookEvent(
        type=MORNING_BRIEF, desks=("dispatch",), when="Once a day, at the end of the window and its grace.", data=SAID
    ),
    WebhookEvent(
        type=ROUTE_TEST,
        desks=("dispatch", "ops"),
        when="An administrator pressed “Send a test”.",
        data={**SAID, "todo": TO_DO["todo"]},
    ),
)
BY_TYPE: Mapping[str, WebhookEvent] = {event.type: event for event in EVENTS}


def webhook_body(message: OutgoingMessage) -> str:
    """Return the JSON text that is sent and signed. Raises KeyError for a kind of message that is no event."""
    shape = BY_TYPE[message.kind].shape
    data = {name: _taken(field, message.data[name]) for name, field in shape.items() if name in message.data}
    body = {
        "id": str(message.id),
        "type": message.kind,
        "subject": message.subject,
        "text": message.text,
        "link": message.link,
        "data": data,
    }
    return json.dumps(body, ensure_ascii=False, sort_keys=True)


def body_schema(event: WebhookEvent) -> dict[str, Any]:
    """Return the JSON Schema of the event's body."""
    return _object(
        {
            "id": {"type": "string", "format": "uuid", "description": "The same as in webhook-id, on every try."},
            "type": {"type": "string", "const": event.type},
            "subject": {"type": "string", "description": "A title of one line."},
            "text": {"type": "string", "description": "The whole message as plain text."},
            "link": {"type": "string", "description": "The page to open."},
            "data": _object(event.shape),
        }
    )


def _taken(field: Mapping[str, Any], value: Any) -> Any:
    """Return of a list of objects what the shape names."""
    inner = field.get("items", {}).get("properties")
    return [{name: each[name] for name in inner if name in each} for each in value] if inner else value


def _object(shape: Shape) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {name: dict(field) for name, field in shape.items()},
        "required": [name for name in shape if name not in OPTIONAL],
    }
