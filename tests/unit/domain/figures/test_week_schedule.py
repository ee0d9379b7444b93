"""When weeks are rolled up: on time, made up, across changes of the clocks and the turn of a year."""

from datetime import UTC, datetime, time, timedelta

import pytest

from app.domain.figures.week_schedule import WeekRun, WeekSchedule
from app.domain.mornings.window import Week

CHICAGO = WeekSchedule(timezone="America/Chicago", close_weekday=1, close_time=time(5), evening_time=time(19))
W45, W46, W47 = (Week(2026, number) for number in (45, 46, 47))
MONDAY_5 = datetime(2026, 11, 16, 11, 0, tzinfo=UTC)
"""Monday of W47, 05:00 in Chicago."""
SECOND = timedelta(seconds=1)


def ran(at: datetime, *, finished: bool = True) -> WeekRun:
    return WeekRun(ran_at=at, finished=finished)


def test_finished_week_is_due_from_monday_at_five() -> None:
    runs = {W45: ran(MONDAY_5 - timedelta(days=7)), W46: ran(MONDAY_5 - timedelta(hours=10), finished=False)}
    assert CHICAGO.due(W45, runs, MONDAY_5 - SECOND) == []
    assert CHICAGO.due(W45, runs, MONDAY_5) == [W46]


def test_missed_weeks_are_made_up_once_each() -> None:
    tuesday = MONDAY_5 + timedelta(days=1)
    assert CHICAGO.due(W45, {}, tuesday) == [W45, W46, W47]
    assert CHICAGO.due(W45, {week: ran(tuesday) for week in (W45, W46, W47)}, tuesday + timedelta(minutes=5)) == []


def test_running_week_is_due_each_evening() -> None:
    runs = {W46: ran(MONDAY_5)}
    evening = datetime(2026, 11, 17, 1, 0, tzinfo=UTC)
    assert CHICAGO.due(W46, runs, evening - SECOND) == []
    assert CHICAGO.due(W46, runs, evening) == [W47]
    again = runs | {W47: ran(evening, finished=False)}
    assert CHICAGO.due(W46, again, evening + timedelta(hours=23)) == []
    assert CHICAGO.due(W46, again, evening + timedelta(hours=24)) == [W47]


def test_week_that_was_not_over_everywhere_is_made_again_in_the_evening() -> None:
    runs = {W46: ran(MONDAY_5, finished=False)}
    assert CHICAGO.due(W46, runs, MONDAY_5 + timedelta(hours=13, minutes=59)) == []
    assert CHICAGO.due(W46, runs, MONDAY_5 + timedelta(hours=14)) == [W46, W47]


def test_nothing_is_made_up_from_before_the_line_was_used() -> None:
    assert CHICAGO.due(None, {}, MONDAY_5 + timedelta(days=1)) == [W47]


@pytest.mark.parametrize(
    ("week", "closes_at"),
    [
        (Week(2026, 10), datetime(2026, 3, 9, 10, 0, tzinfo=UTC)),
        (Week(2026, 44), datetime(2026, 11, 2, 11, 0, tzinfo=UTC)),
        (Week(2026, 53), datetime(2027, 1, 4, 11, 0, tzinfo=UTC)),
    ],
    ids=["clocks-forward-on-its-sunday", "clocks-back-on-its-sunday", "53rd-week"],
)
def test_week_closes_at_five_by_the_wall_clock(week: Week, closes_at: datetime) -> None:
    assert CHICAGO.closes_at(week) == closes_at


def test_weeks_of_a_long_year_follow_each_other() -> None:
    now = datetime(2027, 1, 12, tzinfo=UTC)
    assert CHICAGO.missing(Week(2026, 52), {}, now) == [Week(2026, 52), Week(2026, 53), Week(2027, 1)]


def test_missing_are_the_weeks_never_rolled_up_whole() -> None:
    runs = {W45: ran(MONDAY_5), W46: ran(MONDAY_5, finished=False)}
    assert CHICAGO.missing(W45, runs, MONDAY_5) == [W46]


def test_running_week_is_the_companys() -> None:
    sydney = WeekSchedule(timezone="Australia/Sydney", close_weekday=1, close_time=time(5), evening_time=time(19))
    sunday_evening_in_chicago = MONDAY_5 - timedelta(hours=10)
    assert CHICAGO.running(sunday_evening_in_chicago) == W46
    assert sydney.running(sunday_evening_in_chicago) == W47
