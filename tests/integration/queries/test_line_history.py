"""How many of the people expected together called, today and on the same weekdays before."""

from datetime import timedelta

from sqlalchemy.orm import Session

from app.domain.alerts.missed import EARLIER_WEEKS, DayCalls
from app.policy import missed_rule
from app.queries.expected import expectations
from app.queries.line_history import line_days
from app.settings import Settings
from tests.builders import NOW, TODAY, make_call, make_employee, make_time_off
from tests.query_counts import counted

WEEK = timedelta(weeks=1)
MIDNIGHT = NOW.replace(hour=6)
"""TODAY begins in Chicago; the span of calls begins at two o'clock there and ends at 10:15."""


def days_of(session: Session, settings: Settings, people: int) -> tuple[DayCalls, list[DayCalls]]:
    group = expectations(session, [make_employee(session) for _ in range(people)], now=NOW, settings=settings)
    for weeks, callers in enumerate((1, 2, 0)):
        for person in group[:callers]:
            make_call(session, person.employee, started_at=NOW - weeks * WEEK)
    return line_days(session, group, missed_rule(settings), settings=settings)


def test_today_and_each_earlier_week_are_counted(session: Session, settings: Settings) -> None:
    today, earlier = days_of(session, settings, people=3)
    assert today == DayCalls(day=TODAY, expected=3, called=1)
    assert [day.day for day in earlier] == [TODAY - back * WEEK for back in range(1, EARLIER_WEEKS + 1)]
    assert [day.called for day in earlier] == [2, 0, 0, 0, 0, 0, 0, 0]
    assert {day.expected for day in earlier} == {3}


def test_only_calls_within_the_span_count_and_a_person_counts_once(session: Session, settings: Settings) -> None:
    ana, ben, cleo = (make_employee(session) for _ in range(3))
    group = expectations(session, [ana, ben, cleo], now=NOW, settings=settings)
    early, cut_off = MIDNIGHT + timedelta(hours=2), MIDNIGHT + timedelta(hours=10, minutes=15)
    for person, at in ((ana, early), (ana, NOW), (ben, early - timedelta(seconds=1)), (cleo, cut_off)):
        make_call(session, person, started_at=at)
    today, _ = line_days(session, group, missed_rule(settings), settings=settings)
    assert today.called == 1


def test_who_called_without_being_expected_does_not_raise_the_share(session: Session, settings: Settings) -> None:
    people = [make_employee(session) for _ in range(2)]
    group = expectations(session, people, now=NOW, settings=settings)
    make_time_off(session, people[0], starts_on=TODAY - WEEK)
    for person in people:
        make_call(session, person, started_at=NOW - WEEK)
    _, earlier = line_days(session, group, missed_rule(settings), settings=settings)
    assert earlier[0] == DayCalls(day=TODAY - WEEK, expected=1, called=1)


def test_number_of_queries_does_not_grow(session: Session, settings: Settings) -> None:
    group = expectations(session, [make_employee(session) for _ in range(20)], now=NOW, settings=settings)
    with counted(session.get_bind()) as statements:
        line_days(session, group, missed_rule(settings), settings=settings)
    assert len(statements) == 3
