"""People in the directory, by the keys that the edges have."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.mornings.window import MorningWindow
from app.domain.people.callers import CallingPerson
from app.domain.permissions import Role
from app.models import Employee
from app.queries.sql_files import run


def find_employee_by_phone(session: Session, phone: str) -> Employee | None:
    """Return the one person whose number (E.164) this is, the first or a further one, active or not."""
    caller = find_caller(session, phone)
    return session.get(Employee, caller.id) if caller else None


def find_caller(session: Session, phone: str) -> CallingPerson | None:
    """Return the same person as `find_employee_by_phone`, with no row to change: for calls, which are many."""
    row = run(session, "caller", {"phone": phone}).mappings().one_or_none()
    return CallingPerson(**{**row, "role": Role(row["role"])}) if row else None


def checkin_day_of(
    instant: datetime | sa.SQLColumnExpression[datetime], window: MorningWindow
) -> sa.ColumnElement[date]:
    """Select the day that a call of the row's employee at that instant belongs to; `window` is the company's.

    The same as `app.queries.work_patterns.checkin_day`.
    """
    at = sa.literal(instant, sa.DateTime(timezone=True)) if isinstance(instant, datetime) else instant
    begins = sa.func.day_begins(
        sa.func.coalesce(Employee.window_start, sa.literal(window.start, sa.Time())),
        sa.func.coalesce(Employee.window_end, sa.literal(window.end, sa.Time())),
    )
    return sa.cast(sa.func.timezone(Employee.timezone, at) - begins, sa.Date)


def local_day(now: datetime) -> sa.ColumnElement[date]:
    """Select the calendar date at that instant where the employee of the row is."""
    return sa.cast(sa.func.timezone(Employee.timezone, sa.literal(now, sa.DateTime(timezone=True))), sa.Date)
