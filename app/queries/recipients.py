"""Who stands behind a role or above a person: people at work only, each once."""

from collections.abc import Iterable
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.domain.mornings.workdays import local_date
from app.domain.permissions import Role
from app.models import Employee

LONGEST_LINE = 10


def at_work(person: Employee, now: datetime) -> bool:
    """Whether somebody is active and their last day is not over where they are, whatever `active` says."""
    return person.active and (person.ended_on is None or person.ended_on >= local_date(now, person.timezone))


def is_at_work(now: datetime) -> sa.ColumnElement[bool]:
    """The same in SQL."""
    today = sa.cast(sa.func.timezone(Employee.timezone, sa.literal(now, sa.DateTime(timezone=True))), sa.Date)
    last_day: sa.SQLColumnExpression[date | None] = Employee.ended_on
    return sa.and_(Employee.active, sa.or_(last_day.is_(None), last_day >= today))


def managers_above(session: Session, employee: Employee, *, now: datetime) -> list[Employee]:
    """Return the managers of a person, the direct one first; a circle of managers ends the line."""
    seen, managers = {employee.id}, []
    for manager in _line_above(session, employee):
        if manager.id in seen:
            break
        seen.add(manager.id)
        managers.append(manager)
    return [manager for manager in managers if at_work(manager, now)]


def _line_above(session: Session, employee: Employee) -> Iterable[Employee]:
    """Read the whole line at once, the direct manager first; of a circle somebody comes again."""
    first = select(Employee.id, Employee.manager_id, sa.literal(1).label("steps")).where(
        Employee.id == employee.manager_id
    )
    line = first.cte("line", recursive=True)
    above = aliased(Employee)
    line = line.union_all(
        select(above.id, above.manager_id, line.c.steps + 1).where(
            above.id == line.c.manager_id, line.c.steps < LONGEST_LINE
        )
    )
    return session.scalars(select(Employee).join(line, line.c.id == Employee.id).order_by(line.c.steps))


def people_in_role(session: Session, role: Role, *, now: datetime) -> list[Employee]:
    query = select(Employee).where(Employee.role == role, is_at_work(now)).order_by(Employee.name, Employee.id)
    return list(session.scalars(query))


def dispatchers(session: Session, *, backup: bool, now: datetime) -> list[Employee]:
    """Return those who are told first, or those who are told when the first ones do not answer."""
    people = people_in_role(session, Role.DISPATCHER, now=now)
    return [person for person in people if person.dispatch_backup is backup]


def reachable(people: Iterable[Employee]) -> list[Employee]:
    return [person for person in people if person.email or person.phone]


def first_reachable(*choices: Iterable[Employee]) -> list[Employee]:
    """Return the first choice that holds somebody with an address: nobody being there must not mean silence."""
    return next((people for choice in choices if (people := reachable(choice))), [])
