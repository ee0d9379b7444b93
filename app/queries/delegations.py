"""Who stands in for whom at an instant, each manager's days counted where the manager is."""

from collections.abc import Collection
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session, aliased

from app.models import Delegation, Employee

Away = aliased(Employee, name="away")
Delegate = aliased(Employee, name="stand_in")


def load_stand_ins(session: Session, manager_ids: Collection[int], *, now: datetime) -> dict[int, Employee]:
    """Return by manager the active person who stands in for them now."""
    query = (
        sa.select(Delegation.manager_id, Delegate)
        .join(Away, Away.id == Delegation.manager_id)
        .join(Delegate, Delegate.id == Delegation.delegate_id)
        .where(Delegation.manager_id.in_(manager_ids), Delegate.active, _runs(now))
    )
    return {row.manager_id: row.stand_in for row in session.execute(query)}


def stands_in_for(now: datetime) -> sa.ScalarSelect[list[int]]:
    """The managers for whom the person of the row stands in now, as a part of other queries."""
    managers = sa.func.array_agg(Delegation.manager_id, type_=ARRAY(sa.Integer))
    return (
        sa.select(managers)
        .join(Away, Away.id == Delegation.manager_id)
        .where(Delegation.delegate_id == Employee.id, _runs(now))
        .correlate(Employee)
        .scalar_subquery()
    )


def standing_in(managers: sa.Select[int], now: datetime) -> sa.Select[int]:
    """Select who stands in now for one of these managers."""
    return (
        sa.select(Delegation.delegate_id)
        .join(Away, Away.id == Delegation.manager_id)
        .where(Delegation.manager_id.in_(managers), _runs(now))
    )


def _runs(now: datetime) -> sa.ColumnElement[bool]:
    today: sa.ColumnElement[date] = sa.cast(
        sa.func.timezone(Away.timezone, sa.literal(now, sa.DateTime(timezone=True))), sa.Date
    )
    return today.between(Delegation.starts_on, Delegation.ends_on)
