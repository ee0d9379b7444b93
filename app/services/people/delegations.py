"""A delegate for a manager's time away: reads and handles what the manager would, on those days."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput, NotFound
from app.domain.permissions import SCOPES, Role, Scope
from app.domain.phrases import say_date
from app.models import Delegation, Employee
from app.services.people.changed_by import ChangedBy
from app.services.people.history import record_change


def add_delegate(
    session: Session,
    manager_id: int,
    delegate_id: int,
    *,
    starts_on: date,
    ends_on: date,
    by: ChangedBy,
    now: datetime,
) -> Delegation:
    """Name a delegate; only somebody who looks after people anyway may read what a manager reads."""
    manager, delegate = session.get_one(Employee, manager_id), session.get(Employee, delegate_id)
    if delegate is None or not delegate.active or not may_stand_in(delegate.role) or delegate.id == manager.id:
        raise InvalidInput("Choose another manager who is active.", field="delegate_id")
    if ends_on < starts_on:
        raise InvalidInput("The last day is not before the first.", field="ends_on")
    _refuse_overlap(session, manager_id, starts_on, ends_on)
    delegation = Delegation(
        manager_id=manager_id,
        delegate_id=delegate_id,
        starts_on=starts_on,
        ends_on=ends_on,
        created_by_id=by.employee_id,
        created_at=now,
        updated_at=now,
    )
    session.add(delegation)
    session.flush()
    record_change(session, manager_id, "delegate", before=None, after=_say(delegate, delegation), by=by, now=now)
    return delegation


def end_delegation(session: Session, delegation_id: int, *, by: ChangedBy, now: datetime) -> int:
    """Take a delegation back; return whose it was."""
    delegation = session.get(Delegation, delegation_id, with_for_update=True)
    if delegation is None:
        raise NotFound("This delegate is no longer there.")
    delegate = session.get_one(Employee, delegation.delegate_id)
    manager_id = delegation.manager_id
    record_change(session, manager_id, "delegate", before=_say(delegate, delegation), after=None, by=by, now=now)
    session.delete(delegation)
    return manager_id


def may_stand_in(role: Role) -> bool:
    return SCOPES[role] is Scope.TEAM


def _refuse_overlap(session: Session, manager_id: int, starts_on: date, ends_on: date) -> None:
    query = select(Delegation).where(
        Delegation.manager_id == manager_id, Delegation.starts_on <= ends_on, Delegation.ends_on >= starts_on
    )
    other = session.scalar(query.limit(1))
    if other is not None:
        name = session.get_one(Employee, other.delegate_id).name
        days = f"{say_date(other.starts_on)} to {say_date(other.ends_on)}"
        raise InvalidInput(f"{name} stands in from {days} already.", field="starts_on")


def _say(delegate: Employee, delegation: Delegation) -> str:
    return f"{delegate.name}, {say_date(delegation.starts_on)} to {say_date(delegation.ends_on)}"
