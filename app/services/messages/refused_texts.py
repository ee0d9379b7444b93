"""What a refused text says of the person: whoever replied STOP, or has no mobile, is sent no further one.

It stands on the person until the number or the consent is entered anew, or a text arrives after all.
"""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.messages.delivery import ChannelName
from app.domain.messages.sms_codes import stops_texts
from app.models import Employee, OutboxMessage


def keep_refusal(session: Session, message: OutboxMessage, code: int | None) -> None:
    """Keep on the recipient what a text's end code says, where it went to the number that they still have."""
    if message.channel is ChannelName.SMS and code is not None:
        session.execute(_recipient(message).values(sms_error_code=code))


def forget_refusal(session: Session, message: OutboxMessage) -> None:
    """A text arrived: whatever was wrong with the number is so no more."""
    session.execute(_recipient(message).where(Employee.sms_error_code.is_not(None)).values(sms_error_code=None))


def may_be_texted(person: Employee) -> bool:
    return bool(person.phone and person.sms_opt_in) and not stops_texts(person.sms_error_code)


def _recipient(message: OutboxMessage) -> sa.Update:
    return sa.update(Employee).where(Employee.id == message.recipient_id, Employee.phone == message.address)
