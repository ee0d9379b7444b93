"""One person's record as its page shows it: the facts, what is planned, and a word on the line above."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from app.domain.errors import NotFound
from app.domain.messages.sms_codes import text_trouble
from app.domain.people.facts import EMPLOYMENT_FIELDS, GOAL_FIELDS, LABELS, PersonFacts
from app.domain.people.lines import line_above
from app.domain.people.plain import goal_steps
from app.domain.people.wording import Names, say_value
from app.domain.permissions import Permission, may
from app.models import Employee, Employment, Goal, TechProfile
from app.queries.expecting import recorded_expectation
from app.queries.people_facts import facts_of, load_further_phones, load_names
from app.queries.reach import management_line
from app.settings import Settings

Manager = aliased(Employee, name="manager")


@dataclass(frozen=True, kw_only=True)
class PlannedChange:
    starts_on: date
    label: str
    after: str | None


@dataclass(frozen=True, kw_only=True)
class ProfileRecord:
    employee: Employee
    facts: PersonFacts
    names: Names
    expects: str
    """When the line expects the person, in one sentence."""
    warning: str | None
    text_trouble: str | None
    """What became of the last text, where it did not arrive."""
    planned: tuple[PlannedChange, ...]


def load_profile_record(session: Session, employee_id: int, *, now: datetime, settings: Settings) -> ProfileRecord:
    """Raises NotFound where nobody has the number."""
    query = (
        sa.select(Employee, TechProfile, Manager.name.label("manager"))
        .outerjoin(TechProfile, TechProfile.employee_id == Employee.id)
        .outerjoin(Manager, Manager.id == Employee.manager_id)
    )
    row = session.execute(query.where(Employee.id == employee_id)).first()
    if row is None:
        raise NotFound("Nobody in the directory has this number.")
    employee, profile = row.Employee, row.TechProfile
    employments, goals = _planned_rows(session, employee, profile)
    names = load_names(session) if employments or goals else Names(people={employee.manager_id: row.manager})
    return ProfileRecord(
        employee=employee,
        facts=facts_of(employee, profile, load_further_phones(session, employee_id)[employee_id]),
        names=names,
        expects=recorded_expectation(session, employee, now=now, settings=settings),
        warning=reading_warning(session, employee),
        text_trouble=text_trouble(employee.sms_error_code, consents=employee.sms_opt_in),
        planned=(
            *_steps(employee, employments, EMPLOYMENT_FIELDS, names),
            *_steps(profile, goals, GOAL_FIELDS, names),
        ),
    )


def reading_warning(session: Session, employee: Employee) -> str | None:
    """Say where the direct manager may not read about wellbeing, and who hears in their place."""
    line = sa.select(Employee).where(Employee.id.in_(management_line(employee.id)))
    people = {person.id: person for person in session.scalars(line)}
    manager_of = {employee.id: employee.manager_id, **{number: person.manager_id for number, person in people.items()}}
    above = [people[number] for number in line_above(employee.id, manager_of) if people[number].active]
    if not above or may(above[0].role, Permission.WELLBEING_READ):
        return None
    readers = [manager.name for manager in above if may(manager.role, Permission.WELLBEING_READ)]
    hears = readers[0] if readers else "HR"
    return f"{above[0].name} ({above[0].role}) may not read about wellbeing: {hears} hears in their place."


def _planned_rows(
    session: Session, employee: Employee, profile: TechProfile | None
) -> tuple[list[Employment], list[Goal]]:
    since = employee.employment_since or date.min
    employments = (
        sa.select(Employment)
        .where(Employment.employee_id == employee.id, Employment.starts_on > since)
        .order_by(Employment.starts_on)
    )
    if profile is None:
        return list(session.scalars(employments)), []
    goals = (
        sa.select(Goal)
        .where(Goal.employee_id == employee.id, Goal.starts_on > (profile.goal_since or date.min))
        .order_by(Goal.starts_on)
    )
    return list(session.scalars(employments)), list(session.scalars(goals))


def _steps(present: Any, rows: Sequence[Any], fields: tuple[str, ...], names: Names) -> list[PlannedChange]:
    """Return what each planned row changes of the one before it."""
    return [
        PlannedChange(starts_on=after.starts_on, label=LABELS[name], after=_say(name, getattr(after, name), names))
        for before, after in zip([present, *rows], rows, strict=False)
        for name in fields
        if getattr(before, name) != getattr(after, name)
    ]


def _say(name: str, value: Any, names: Names) -> str | None:
    if name == "goal_milestones":
        value = goal_steps(value)
    return say_value(name, tuple(value) if isinstance(value, list) else value, names)
