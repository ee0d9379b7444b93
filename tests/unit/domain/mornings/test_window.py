"""The morning window on ordinary days and on days when the clocks change, and ISO weeks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.mornings.window import MorningWindow, Week

WINDOW = MorningWindow(start=time(6), end=time(10))
NIGHT = MorningWindow(start=time(22), end=time(2))
CHICAGO = "America/Chicago"
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


@pytest.mark.parametrize(
    ("wall_time", "on_monday", "on_tuesday"),
    [
        (time(0), date(2026, 11, 22), MONDAY),
        (time(1, 59), date(2026, 11, 22), MONDAY),
        (time(11, 59), date(2026, 11, 22), MONDAY),
        (time(12), MONDAY, TUESDAY),
        (time(22), MONDAY, TUESDAY),
    ],
)
def test_call_at_night_belongs_to_the_day_on_which_the_window_opened(
    wall_time: time, on_monday: date, on_tuesday: date
) -> None:
    for day, belongs_to in ((MONDAY, on_monday), (TUESDAY, on_tuesday)):
        assert NIGHT.day_of(datetime.combine(day, wall_time, tzinfo=ZoneInfo(CHICAGO)), CHICAGO) == belongs_to


def test_window_over_midnight_closes_on_the_next_day() -> None:
    opens, closes = NIGHT.starts_at(MONDAY, CHICAGO), NIGHT.ends_at(MONDAY, CHICAGO)
    assert (closes - opens, NIGHT.day_of(opens, CHICAGO)) == (timedelta(hours=4), MONDAY)
    assert [NIGHT.holds(time(hour)) for hour in (21, 22, 23, 0, 1, 2)] == [False, True, True, True, True, False]
    assert NIGHT.part_passed_at(MONDAY, CHICAGO, percent=50) == opens + timedelta(hours=2)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)))  # noqa: DTZ001 - made aware in the next line
def test_window_on_one_day_leaves_the_calendar_day(wall: datetime) -> None:
    assert WINDOW.day_of(wall.replace(tzinfo=ZoneInfo(CHICAGO)), CHICAGO) == wall.date()


@given(st.dates(date(2026, 1, 1), date(2027, 1, 1)), st.times(), st.times())
def test_every_call_within_a_window_belongs_to_the_day_it_opened_on(day: date, start: time, end: time) -> None:
    start, end = start.replace(second=0, microsecond=0), end.replace(second=0, microsecond=0)
    assume(start != end)
    window = MorningWindow(start=start, end=end)
    days = {window.day_of(window.part_passed_at(day, "UTC", percent=percent), "UTC") for percent in (0, 33, 66, 99)}
    assert days == {day}


@pytest.mark.parametrize(
    ("utc", "inside"),
    [
        (datetime(2026, 11, 23, 11, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 23, 12, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 23, 15, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 23, 16, 0, tzinfo=UTC), False),
    ],
    ids=["05:59", "06:00", "09:59", "10:00"],
)
def test_window_holds_its_start_and_not_its_end(utc: datetime, inside: bool) -> None:  # noqa: FBT001 - a test's table
    assert WINDOW.contains(utc, "America/Chicago") is inside


@pytest.mark.parametrize(
    ("day", "ends_at"),
    [
        (date(2026, 3, 7), datetime(2026, 3, 7, 16, 0, tzinfo=UTC)),
        (date(2026, 3, 8), datetime(2026, 3, 8, 15, 0, tzinfo=UTC)),
        (date(2026, 10, 31), datetime(2026, 10, 31, 15, 0, tzinfo=UTC)),
        (date(2026, 11, 1), datetime(2026, 11, 1, 16, 0, tzinfo=UTC)),
    ],
    ids=["before-spring", "spring-forward", "before-autumn", "fall-back"],
)
def test_window_end_follows_the_clock_change(day: date, ends_at: datetime) -> None:
    assert WINDOW.ends_at(day, "America/Chicago") == ends_at


def test_window_end_is_each_zones_own() -> None:
    chicago, los_angeles = (
        WINDOW.ends_at(date(2026, 11, 23), zone) for zone in ("America/Chicago", "America/Los_Angeles")
    )
    assert los_angeles - chicago == timedelta(hours=2)


def test_eighty_percent_of_four_hours_is_three_hours_twelve() -> None:
    assert WINDOW.part_passed_at(date(2026, 11, 23), "America/Chicago", percent=80) == datetime(
        2026, 11, 23, 15, 12, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 11, 22), "2026-W47"),
        (date(2026, 11, 23), "2026-W48"),
        (date(2027, 1, 1), "2026-W53"),
        (date(2024, 12, 30), "2025-W01"),
    ],
    ids=["sunday", "monday", "new-year-in-old-week", "old-year-in-new-week"],
)
def test_week_of_a_day(day: date, text: str) -> None:
    assert str(Week.of(day)) == text


def test_week_runs_monday_to_sunday() -> None:
    week = Week.parse("2026-W47")
    assert (week.start, week.end) == (date(2026, 11, 16), date(2026, 11, 22))


@pytest.mark.parametrize("text", ["2026-47", "2026-W54", "2026-W00", "W47", "", "2026-W47\n"])
def test_week_refuses_what_is_none(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any wording; routes turn it into "not found"
        Week.parse(text)


@given(day=st.dates(date(2000, 1, 3), date(2099, 1, 1)), step=st.integers(-60, 60))
def test_week_round_trips_and_shifts(day: date, step: int) -> None:
    week = Week.of(day)
    assert week.start <= day <= week.end
    assert Week.parse(str(week)) == week
    assert week.shifted(step).shifted(-step) == week
    assert week.shifted(1) > week
