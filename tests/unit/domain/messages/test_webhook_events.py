"""What a webhook gets of a message: what the shape of its event names, and nothing else."""

import json
from typing import Any
from uuid import UUID

import pytest

from app.domain.alerts.audiences import desk_may_hear
from app.domain.alerts.kinds import PRESSING, AlertKind
from app.domain.messages.delivery import OutgoingMessage
from app.domain.messages.webhook_events import BY_TYPE, EVENTS, body_schema, webhook_body

PART = {"notice": "raised", "happened": "Blocker 1", "destination": "f00d", "audience": "ops", "recipient": "ops"}


def message(kind: str, data: dict[str, Any]) -> OutgoingMessage:
    return OutgoingMessage(
        id=UUID(int=1), address="https://desk.example", kind=kind, subject="s", text="t", data=data, message_id="<1@x>"
    )


def data_of(kind: str, data: dict[str, Any]) -> Any:
    return json.loads(webhook_body(message(kind, data)))["data"]


def test_every_kind_of_alert_that_a_desk_may_hear_is_an_event() -> None:
    for_desks = {kind.value for kind in AlertKind if desk_may_hear(kind)}
    assert for_desks == set(AlertKind) & set(BY_TYPE)


def test_alerts_that_may_come_together_say_so() -> None:
    assert {event.type for event in EVENTS if event.together} == {
        kind.value for kind in AlertKind if desk_may_hear(kind) and kind not in PRESSING
    }


def test_what_no_shape_names_stays_here() -> None:
    assert data_of("blocker", PART | {"messages": [PART, PART | {"happened": "Blocker 2"}]}) == {
        "notice": "raised",
        "happened": "Blocker 1",
        "messages": [{"notice": "raised", "happened": "Blocker 1"}, {"notice": "raised", "happened": "Blocker 2"}],
    }
    assert data_of("late", {"happened": "h", "call_id": "c", "unsubscribe": None}) == {"happened": "h"}


def test_kind_that_is_no_event_has_no_body() -> None:
    with pytest.raises(KeyError):
        webhook_body(message("digest", {}))


def test_schema_asks_for_all_that_is_always_there() -> None:
    schema = body_schema(BY_TYPE["blocker"])
    assert schema["required"] == ["id", "type", "subject", "text", "link", "data"]
    data = schema["properties"]["data"]
    assert set(data["properties"]) - set(data["required"]) == {"thread", "messages"}
    assert schema["properties"]["type"] == {"type": "string", "const": "blocker"}
