"""Facts into rows: telephones so that no order of a swap fails, people before their managers, dated columns by day."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.domain.mornings.workdays import local_date
from app.domain.people.directory import Wanted
from app.domain.people.facts import EMPLOYMENT_FIELDS, PersonFacts, has_profile
from app.domain.people.plain import plain_value
from app.models import Employee, EmployeePhone, TechProfile
from app.queries.people_facts import GOAL_DIRECT
from app.services.people.dated import EMPLOYMENT, GOAL, Row, change_present, list_rows
from app.services.people.first_calls import first_call_on
from app.settings import Settings

UNDATED = (
    "name", "spoken_name", "email", "job_title", "odoo_id", "active", "sms_opt_in", "dispatch_backup",
    "always_ops_only",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class _Written:
    """The rows of the people being written, and the rows beside their present ones."""

    employees: Mapping[int, Employee]
    profiles: Mapping[int, TechProfile]
    employments: Mapping[int, list[Row]]
    goals: Mapping[int, list[Row]]


def write_people(session: Session, after: Wanted, before: Wanted, *, now: datetime, settings: Settings) -> None:
    """Write facts that were found to be right; `before` are those of the people who are already in the directory."""
    numbers = list(after)
    moving = {number for number in numbers if number in before and before[number].phones != after[number].phones}
    _free_phones(session, moving)
    session.add_all(
        _new_employee(number, facts, now, settings) for number, facts in after.items() if number not in before
    )
    session.flush()
    written = _load(session, numbers)
    for number, facts in after.items():
        _write_person(session, written, number, facts, before.get(number), now=now, settings=settings)
    session.flush()
    _follow_numbers(session)


def _load(session: Session, numbers: list[int]) -> _Written:
    # No key of theirs changes from here on, so that a check-in which refers to one of them need not wait.
    employees = session.scalars(sa.select(Employee).where(Employee.id.in_(numbers)).with_for_update(key_share=True))
    profiles = session.scalars(sa.select(TechProfile).where(TechProfile.employee_id.in_(numbers)))
    return _Written(
        employees={employee.id: employee for employee in employees},
        profiles={profile.employee_id: profile for profile in profiles},
        employments=list_rows(session, EMPLOYMENT, numbers),
        goals=list_rows(session, GOAL, numbers),
    )


def _free_phones(session: Session, numbers: set[int]) -> None:
    """Take the telephones away first, so that two people may swap them."""
    session.execute(sa.delete(EmployeePhone).where(EmployeePhone.employee_id.in_(numbers)))
    freed = sa.update(Employee).where(Employee.id.in_(numbers))
    session.execute(freed.values(phone=None, updated_at=Employee.updated_at))


def _new_employee(number: int, facts: PersonFacts, now: datetime, settings: Settings) -> Employee:
    """Make the row without its manager, who may be new too."""
    return Employee(
        id=number,
        **{name: getattr(facts, name) for name in UNDATED},
        **{**_employment(facts), "manager_id": None},
        **{name: getattr(facts, name) for name in ("started_on", "ended_on")},
        checkins_from=facts.checkins_from or first_call_on(facts, now=now, settings=settings),
        created_at=now,
        updated_at=now,
    )


def _employment(facts: PersonFacts) -> dict[str, Any]:
    return {**{name: getattr(facts, name) for name in EMPLOYMENT_FIELDS}, "workdays": list(facts.workdays)}


def _write_person(
    session: Session,
    written: _Written,
    number: int,
    facts: PersonFacts,
    before: PersonFacts | None,
    *,
    now: datetime,
    settings: Settings,
) -> None:
    employee = written.employees[number]
    today = local_date(now, employee.timezone)
    if before is None or before.phones != facts.phones:
        _write_phones(session, employee, facts)
    if before is None or (before.phones[:1], before.sms_opt_in) != (facts.phones[:1], facts.sms_opt_in):
        employee.sms_error_code = None  # it was about another number, or another consent
    if before is None:
        employee.manager_id = facts.manager_id
    else:
        for name in UNDATED:
            setattr(employee, name, getattr(facts, name))
        facts = _expected_again(facts, before, now=now, settings=settings)
        _write_employment(session, employee, facts, written.employments.get(number, []), today)
    _write_profile(session, employee, written.profiles.get(number), facts, written.goals.get(number, []), now=now)
    employee.updated_at = now
    flag_modified(employee, "updated_at")  # written even where it says so already, or the column's own clock would be


def came_back(facts: PersonFacts, last_day: date | None) -> bool:
    return last_day is not None and facts.started_on > last_day


def _expected_again(facts: PersonFacts, before: PersonFacts, *, now: datetime, settings: Settings) -> PersonFacts:
    """Somebody who came back is expected from the next workday on, like somebody new."""
    returns = came_back(facts, before.ended_on) or (facts.active and not before.active)
    if not returns or facts.checkins_from not in {None, before.checkins_from}:
        return facts
    return replace(facts, checkins_from=first_call_on(facts, now=now, settings=settings))


def _write_phones(session: Session, employee: Employee, facts: PersonFacts) -> None:
    employee.phone = facts.phones[0] if facts.phones else None
    session.add_all(EmployeePhone(employee_id=employee.id, number=number) for number in facts.phones[1:])


def _write_employment(session: Session, employee: Employee, facts: PersonFacts, rows: list[Row], today: date) -> None:
    carried = {name: getattr(facts, name) for name in EMPLOYMENT.carried}
    change_present(
        session,
        EMPLOYMENT,
        employee,
        {**_employment(facts), **carried},
        rows=rows,
        today=today,
        known_since=employee.checkins_from or employee.started_on,
        new_stay=came_back(facts, employee.ended_on),
    )


def _write_profile(
    session: Session,
    employee: Employee,
    profile: TechProfile | None,
    facts: PersonFacts,
    rows: list[Row],
    *,
    now: datetime,
) -> None:
    if profile is None:
        if not has_profile(facts):
            return
        profile = TechProfile(employee_id=employee.id, created_at=now, **_goal(facts))
        profile.goal_updated_at = now if facts.current_90day_goal else None
        session.add(profile)
    else:
        _change_goal(session, employee, profile, facts, rows, now=now)
    profile.name = facts.spoken_name
    profile.gallup_strengths = list(facts.gallup_strengths)
    profile.personal_why = facts.personal_why
    profile.primary_kpi = facts.kpis[0] if facts.kpis else None
    profile.other_kpis = list(facts.kpis[1:])
    profile.updated_at = now


def _goal(facts: PersonFacts) -> dict[str, Any]:
    return {
        **{name: getattr(facts, name) for name in GOAL_DIRECT},
        "goal_milestones": plain_value(facts.goal_milestones),
    }


def _change_goal(
    session: Session, employee: Employee, profile: TechProfile, facts: PersonFacts, rows: list[Row], *, now: datetime
) -> None:
    wanted = _goal(facts)
    if any(getattr(profile, name) != value for name, value in wanted.items()):
        wanted["goal_updated_at"] = now
    change_present(
        session,
        GOAL,
        profile,
        wanted,
        rows=rows,
        today=local_date(now, employee.timezone),
        known_since=profile.goal_started_on or employee.started_on,
    )


def _follow_numbers(session: Session) -> None:
    """Let the next person whom the database numbers come after the highest number in use."""
    sequence = sa.func.pg_get_serial_sequence("employees", "id")
    highest = sa.select(sa.func.max(Employee.id)).scalar_subquery()
    ahead = sa.select(sa.func.nextval(sequence)).scalar_subquery()
    session.execute(sa.select(sa.func.setval(sequence, sa.func.greatest(highest, ahead - 1), True)))  # noqa: FBT003
