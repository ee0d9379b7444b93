"""Rows of employment and goals whose day is still to come, or has come without being applied yet."""

from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.models import Employee, Employment, Goal, TechProfile
from app.queries.employees import local_day
from app.queries.employment_periods import LONG_AGO


def list_due_employments(session: Session, *, now: datetime) -> Sequence[sa.Row[Employment, Employee]]:
    """Return planned rows whose first day has begun where the person is, with the person; the oldest first."""
    query = (
        sa.select(Employment, Employee)
        .join(Employee, Employee.id == Employment.employee_id)
        .where(_is_planned(Employment.starts_on, Employee.employment_since), Employment.starts_on <= local_day(now))
        .order_by(Employment.starts_on, Employment.employee_id)
        .with_for_update()
    )
    return session.execute(query).all()


def list_due_goals(session: Session, *, now: datetime) -> Sequence[sa.Row[Goal, TechProfile, Employee]]:
    """Return planned goals whose first day has begun where the person is, with the profile and the person."""
    query = (
        sa.select(Goal, TechProfile, Employee)
        .join(TechProfile, TechProfile.employee_id == Goal.employee_id)
        .join(Employee, Employee.id == Goal.employee_id)
        .where(_is_planned(Goal.starts_on, TechProfile.goal_since), Goal.starts_on <= local_day(now))
        .order_by(Goal.starts_on, Goal.employee_id)
        .with_for_update()
    )
    return session.execute(query).all()


def list_leavers_to_settle(session: Session, *, now: datetime) -> Sequence[Employee]:
    """Return people still active whose last day is over where they are."""
    query = (
        sa.select(Employee)
        .where(Employee.active, Employee.ended_on < local_day(now))
        .order_by(Employee.id)
        .with_for_update(skip_locked=True)
    )
    return session.scalars(query).all()


def _is_planned(
    starts_on: InstrumentedAttribute[date], since: InstrumentedAttribute[date | None]
) -> sa.ColumnElement[bool]:
    return starts_on > sa.func.coalesce(since, sa.literal(LONG_AGO, sa.Date))
