"""What was put off comes back while somebody is at work."""

from datetime import UTC, datetime

import pytest

from app.domain.mornings.working_hours import in_working_hours

WEEKDAYS = (1, 2, 3, 4, 5)


@pytest.mark.parametrize(
    ("wanted", "comes_back"),
    [
        (datetime(2026, 11, 20, 17, 0, tzinfo=UTC), datetime(2026, 11, 20, 17, 0, tzinfo=UTC)),
        (datetime(2026, 11, 21, 17, 0, tzinfo=UTC), datetime(2026, 11, 23, 13, 0, tzinfo=UTC)),
        (datetime(2026, 11, 20, 3, 0, tzinfo=UTC), datetime(2026, 11, 20, 13, 0, tzinfo=UTC)),
        (datetime(2026, 11, 20, 12, 59, tzinfo=UTC), datetime(2026, 11, 20, 13, 0, tzinfo=UTC)),
        (datetime(2026, 11, 21, 0, 0, tzinfo=UTC), datetime(2026, 11, 23, 13, 0, tzinfo=UTC)),
    ],
    ids=["friday-at-work", "saturday", "friday-at-night", "a-minute-early", "friday-at-six-in-the-evening"],
)
def test_instant_moves_to_the_next_working_morning(wanted: datetime, comes_back: datetime) -> None:
    assert in_working_hours(wanted, timezone="America/Chicago", workdays=WEEKDAYS) == comes_back


def test_morning_after_the_clocks_changed_is_at_seven_by_the_wall() -> None:
    friday_night = datetime(2026, 10, 31, 3, 0, tzinfo=UTC)
    assert in_working_hours(friday_night, timezone="America/Chicago", workdays=WEEKDAYS) == datetime(
        2026, 11, 2, 13, 0, tzinfo=UTC
    )


def test_nobody_without_workdays_waits_for_ever() -> None:
    at = datetime(2026, 11, 21, 17, 0, tzinfo=UTC)
    assert in_working_hours(at, timezone="UTC", workdays=()) == at
