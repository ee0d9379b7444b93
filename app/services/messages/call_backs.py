"""A message to dispatch that a caller wants to be called back. It is not an alert and needs no owner."""

import hashlib
from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.messages.delivery import CALL_BACK, CALL_ID
from app.domain.people.callers import CheckinPerson
from app.models import Call
from app.phones import say_phone
from app.policy import quiet_until
from app.queries.open_calls import OpenCall
from app.services.messages.outbox import NewMessage, enqueue_message
from app.services.messages.recipients import Recipient, dispatch
from app.services.messages.texts import MessageText, render
from app.settings import Settings

NAMELESS = "A caller who is not on file"
LIMIT_MINUTES = 30
"""A number that asks again within the same half hour is one request."""


def request_call_back(
    session: Session,
    *,
    call: Call | OpenCall,
    person: CheckinPerson | None,
    number: str | None,
    settings: Settings,
    now: datetime,
) -> bool:
    """Queue the line for each of dispatch; return whether anybody is asked, now or earlier in the half hour.

    `number` is what the telephone network gives. Without one nobody can call back; a call that is to tell nobody
    asks nobody.
    """
    addressees = dispatch(session, settings, now=now) if number and not call.quiet else []
    for recipient in addressees:
        message = NewMessage.to(
            recipient,
            text := _text(person, str(number), settings),
            kind=CALL_BACK,
            data={
                "destination": recipient.destination,
                "happened": text.happened,
                "link": text.link,
                CALL_ID: call.id,
            },
            dedupe_key=f"call-back:{_key(str(number), now)}:{recipient.channel}:{_address(recipient)}",
            not_before=quiet_until(settings, recipient.timezone, now),
        )
        enqueue_message(session, message, now=now)
    return bool(addressees)


def _text(person: CheckinPerson | None, number: str, settings: Settings) -> MessageText:
    name = person.name if person else NAMELESS
    return render(
        "call_back", link=f"{settings.public_url}/", name=name, number=say_phone(number, settings.home_region)
    )


def _key(number: str, now: datetime) -> str:
    """Return a key without the number in it."""
    half_hour = int(now.timestamp()) // (LIMIT_MINUTES * 60)
    return hashlib.sha256(f"{number}:{half_hour}".encode()).hexdigest()[:24]


def _address(recipient: Recipient) -> str:
    return recipient.destination or recipient.address
