"""Leaving the morning brief or the digest by the link in its mail: `List-Unsubscribe` (RFC 2369, RFC 8058).

Alerts have no such link: nobody can leave them by a mail program's button.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from app.domain.errors import OpsCoachError
from app.domain.figures.digest_times import DigestDay
from app.models import Employee
from app.services.audit import record_audit
from app.settings import Settings
from app.signing import BadToken, Purpose, read_signed, sign

WORKS_FOR = timedelta(days=365)
"""How long the link works: people use it from old mails."""


class UnsubscribeRefused(OpsCoachError):  # noqa: N818 - an outcome, not a failure
    http_status = 410


class Regular(StrEnum):
    """A message that comes by itself and can be left."""

    BRIEF = "brief"
    DIGEST = "digest"


PURPOSES = {Regular.BRIEF: Purpose.UNSUBSCRIBE, Regular.DIGEST: Purpose.STOP_DIGEST}


@dataclass(frozen=True)
class Leaving:
    reader: Employee
    regular: Regular


def make_unsubscribe_link(
    settings: Settings, employee_id: int, regular: Regular = Regular.BRIEF, *, now: datetime
) -> str:
    token = sign(employee_id, PURPOSES[regular], keys=settings.secret_key, expires_at=now + WORKS_FOR)
    return f"{settings.public_url}/unsubscribe/{token}"


def read_link(session: Session, token: str, *, settings: Settings, now: datetime) -> Leaving:
    """Raise UnsubscribeRefused for a link that is not ours, too old, or of somebody who is gone."""
    for regular, purpose in PURPOSES.items():
        with suppress(BadToken):
            reader = session.get(Employee, read_signed(token, purpose, keys=settings.secret_key, now=now))
            if reader is None:
                raise UnsubscribeRefused("Nobody gets this message any more.")
            return Leaving(reader, regular)
    raise UnsubscribeRefused("This link is too old or was changed. What you get can be stopped under Account.")


def stop_by_link(session: Session, token: str, *, settings: Settings, now: datetime) -> Leaving:
    """Stop what the link was sent with; doing it again changes nothing."""
    leaving = read_link(session, token, settings=settings, now=now)
    reader = leaving.reader
    wanted = reader.wants_morning_brief if leaving.regular is Regular.BRIEF else _wants_digest(reader)
    if wanted and leaving.regular is Regular.BRIEF:
        reader.wants_morning_brief = False
    elif wanted:
        reader.weekly_digest = DigestDay.NEVER
    if wanted:
        action = f"{leaving.regular}.stopped_by_link"
        record_audit(session, actor_id=reader.id, action=action, subject_id=reader.id, now=now)
    return leaving


def _wants_digest(reader: Employee) -> bool:
    return reader.weekly_digest is not DigestDay.NEVER
