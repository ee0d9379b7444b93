"""A message to a desk that says it is a test, and what became of the last one."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.audiences import Audience
from app.models import OutboxMessage
from app.services.messages.outbox import NewMessage, enqueue_message
from app.services.messages.recipients import Recipient, desk_routes
from app.services.messages.texts import MessageText
from app.settings import Settings

KIND = "route_test"


@dataclass(frozen=True)
class Desk:
    """One address of one desk."""

    recipient: Recipient
    last: OutboxMessage | None

    @property
    def key(self) -> str:
        return self.recipient.destination or ""


def list_desks(session: Session, settings: Settings) -> list[Desk]:
    """Return the addresses of the desks as they are set, each with its last test."""
    query = select(OutboxMessage).where(OutboxMessage.kind == KIND).order_by(OutboxMessage.created_at.desc())
    last: dict[str | None, OutboxMessage] = {}
    for message in session.scalars(query.limit(200)):
        last.setdefault(message.data.get("destination"), message)
    return [Desk(recipient, last.get(recipient.destination)) for recipient in desk_routes(settings)]


def send_route_test(session: Session, key: str, *, settings: Settings, now: datetime) -> Recipient | None:
    """Queue a test to the address with this fingerprint; None where it is not set any more."""
    recipient = next((each for each in desk_routes(settings) if each.destination == key), None)
    if recipient is None:
        return None
    text = MessageText(
        subject="A test from Daily Ops Coach",
        happened=f"This is a test of the {recipient.name} desk. Messages about the morning arrive here.",
        todo="Nothing to do.",
        link=f"{settings.public_url}/",
        button="Open Today",
    )
    data = {
        "destination": key,
        "audience": Audience.DISPATCH,
        "happened": text.happened,
        "todo": text.todo,
        "link": text.link,
    }
    dedupe_key = f"{KIND}:{key}:{int(now.timestamp())}"
    message = NewMessage.to(recipient, text, kind=KIND, data=data, dedupe_key=dedupe_key, urgent=True)
    enqueue_message(session, message, now=now)
    return recipient
