"""A message to a desk that says it is a test, and what became of the last one."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.audiences import Audience
from app.domain.messages.delivery import ROUTE_TEST, ChannelName
from app.models import OutboxMessage
from app.queries.outbox import last_tries_of_desks
from app.services.messages.outbox import NewMessage, enqueue_message
from app.services.messages.recipients import Recipient, desk_routes
from app.services.messages.texts import MessageText
from app.settings import Settings

LOOKED_BACK = timedelta(days=30)
"""Deliveries before this are not looked for."""


@dataclass(frozen=True)
class Desk:
    """One address of one desk."""

    recipient: Recipient
    last: OutboxMessage | None
    """The last test."""
    tried: OutboxMessage | None
    """The last message of any kind that a worker took up."""

    @property
    def key(self) -> str:
        return self.recipient.destination or ""

    @property
    def is_webhook(self) -> bool:
        return self.recipient.channel is ChannelName.WEBHOOK


def list_desks(session: Session, settings: Settings, *, now: datetime) -> list[Desk]:
    """Return the addresses of the desks as they are set, each with its last test and its last delivery."""
    query = select(OutboxMessage).where(OutboxMessage.kind == ROUTE_TEST).order_by(OutboxMessage.created_at.desc())
    last: dict[str | None, OutboxMessage] = {}
    for message in session.scalars(query.limit(200)):
        last.setdefault(message.data.get("destination"), message)
    routes = desk_routes(settings)
    tried = last_tries_of_desks(session, [route.destination or "" for route in routes], since=now - LOOKED_BACK)
    return [Desk(route, last.get(route.destination), tried.get(route.destination or "")) for route in routes]


def send_route_test(session: Session, key: str, *, settings: Settings, now: datetime) -> Recipient | None:
    """Queue a test to the address with this fingerprint; None where it is not set any more."""
    recipient = next((each for each in desk_routes(settings) if each.destination == key), None)
    if recipient is None:
        return None
    text = route_test_text(recipient.name, link=f"{settings.public_url}/")
    data = {
        "destination": key,
        "audience": Audience.DISPATCH,
        "happened": text.happened,
        "todo": text.todo,
        "link": text.link,
    }
    dedupe_key = f"{ROUTE_TEST}:{key}:{int(now.timestamp())}"
    message = NewMessage.to(recipient, text, kind=ROUTE_TEST, data=data, dedupe_key=dedupe_key, urgent=True)
    enqueue_message(session, message, now=now)
    return recipient


def route_test_text(desk: str, *, link: str) -> MessageText:
    return MessageText(
        subject="A test from Daily Ops Coach",
        happened=f"This is a test of the {desk} desk. Messages about the morning arrive here.",
        todo="Nothing to do.",
        link=link,
        button="Open Today",
    )
