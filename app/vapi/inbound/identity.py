"""Who is calling: what the telephone network says, looked up in the directory; never what the model says."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.checkins.strangers import Stranger
from app.domain.mornings.workdays import local_date
from app.domain.people.callers import CallingPerson
from app.logs import mask_phone
from app.queries.employees import find_caller
from app.settings import Settings
from app.vapi.inbound.payloads import Message
from app.vapi.inbound.transports import TRANSPORTS, Transport


@dataclass(frozen=True)
class Caller:
    """The person on the line, or why nobody could be recognised."""

    employee: CallingPerson | None
    masked: str
    stranger: Stranger = Stranger.NOT_LOOKED_UP
    """Means something only where there is no employee."""


def identify_caller(session: Session, message: Message, *, settings: Settings, now: datetime) -> Caller:
    if not _is_vouched_for(message, settings):
        return Caller(None, "", Stranger.NOT_A_TELEPHONE)
    if message.caller_number is None:
        return Caller(None, "", Stranger.BROKEN_NUMBER if message.number_was_given else Stranger.WITHHELD)
    masked = mask_phone(message.caller_number)
    employee = find_caller(session, message.caller_number)
    if employee is None:
        return Caller(None, masked, Stranger.NOT_ON_FILE)
    if not employee.active or _has_left(employee, now):
        return Caller(None, masked, Stranger.INACTIVE)
    return Caller(employee, masked)


def _is_vouched_for(message: Message, settings: Settings) -> bool:
    """True where the number comes from a telephone network, or over a SIP trunk that the settings trust."""
    if TRANSPORTS[message.transport].identifies:
        return True
    return message.transport is Transport.SIP and message.line_id in settings.vapi_trusted_sip_numbers


def _has_left(employee: CallingPerson, now: datetime) -> bool:
    """The last day lasts until midnight where the person is."""
    return employee.ended_on is not None and employee.ended_on < local_date(now, employee.timezone)
