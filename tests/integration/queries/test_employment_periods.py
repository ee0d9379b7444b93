"""The SQL of expected days against the rule, for every combination of what is dated; and who held which team when."""

import itertools
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.calendars import public_holidays
from app.domain.mornings.workdays import DayPart, expected_on
from app.domain.permissions import Role
from app.models import Employee
from app.queries.employment_periods import employment_periods, holds_on, is_expected, load_holidays
from app.queries.expected import load_calendars
from app.settings import Settings
from tests.builders import make_employee, make_employment, make_team, make_time_off

FIRST, CHANGE, LAST = date(2026, 11, 2), date(2026, 11, 11), date(2026, 12, 6)
DAYS = [FIRST + timedelta(days=step) for step in range((LAST - FIRST).days + 1)]
PRESENTS: list[dict[str, Any]] = [
    {},
    {"workdays": [2, 3, 4, 5, 6]},
    {"expected_to_call": False},
    {"role": Role.MANAGER},
    {"holiday_calendar": "CA"},
    {"holiday_calendar": ""},
    {"started_on": date(2026, 11, 18), "checkins_from": date(2026, 11, 20)},
    {"ended_on": date(2026, 11, 25), "active": False},
]


def expected_days(session: Session, settings: Settings, days_asked: list[date]) -> set[tuple[int, date]]:
    periods = employment_periods()
    days = sa.values(sa.column("day", sa.Date), name="days").data([(day,) for day in days_asked])
    company = public_holidays(settings.holidays, days_asked[0], days_asked[-1])
    holidays = load_holidays(session, company, days_asked[0], days_asked[-1])
    query = sa.select(periods.c.employee_id, days.c.day).where(
        holds_on(periods, days.c.day), is_expected(periods, days.c.day, holidays)
    )
    return {(employee_id, day) for employee_id, day in session.execute(query)}


def by_the_rule(
    session: Session, people: list[Employee], settings: Settings, days_asked: list[date]
) -> set[tuple[int, date]]:
    calendars = load_calendars(session, people, first=days_asked[0], last=days_asked[-1], settings=settings)
    return {
        (number, day)
        for number, calendar in calendars.items()
        for day in days_asked
        if expected_on(day, calendar.pattern, calendar.holidays, calendar.absences).expected
    }


def test_expected_days_agree_with_the_rule(session: Session, settings: Settings) -> None:
    people = []
    for present, past in itertools.product(PRESENTS, [None, {}, {"workdays": [6, 7]}, {"expected_to_call": False}]):
        person = make_employee(session, **present)
        if past is not None:
            person.employment_since = CHANGE
            make_employment(session, person, **{"starts_on": date(2024, 1, 8), "workdays": [1, 2, 3, 4, 5]} | past)
        make_employment(session, person, starts_on=date(2026, 11, 30), workdays=[1, 2])
        people.append(person)
    make_time_off(session, people[0], starts_on=CHANGE + timedelta(days=1))
    make_time_off(session, people[1], starts_on=CHANGE + timedelta(days=1), part=DayPart.AFTERNOON)
    session.flush()
    expected = expected_days(session, settings, DAYS)
    assert expected == by_the_rule(session, people, settings, DAYS)
    assert len(expected) > 100


def test_observed_holiday_follows_the_work_week(session: Session, settings: Settings) -> None:
    """The 4th of July 2026 is a Saturday, and observed on Friday the 3rd."""
    days = [date(2026, 7, 3), date(2026, 7, 4)]
    office, saturdays, sundays = (
        make_employee(session, workdays=workdays) for workdays in ([1, 2, 3, 4, 5], [2, 3, 4, 5, 6], [7, 1, 2, 3, 4])
    )
    expected = expected_days(session, settings, days)
    assert expected == {(saturdays.id, days[0])}
    assert expected == by_the_rule(session, [office, saturdays, sundays], settings, days)


def test_a_day_of_a_person_lies_in_one_row(session: Session) -> None:
    north, south, west = (make_team(session).id for _ in range(3))
    person = make_employee(session, team_id=south, employment_since=CHANGE)
    make_employment(session, person, starts_on=date(2024, 1, 8), team_id=north)
    make_employment(session, person, starts_on=LAST, team_id=west)
    periods = employment_periods()
    held = {
        day: session.scalars(sa.select(periods.c.team_id).where(holds_on(periods, sa.literal(day, sa.Date)))).all()
        for day in (date(2000, 1, 1), CHANGE - timedelta(days=1), CHANGE, LAST - timedelta(days=1), LAST)
    }
    assert list(held.values()) == [[north], [north], [south], [south], [west]]
