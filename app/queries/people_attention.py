"""HR's first page: who starts, leaves or changes these days, and whose record the line cannot use."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.alerts.audiences import roles_of_the_line
from app.domain.alerts.kinds import AlertKind
from app.domain.people.attention import Lack, ReportingLines, find_lacks
from app.domain.permissions import Role
from app.models import Employee, Employment, Team
from app.queries.people_facts import load_facts


@dataclass(frozen=True, kw_only=True)
class WeekEvent:
    day: date
    employee_id: int
    name: str
    what: str
    team: str | None


def list_week_events(session: Session, first: date, last: date) -> list[WeekEvent]:
    """Return first days, last days and changes of employment of these days, the earliest first."""
    planned = sa.select(Employment.employee_id, Employment.starts_on).where(Employment.starts_on.between(first, last))
    present = sa.select(Employee.id, Employee.employment_since).where(Employee.employment_since.between(first, last))
    changes = sa.union(planned, present).subquery("changes")
    events = sa.union_all(
        _days("starts", Employee.started_on, first, last),
        _days("last day", Employee.ended_on, first, last),
        sa.select(changes.c.employee_id, changes.c.starts_on, sa.literal("changes")),
    ).subquery("events")
    person, day, what = events.c
    columns = (day.label("day"), Employee.id.label("employee_id"), Employee.name, what.label("what"))
    query = (
        sa.select(*columns, Team.name.label("team"))
        .join(Employee, Employee.id == person)
        .outerjoin(Team, Team.id == Employee.team_id)
        .where(sa.or_(what != "changes", day != Employee.started_on))
        .order_by(day, Employee.name, Employee.id)
    )
    return [WeekEvent(**row) for row in session.execute(query).mappings()]


def _days(what: str, column: Any, first: date, last: date) -> sa.Select[Any]:
    columns: tuple[Any, ...] = (Employee.id, column, sa.literal(what))
    return sa.select(*columns).where(column.between(first, last))


def list_lacks(session: Session, today: date) -> list[Lack]:
    """Return what the line misses of the people it expects, in four queries."""
    called = sa.select(Employee.id, Employee.sms_error_code).where(
        Employee.active,
        Employee.role == Role.TECHNICIAN,
        Employee.expected_to_call,
        sa.or_(Employee.ended_on.is_(None), Employee.ended_on >= today),
    )
    rows = session.execute(called).all()
    text_errors = {row.id: row.sms_error_code for row in rows if row.sms_error_code is not None}
    people = load_facts(session, [row.id for row in rows])
    return find_lacks(people, _load_line(session), today, text_errors=text_errors)


def _load_line(session: Session) -> ReportingLines:
    hears = set(roles_of_the_line(AlertKind.BURNOUT))
    rows = session.execute(sa.select(Employee.id, Employee.manager_id, Employee.active, Employee.role)).all()
    return ReportingLines(
        manager_of={row.id: row.manager_id for row in rows},
        active=frozenset(row.id for row in rows if row.active),
        readers=frozenset(row.id for row in rows if row.active and row.role in hears),
    )
