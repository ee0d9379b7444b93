"""Who is expected today, for many people in a constant number of queries.

The decision itself is `app.domain.mornings.workdays.expected_on`; here its facts are gathered.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.calendars import public_holidays
from app.domain.figures.checkin_days import PersonalCalendar
from app.domain.mornings.workdays import Absence, Expectation, WorkPattern, local_date
from app.domain.permissions import Role
from app.models import Employee, TimeOff
from app.settings import Settings


@dataclass(frozen=True, kw_only=True)
class ExpectedDay:
    """One person's own today and whether a call is expected on it."""

    employee: Employee
    day: date
    expectation: Expectation


def list_technicians(session: Session) -> list[Employee]:
    """Return the people who phone in, active only, by name."""
    query = (
        select(Employee).where(Employee.role == Role.TECHNICIAN, Employee.active).order_by(Employee.name, Employee.id)
    )
    return list(session.scalars(query))


def expectations(
    session: Session, employees: Sequence[Employee], *, now: datetime, settings: Settings
) -> list[ExpectedDay]:
    """Return each person's expectation on their own local date at `now`: one query, however many people."""
    days = {employee.id: local_date(now, employee.timezone) for employee in employees}
    if not days:
        return []
    calendars = load_calendars(session, employees, first=min(days.values()), last=max(days.values()), settings=settings)
    return [
        ExpectedDay(
            employee=employee,
            day=days[employee.id],
            expectation=calendars[employee.id].expected_on(days[employee.id]),
        )
        for employee in employees
    ]


def load_calendars(
    session: Session, employees: Sequence[Employee], *, first: date, last: date, settings: Settings
) -> dict[int, PersonalCalendar]:
    """Return by employee id everything that decides about the days from `first` to `last`, in one query."""
    absences = _absences(session, [employee.id for employee in employees], first, last)
    holidays = public_holidays(settings.holidays, first, last)
    return {
        employee.id: PersonalCalendar(
            pattern=work_pattern(employee), holidays=holidays, absences=tuple(absences[employee.id])
        )
        for employee in employees
    }


def work_pattern(employee: Employee) -> WorkPattern:
    return WorkPattern(
        timezone=employee.timezone,
        workdays=frozenset(employee.workdays),
        started_on=employee.started_on,
        ended_on=employee.ended_on,
        active=employee.active,
    )


def _absences(
    session: Session, employee_ids: Sequence[int], first: date, last: date
) -> defaultdict[int, list[Absence]]:
    query = select(TimeOff.employee_id, TimeOff.starts_on, TimeOff.ends_on, TimeOff.kind).where(
        TimeOff.employee_id.in_(employee_ids), TimeOff.ends_on >= first, TimeOff.starts_on <= last
    )
    absences: defaultdict[int, list[Absence]] = defaultdict(list)
    for row in session.execute(query):
        absences[row.employee_id].append(Absence(starts_on=row.starts_on, ends_on=row.ends_on, kind=row.kind))
    return absences
