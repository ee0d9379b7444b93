"""Leaving the morning brief by the link in its mail: `List-Unsubscribe` (RFC 2369), by one click (RFC 8058).

Alerts have no such link: nobody can leave them by a mail program's button.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.domain.errors import OpsCoachError
from app.models import Employee
from app.services.audit import record_audit
from app.settings import Settings
from app.signing import BadToken, Purpose, read_signed, sign

WORKS_FOR = timedelta(days=365)
"""How long the link works: people use it from old mails."""


class UnsubscribeRefused(OpsCoachError):  # noqa: N818 - an outcome, not a failure
    http_status = 410


def make_unsubscribe_link(settings: Settings, employee_id: int, *, now: datetime) -> str:
    token = sign(employee_id, Purpose.UNSUBSCRIBE, keys=settings.secret_key, expires_at=now + WORKS_FOR)
    return f"{settings.public_url}/unsubscribe/{token}"


def reader_of_link(session: Session, token: str, *, settings: Settings, now: datetime) -> Employee:
    """Raise UnsubscribeRefused for a link that is not ours, too old, or of somebody who is gone."""
    try:
        employee_id = read_signed(token, Purpose.UNSUBSCRIBE, keys=settings.secret_key, now=now)
    except BadToken as error:
        sentence = "This link is too old, or was changed on the way. The brief can be stopped under Account."
        raise UnsubscribeRefused(sentence) from error
    reader = session.get(Employee, employee_id)
    if reader is None:
        raise UnsubscribeRefused("Nobody gets a brief by this link any more.")
    return reader


def stop_by_link(session: Session, token: str, *, settings: Settings, now: datetime) -> Employee:
    """Stop the brief of whoever the link was sent to; doing it again changes nothing."""
    reader = reader_of_link(session, token, settings=settings, now=now)
    if reader.wants_morning_brief:
        reader.wants_morning_brief = False
        record_audit(session, actor_id=reader.id, action="brief.stopped_by_link", subject_id=reader.id, now=now)
    return reader
