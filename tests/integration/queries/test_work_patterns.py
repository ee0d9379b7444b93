"""Work patterns with their past and their plans, and the holidays that hold on each day."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.mornings.holidays import Holidays
from app.domain.mornings.window import MorningWindow
from app.domain.permissions import Role
from app.models import Employee
from app.queries.employees import checkin_day_of
from app.queries.work_patterns import checkin_day, holidays_of, load_patterns, window_of
from app.settings import Settings
from tests.builders import NOW, TODAY, make_employee, make_employment
from tests.query_counts import counted

LAST_WEEK = TODAY - timedelta(days=7)
VETERANS_DAY, THANKSGIVING, DAY_AFTER = date(2026, 11, 11), date(2026, 11, 26), date(2026, 11, 27)


def test_each_day_has_the_pattern_that_held_on_it(session: Session) -> None:
    ana = make_employee(session, workdays=[1, 2], employment_since=LAST_WEEK)
    make_employment(session, ana, workdays=[3, 4], starts_on=LAST_WEEK - timedelta(days=30))
    make_employment(session, ana, workdays=[5, 6], starts_on=TODAY + timedelta(days=7))
    pattern = load_patterns(session, [ana])[ana.id]
    days = (LAST_WEEK - timedelta(days=1), LAST_WEEK, TODAY, TODAY + timedelta(days=7))
    assert [pattern.on(day).workdays for day in days] == [{3, 4}, {1, 2}, {1, 2}, {5, 6}]


def test_pattern_has_the_persons_zone_dates_and_own_window(session: Session) -> None:
    ana = make_employee(
        session,
        timezone="America/Denver",
        window_start=time(5),
        window_end=time(7, 30),
        checkins_from=TODAY,
        ended_on=TODAY + timedelta(days=30),
    )
    pattern = load_patterns(session, [ana])[ana.id]
    assert (pattern.timezone, pattern.window) == ("America/Denver", MorningWindow(start=time(5), end=time(7, 30)))
    assert (pattern.started_on, pattern.checkins_from, pattern.ended_on) == (ana.started_on, TODAY, ana.ended_on)
    assert window_of(make_employee(session)) is None


@pytest.mark.parametrize(
    ("role", "asked", "expected"),
    [(Role.TECHNICIAN, True, True), (Role.TECHNICIAN, False, False), (Role.MANAGER, True, False)],
)
def test_only_a_technician_is_waited_for(session: Session, role: Role, *, asked: bool, expected: bool) -> None:
    person = make_employee(session, role=role, expected_to_call=asked)
    assert load_patterns(session, [person])[person.id].expected_to_call is expected


def test_patterns_of_many_take_one_query(session: Session) -> None:
    people = [make_employee(session) for _ in range(20)]
    make_employment(session, people[0], starts_on=LAST_WEEK)
    with counted(session.get_bind()) as statements:
        patterns = load_patterns(session, people)
    assert len(statements) == 1
    assert [len(patterns[person.id].others) for person in people] == [1] + [0] * 19


def names_of(holidays: Holidays) -> dict[date, str]:
    return {day: holiday.name for day, holiday in holidays.items()}


def test_holidays_are_the_companys_unless_the_person_has_others(session: Session, settings: Settings) -> None:
    names = {}
    for code in (None, "", "US-TX"):
        person = make_employee(session, holiday_calendar=code)
        pattern = load_patterns(session, [person])[person.id]
        holidays = holidays_of(pattern, THANKSGIVING, DAY_AFTER, settings=settings)
        names[code] = [names_of(holidays).get(day) for day in (THANKSGIVING, DAY_AFTER)]
    assert names == {
        None: ["Thanksgiving Day", None],
        "": [None, None],
        "US-TX": ["Thanksgiving Day", "Friday After Thanksgiving"],
    }


def test_each_day_has_the_calendar_that_held_on_it(session: Session, settings: Settings) -> None:
    ana = make_employee(session, holiday_calendar="US-TX", employment_since=DAY_AFTER)
    make_employment(session, ana, holiday_calendar="", starts_on=ana.started_on)
    pattern = load_patterns(session, [ana])[ana.id]
    holidays = holidays_of(pattern, VETERANS_DAY, DAY_AFTER, settings=settings)
    names = names_of(holidays)
    assert [names.get(day) for day in (VETERANS_DAY, THANKSGIVING, DAY_AFTER)] == [
        None,
        None,
        "Friday After Thanksgiving",
    ]


@pytest.mark.parametrize(
    ("opens", "closes"), [(None, None), (time(4), time(6)), (time(22), time(2)), (time(23, 30), time(8, 15))]
)
@pytest.mark.parametrize(
    "company", [MorningWindow(start=time(6), end=time(10)), MorningWindow(start=time(20), end=time(4))]
)
def test_day_of_a_call_is_the_same_in_sql(
    session: Session, opens: time | None, closes: time | None, company: MorningWindow
) -> None:
    settings = Settings(morning_window_start=company.start, morning_window_end=company.end)
    ana = make_employee(session, window_start=opens, window_end=closes)
    instants = [NOW + timedelta(minutes=step) for step in range(0, 24 * 60, 7)]
    of_domain = [checkin_day(ana, instant, settings=settings) for instant in instants]
    columns = [checkin_day_of(instant, company).label(f"at_{n}") for n, instant in enumerate(instants)]
    assert list(session.execute(select(*columns).where(Employee.id == ana.id)).one()) == of_domain
