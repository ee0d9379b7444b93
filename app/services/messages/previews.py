"""A message as it went out, for whoever may look at it afterwards: those of a group together, and no link's token."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.models import OutboxMessage
from app.queries.outbox import list_sent_with
from app.services.messages.compose import SentWording, compose_wording
from app.settings import Settings

MADE_WHEN_SENT = "made-when-sent"
"""Stands where a link had its token."""


@dataclass(frozen=True)
class Preview:
    message: OutboxMessage
    """The row that carried the others."""
    wording: SentWording
    together: int
    """How many rows went in it."""


def preview_message(session: Session, message_id: UUID, *, settings: Settings) -> Preview:
    message = session.get(OutboxMessage, message_id)
    carrier = session.get(OutboxMessage, message.sent_with_id) if message and message.sent_with_id else message
    if carrier is None:
        raise NotFound("There is no such message.")
    messages = (carrier, *list_sent_with(session, carrier.id))
    return Preview(carrier, compose_wording(messages, settings, lambda _: MADE_WHEN_SENT), len(messages))
