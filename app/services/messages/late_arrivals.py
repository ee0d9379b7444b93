"""A message to dispatch about somebody who is ready but will be late. It is not an alert and needs no owner."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.domain.messages.delivery import CALL_ID, LATE
from app.models import DailyCheckin, Employee
from app.policy import quiet_until
from app.queries.quiet_calls import is_quiet
from app.services.messages.outbox import NewMessage, enqueue_message
from app.services.messages.recipients import Recipient, dispatch
from app.services.messages.texts import MessageText, render
from app.settings import Settings


def tell_who_is_late(session: Session, checkin: DailyCheckin, *, settings: Settings, now: datetime) -> bool:
    """Queue the line for each of dispatch; return whether they are told, now or when the same time was said before.

    Saying the same time again adds nothing, another time is told as well.
    """
    arrives_at = checkin.arrives_at
    if arrives_at is None or arrives_at <= now or is_quiet(session, checkin.id):
        return False
    person = session.get_one(Employee, checkin.employee_id)
    recipients = dispatch(session, settings, now=now)
    for recipient in recipients:
        address = recipient.destination or recipient.address
        message = NewMessage.to(
            recipient,
            text := _text(person, arrives_at, recipient, settings),
            kind=LATE,
            data={
                "destination": recipient.destination,
                "happened": text.happened,
                "link": text.link,
                CALL_ID: checkin.call_id,
            },
            dedupe_key=f"late:{checkin.id}:{arrives_at:%H%M}:{recipient.channel}:{address}",
            not_before=quiet_until(settings, recipient.timezone, now),
        )
        enqueue_message(session, message, now=now)
    return bool(recipients)


def _text(person: Employee, arrives_at: datetime, recipient: Recipient, settings: Settings) -> MessageText:
    arrives = f"{arrives_at.astimezone(ZoneInfo(recipient.timezone)):%H:%M}"
    return render("late", link=f"{settings.public_url}/", name=person.name, arrives=arrives)
