"""People as `PersonFacts`, the whole directory to check them against, and the names that their history tells."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.people.directory import Entry
from app.domain.people.facts import PersonFacts
from app.domain.people.plain import goal_steps
from app.domain.people.wording import Names
from app.models import Employee, EmployeePhone, Kpi, Team, TechProfile

DIRECT = (
    "name", "email", "job_title", "odoo_id", "active", "sms_opt_in", "dispatch_backup",
    "always_ops_only", "role", "team_id", "manager_id", "timezone", "window_start", "window_end", "holiday_calendar",
    "expected_to_call", "started_on", "ended_on", "checkins_from",
)  # fmt: skip
"""Fields that are columns of `employees` as they are."""
GOAL_DIRECT = (
    "current_90day_goal", "goal_kpi_id", "goal_baseline", "goal_target", "goal_started_on", "goal_due_on",
)  # fmt: skip
"""Fields that are columns of `tech_profiles` and of `goals` as they are."""


def load_facts(session: Session, employee_ids: Collection[int] | None = None) -> dict[int, PersonFacts]:
    """Return by employee number what is recorded now, of these people or of everybody, in two queries."""
    of_these_people = sa.true() if employee_ids is None else Employee.id.in_(employee_ids)
    people = (
        select(Employee, TechProfile)
        .outerjoin(TechProfile, TechProfile.employee_id == Employee.id)
        .where(of_these_people)
    )
    phones = load_further_phones(session)
    return {
        employee.id: facts_of(employee, profile, phones[employee.id]) for employee, profile in session.execute(people)
    }


def facts_of(employee: Employee, profile: TechProfile | None, further_phones: Collection[str] = ()) -> PersonFacts:
    return PersonFacts(
        **{name: getattr(employee, name) for name in DIRECT},
        spoken_name=employee.spoken_name or (profile.name if profile else None),
        phones=_phones(employee.phone, further_phones),
        workdays=tuple(employee.workdays),
        **(_coaching(profile) if profile else {}),
    )


def load_directory(session: Session) -> dict[int, Entry]:
    """Return everybody, active or not, as the checks see them, in two queries."""
    columns = (
        Employee.id, Employee.name, Employee.active, Employee.role, Employee.manager_id, Employee.email, Employee.phone,
        Employee.erased_at,
    )  # fmt: skip
    phones = load_further_phones(session)
    return {
        number: Entry(
            name=name,
            active=active,
            role=role,
            manager_id=manager_id,
            email=email,
            phones=_phones(phone, phones[number]),
            erased=erased_at is not None,
        )
        for number, name, active, role, manager_id, email, phone, erased_at in session.execute(select(*columns))
    }


def load_further_phones(session: Session, employee_id: int | None = None) -> defaultdict[int, list[str]]:
    """Return by employee number the numbers beside the first one, of one person or of everybody."""
    further: defaultdict[int, list[str]] = defaultdict(list)
    query = select(EmployeePhone.employee_id, EmployeePhone.number).order_by(EmployeePhone.id)
    if employee_id is not None:
        query = query.where(EmployeePhone.employee_id == employee_id)
    for owner_id, number in session.execute(query):
        further[owner_id].append(number)
    return further


def load_names(session: Session) -> Names:
    return Names(people=_names_of(session, Employee), teams=_names_of(session, Team), kpis=_names_of(session, Kpi))


def _names_of(session: Session, table: type[Employee | Team | Kpi]) -> dict[int, str]:
    return {row.id: row.name for row in session.execute(select(table.id, table.name))}


def _phones(first: str | None, further: Collection[str]) -> tuple[str, ...]:
    return (first, *further) if first else tuple(further)


def _coaching(profile: TechProfile) -> dict[str, Any]:
    return {
        **{name: getattr(profile, name) for name in GOAL_DIRECT},
        "gallup_strengths": tuple(profile.gallup_strengths),
        "personal_why": profile.personal_why,
        "kpis": tuple(kpi for kpi in (profile.primary_kpi, *profile.other_kpis) if kpi),
        "goal_milestones": goal_steps(profile.goal_milestones),
    }
