"""The morning window on ordinary days and on days when the clocks change, and ISO weeks."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.mornings.window import MorningWindow, Week

WINDOW = MorningWindow(start=time(6), end=time(10))


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
