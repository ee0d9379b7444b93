"""Who is expected today, for many people in a constant number of queries.

The decision itself is `app.domain.mornings.workdays.expected_on`; here its facts are gathered.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.missed import MissedRule
from app.domain.figures.checkin_days import PersonalCalendar
from app.domain.mornings.workdays import Absence, DayPart, Expectation, TimeOffKind
from app.domain.permissions import Role
from app.models import Employee, OutageDay, TimeOff
from app.policy import missed_rule
from app.queries.work_patterns import checkin_day, holidays_of, load_patterns
from app.settings import Settings


@dataclass(frozen=True, kw_only=True)
class ExpectedDay:
    """One person's own today and whether a call is expected on it."""

    employee: Employee
    day: date
    expectation: Expectation
    rule: MissedRule
    """By when they are to call, as it holds for them on this day."""


def list_technicians(session: Session) -> list[Employee]:
    """Return the people who are expected to phone in, active only, by name."""
    query = (
        select(Employee)
        .where(Employee.role == Role.TECHNICIAN, Employee.expected_to_call, Employee.active)
        .order_by(Employee.name, Employee.id)
    )
    return list(session.scalars(query))


def expectations(
    session: Session, employees: Sequence[Employee], *, now: datetime, settings: Settings
) -> list[ExpectedDay]:
    """Return each person's expectation on their own day at `now`: two queries, however many people."""
    days = {employee.id: checkin_day(employee, now, settings=settings) for employee in employees}
    if not days:
        return []
    calendars = load_calendars(session, employees, first=min(days.values()), last=max(days.values()), settings=settings)
    return [_expected_day(employee, days[employee.id], calendars[employee.id], settings) for employee in employees]


def _expected_day(employee: Employee, day: date, calendar: PersonalCalendar, settings: Settings) -> ExpectedDay:
    return ExpectedDay(
        employee=employee,
        day=day,
        expectation=calendar.expected_on(day),
        rule=missed_rule(settings, calendar.pattern.on(day).window),
    )


def load_calendars(
    session: Session, employees: Sequence[Employee], *, first: date, last: date, settings: Settings
) -> dict[int, PersonalCalendar]:
    """Return by employee id everything that decides about the days from `first` to `last`, in two queries.

    Each day is judged by the employment of that day, not of today.
    """
    ids = [employee.id for employee in employees]
    absences, outages = _exceptions(session, ids, first, last)
    patterns = load_patterns(session, employees)
    return {
        employee.id: PersonalCalendar(
            pattern=patterns[employee.id],
            holidays=holidays_of(patterns[employee.id], first, last, settings=settings),
            absences=tuple(absences[employee.id]),
            outages=frozenset(outages[None] | outages[employee.timezone]),
        )
        for employee in employees
    }


def load_absences(
    session: Session, employee_ids: Sequence[int], first: date, last: date
) -> defaultdict[int, list[Absence]]:
    """Return by employee id the time off that frees from the morning call on any of these days."""
    return _exceptions(session, employee_ids, first, last)[0]


def _exceptions(
    session: Session, employee_ids: Sequence[int], first: date, last: date
) -> tuple[defaultdict[int, list[Absence]], defaultdict[str | None, set[date]]]:
    """Return absences by employee id, and by time zone the days on which the line was down (None: for everybody).

    One statement for both: every page that shows a calendar asks it.
    """
    absent = sa.select(
        TimeOff.employee_id,
        TimeOff.starts_on,
        TimeOff.ends_on,
        sa.cast(TimeOff.kind, sa.Text).label("kind"),
        sa.null().label("timezone"),
    ).where(
        TimeOff.employee_id.in_(employee_ids),
        TimeOff.ends_on >= first,
        TimeOff.starts_on <= last,
        TimeOff.part != DayPart.AFTERNOON,
    )
    down = sa.select(sa.null(), OutageDay.day, OutageDay.day, sa.null(), OutageDay.timezone)
    absences: defaultdict[int, list[Absence]] = defaultdict(list)
    outages: defaultdict[str | None, set[date]] = defaultdict(set)
    both: sa.CompoundSelect[Any] = sa.union_all(absent, down.where(OutageDay.day.between(first, last)))
    for row in session.execute(both):
        if row.employee_id is None:
            outages[row.timezone].add(row.starts_on)
        else:
            kind = TimeOffKind(row.kind)
            absences[row.employee_id].append(Absence(starts_on=row.starts_on, ends_on=row.ends_on, kind=kind))
    return absences, outages
