"""Writing messages and claiming them, as tests of the outbox and of deliveries do."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.messages.delivery import ChannelName, DeliveryError
from app.models import OutboxMessage
from app.services.messages.deliveries import Claim, claim_message, lease
from app.services.messages.outbox import NewMessage, enqueue_message
from app.settings import Settings
from tests.builders import NOW

SETTINGS = Settings()


LEASE = lease(SETTINGS)


SECOND = timedelta(seconds=1)


TWO_MINUTES = timedelta(minutes=2)


TEMPORARY = DeliveryError("The mail server is busy (451).", permanent=False)


PERMANENT = DeliveryError("The mail server refused the address (550).", permanent=True)


def enqueue(session: Session, **overrides: Any) -> OutboxMessage | None:
    values: dict[str, Any] = {
        "kind": "blocker",
        "channel": ChannelName.EMAIL,
        "address": "ops@demo.example",
        "subject": "Blocker, Ana Ruiz: no ladder",
        "body_text": "Ana Ruiz reported: no ladder",
        "dedupe_key": "one",
    }
    now = overrides.pop("now", NOW)
    return enqueue_message(session, NewMessage(**values | overrides), now=now)


def take(session: Session, message_id: UUID, *, now: datetime = NOW) -> Claim | None:
    return claim_message(session, message_id, settings=SETTINGS, now=now)


def claimed(session: Session, message_id: UUID, **overrides: Any) -> Claim:
    claim = take(session, message_id, **overrides)
    assert claim is not None
    return claim


def grouped(session: Session, number: int, *, after: timedelta = timedelta()) -> OutboxMessage:
    message = enqueue(session, dedupe_key=f"key-{number}", now=NOW + after, group_within=TWO_MINUTES)
    assert message is not None
    return message
