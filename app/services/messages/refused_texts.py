"""What a refused text says of the person: whoever replied STOP, or has no mobile, is sent no further one.

It stands on the person until the number or the consent is entered anew, or a text arrives after all.
"""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.messages.delivery import ChannelName
from app.domain.messages.sms_codes import REPLIED_STOP, stops_texts
from app.models import Employee, OutboxMessage
from app.services.audit import record_audit


def keep_refusal(session: Session, message: OutboxMessage, code: int | None) -> None:
    """Keep on the recipient what a text's end code says, where it went to the number that they still have."""
    if message.channel is ChannelName.SMS and code is not None:
        session.execute(_recipient(message).values(sms_error_code=code))


def forget_refusal(session: Session, message: OutboxMessage) -> None:
    """A text arrived: whatever was wrong with the number is so no more. A STOP stays: the text was sent before it."""
    is_wrong = Employee.sms_error_code.is_distinct_from(REPLIED_STOP) & Employee.sms_error_code.is_not(None)
    session.execute(_recipient(message).where(is_wrong).values(sms_error_code=None))


def stop_texts(session: Session, person: Employee, *, now: datetime) -> None:
    """Take back the consent of somebody who texted STOP, with a line of it."""
    if person.sms_error_code != REPLIED_STOP:
        person.sms_error_code = REPLIED_STOP
        record_audit(session, actor_id=person.id, action="texts.stopped", subject_id=person.id, now=now)


def allow_texts_again(session: Session, person: Employee, *, now: datetime) -> None:
    """Undo a STOP at the person's own START; a number that takes no texts stays as it is."""
    if person.sms_error_code == REPLIED_STOP:
        person.sms_error_code = None
        record_audit(session, actor_id=person.id, action="texts.started", subject_id=person.id, now=now)


def may_be_texted(person: Employee) -> bool:
    return bool(person.phone and person.sms_opt_in) and not stops_texts(person.sms_error_code)


def _recipient(message: OutboxMessage) -> sa.Update:
    return sa.update(Employee).where(Employee.id == message.recipient_id, Employee.phone == message.address)
