"""Who has people in a week, and who reads in a manager's place."""

from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.figures.digest_times import DigestDay
from app.domain.permissions import Permission, Role, may
from app.models import Delegation, Employee, OutboxMessage
from app.queries.recipients import at_work, managers_above

READERS = [role for role in Role if may(role, Permission.WELLBEING_READ)]


def list_managers(session: Session) -> list[Employee]:
    """Return everybody to whom somebody reports today; one who wants no digest is not among them."""
    with_reports = sa.select(Employee.manager_id).where(Employee.manager_id.is_not(None))
    query = sa.select(Employee).where(Employee.id.in_(with_reports), Employee.weekly_digest != DigestDay.NEVER)
    return list(session.scalars(query.order_by(Employee.id)))


def list_reports(session: Session, manager_id: int) -> list[int]:
    """Return the employee numbers of those who report to this manager today, directly."""
    return list(session.scalars(sa.select(Employee.id).where(Employee.manager_id == manager_id)))


def find_reader(session: Session, manager: Employee, *, today: date, now: datetime) -> Employee | None:
    """Return who reads this manager's digest: the manager, while away the delegate, else the next in the line.

    Only somebody at work who may read about wellbeing; None where there is nobody.
    """
    delegates = sa.select(Employee).join(Delegation, Delegation.delegate_id == Employee.id)
    standing_in = session.scalars(
        delegates.where(
            Delegation.manager_id == manager.id, Delegation.starts_on <= today, Delegation.ends_on >= today
        ).order_by(Delegation.starts_on, Delegation.id)
    ).all()
    line: Sequence[Employee] = [*standing_in, manager, *managers_above(session, manager, now=now)]
    readers = (person for person in line if person.role in READERS and at_work(person, now) and person.email)
    return next(readers, None)


def is_told(session: Session, dedupe_key: str) -> bool:
    return session.scalar(sa.select(OutboxMessage.id).where(OutboxMessage.dedupe_key == dedupe_key)) is not None
