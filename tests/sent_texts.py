"""Texts of messages as they are sent: the tokens of their links are made then, and stand in no row."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.messages.delivery import TOKEN_AT_SENDING
from app.jobs.minting import mint_token
from app.models import OutboxMessage
from app.settings import Settings
from tests.builders import NOW


def sent_text(session: Session, settings: Settings, *where: sa.ColumnElement[bool]) -> str:
    """Return the text of the first message that is found."""
    message = session.scalars(sa.select(OutboxMessage).where(*where).order_by(OutboxMessage.created_at)).first()
    assert message is not None
    return message.body_text.replace(TOKEN_AT_SENDING, mint_token(session, message, settings=settings, now=NOW))
