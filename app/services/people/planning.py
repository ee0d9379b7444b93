"""Changes dated ahead: planned now, checked now, and made the present by the clock when their day comes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput, NotFound
from app.domain.mornings.workdays import local_date
from app.domain.people.facts import EMPLOYMENT_FIELDS, GOAL_FIELDS, PersonFacts
from app.domain.people.plain import goal_steps, plain_value
from app.domain.people.problems import InvalidPeople, ProblemKind
from app.models import Employee, TechProfile
from app.queries.people_facts import load_facts, load_names
from app.queries.planned_changes import list_due_employments, list_due_goals
from app.services.people.changed_by import ChangedBy
from app.services.people.dated import (
    EMPLOYMENT,
    GOAL,
    Dated,
    Holder,
    Row,
    apply_row,
    held_on,
    list_rows,
    plan_row,
    take_back_row,
)
from app.services.people.history import change_rows, write_history
from app.services.people.saving import find_problems, lock_directory
from app.settings import Settings

DATABLE = (*EMPLOYMENT_FIELDS, *GOAL_FIELDS)
"""Fields whose change may be planned; every other one changes at once."""


def plan_change(
    session: Session,
    employee_id: int,
    changes: Mapping[str, Any],
    *,
    starts_on: date,
    by: ChangedBy,
    now: datetime,
    check_lines: bool = True,
) -> PersonFacts:
    """Let these fields of `PersonFacts` change on a day to come; return the facts as they will then be.

    Raises InvalidInput for a day that has begun, InvalidPeople for facts that would be wrong. Without `check_lines` a
    circle of managers is let through: several people move together, and only their final state has none.
    """
    lock_directory(session)
    employee = session.get_one(Employee, employee_id, with_for_update=True)
    if starts_on <= local_date(now, employee.timezone):
        raise InvalidInput("Choose a day to come, or leave it empty for a change from today.", field="starts_on")
    plans = _plans(session, employee, now)
    present = load_facts(session, [employee_id])[employee_id]
    before = replace(present, **_held(plans, starts_on))
    after = replace(before, **changes)
    problems = [
        problem
        for problem in find_problems(session, {employee_id: after}, by=by)
        if check_lines or problem.kind is not ProblemKind.MANAGER_LOOP
    ]
    if problems:
        raise InvalidPeople(problems)
    for plan in plans:
        plan.write(session, after, set(changes), starts_on)
    told = change_rows(employee_id, before, after, names=load_names(session), by=by, now=now, starts_on=starts_on)
    write_history(session, told)
    return after


def take_back_plan(session: Session, employee_id: int, starts_on: date, *, by: ChangedBy, now: datetime) -> None:
    """Take back everything that is planned for a day. Raises NotFound where nothing is, or the day has begun."""
    lock_directory(session)
    employee = session.get_one(Employee, employee_id, with_for_update=True)
    plans = _plans(session, employee, now)
    present = load_facts(session, [employee_id])[employee_id]
    before = replace(present, **_held(plans, starts_on))
    ahead = starts_on > local_date(now, employee.timezone)
    taken_back = [plan.take_back(session, starts_on) for plan in plans] if ahead else []
    if not any(taken_back):
        raise NotFound("Nothing is planned for this day any more.")
    after = replace(present, **_held(plans, starts_on))
    told = change_rows(employee_id, before, after, names=load_names(session), by=by, now=now, starts_on=starts_on)
    write_history(session, told)


def apply_due_changes(session: Session, *, now: datetime, settings: Settings) -> int:  # noqa: ARG001 - a periodic job's signature
    """Make every planned row whose day has come the present; return how many there were."""
    lock_directory(session)
    employments = list_due_employments(session, now=now)
    for employment, employee in employments:
        known_since = employee.checkins_from or employee.started_on
        apply_row(session, EMPLOYMENT, employee, employment, known_since=known_since)
        employee.updated_at = now
    goals = list_due_goals(session, now=now)
    for goal, profile, employee in goals:
        known_since = profile.goal_started_on or employee.started_on
        apply_row(session, GOAL, profile, goal, known_since=known_since)
        profile.updated_at = now
    return len(employments) + len(goals)


@dataclass(frozen=True, kw_only=True)
class _Plan:
    """One holder of dated columns with the rows beside its present."""

    dated: Dated
    fields: tuple[str, ...]
    holder: Holder
    rows: list[Row]

    def held_on(self, day: date) -> dict[str, Any]:
        row = held_on(self.dated, self.holder, self.rows, day)
        return {name: _fact(name, getattr(row, name)) for name in self.fields}

    def write(self, session: Session, after: PersonFacts, changed: set[str], starts_on: date) -> None:
        columns = {name: _column(getattr(after, name)) for name in self.fields if name in changed}
        if columns:
            session.add(self.holder)  # a goal planned for somebody without a profile makes one
            plan_row(session, self.dated, self.holder, columns, rows=self.rows, starts_on=starts_on)

    def take_back(self, session: Session, starts_on: date) -> bool:
        return take_back_row(session, self.dated, self.holder, rows=self.rows, starts_on=starts_on)


def _plans(session: Session, employee: Employee, now: datetime) -> tuple[_Plan, ...]:
    number = employee.id
    profile = session.scalar(select(TechProfile).where(TechProfile.employee_id == number)) or TechProfile(
        employee_id=number, gallup_strengths=[], other_kpis=[], goal_milestones=[], created_at=now, updated_at=now
    )
    employments, goals = (list_rows(session, dated, [number]).get(number, []) for dated in (EMPLOYMENT, GOAL))
    return (
        _Plan(dated=EMPLOYMENT, fields=EMPLOYMENT_FIELDS, holder=employee, rows=employments),
        _Plan(dated=GOAL, fields=GOAL_FIELDS, holder=profile, rows=goals),
    )


def _held(plans: tuple[_Plan, ...], day: date) -> dict[str, Any]:
    return {name: value for plan in plans for name, value in plan.held_on(day).items()}


def _fact(name: str, value: Any) -> Any:
    """Return a column's value as `PersonFacts` holds it; `_column` is the inverse."""
    if name == "goal_milestones":
        return goal_steps(value)
    return tuple(value) if name == "workdays" else value


def _column(value: Any) -> Any:
    return plain_value(value) if isinstance(value, tuple) else value
