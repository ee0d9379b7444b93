"""Tokens of links are made when a message is sent: a row of the outbox, and a copy of the database, hold none."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from app.domain.messages.delivery import INVITATION, PASSWORD_RESET, REMINDER, DeliveryError
from app.models import OutboxMessage
from app.queries.users import find_user_by_email
from app.services.accounts.password_resets import GOOD_FOR, INVITATION_GOOD_FOR, make_token
from app.services.alerts.link_tokens import make_ack_token
from app.services.messages.checkin_links import make_checkin_token
from app.settings import Settings


def mint_token(session: Session, message: OutboxMessage, *, settings: Settings, now: datetime) -> str:
    """Return the token for the place that the message's text keeps free for one.

    Every try of a message has the same nonce, so the link works once however often it was sent. Raises DeliveryError
    where the person no longer signs in.
    """
    if message.kind in {PASSWORD_RESET, INVITATION}:
        user = find_user_by_email(session, message.address)
        if user is None:
            raise DeliveryError("Nobody signs in with this address any more.", permanent=True)
        good_for = INVITATION_GOOD_FOR if message.kind == INVITATION else GOOD_FOR
        return make_token(user, settings=settings, now=now, good_for=good_for)
    if message.kind == REMINDER:
        person, day = message.recipient_id or 0, date.fromisoformat(message.data["day"])
        return make_checkin_token(settings, person, day, number=message.address, now=now)
    [alert_id] = message.data["alert_ids"]
    return make_ack_token(
        settings,
        alert_id,
        message.data["recipient"],
        employee_id=message.recipient_id,
        destination=message.data.get("destination"),
        nonce=message.id.hex[:12],
        now=now,
    )
