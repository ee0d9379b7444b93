"""How pages say times and roles."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.web.filters import role_word, said_span, said_time

NOW = datetime(2026, 11, 17, 13, 0, tzinfo=UTC)
CHICAGO = ZoneInfo("America/Chicago")


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 min ago"),
        (timedelta(minutes=59, seconds=59), "59 min ago"),
        (timedelta(hours=1), "06:00"),
        (timedelta(hours=7), "00:00"),
        (timedelta(hours=7, seconds=1), "Mon 16 Nov"),
        (timedelta(days=365), "17 Nov 2025"),
        (timedelta(minutes=-5), "07:05"),
    ],
)
def test_time_is_relative_then_the_clock_then_the_date(ago: timedelta, said: str) -> None:
    assert said_time(NOW - ago, NOW, CHICAGO) == said


def test_day_is_the_viewers_day() -> None:
    at = datetime(2026, 11, 17, 3, 0, tzinfo=UTC)
    assert said_time(at, NOW, CHICAGO) == "Mon 16 Nov"
    assert said_time(at, NOW, ZoneInfo("UTC")) == "03:00"


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(seconds=20), "under 1 min"),
        (timedelta(minutes=24), "24 min"),
        (timedelta(hours=1), "1 h"),
        (timedelta(hours=3, minutes=5), "3 h 5 min"),
        (timedelta(hours=24), "1 d"),
        (timedelta(days=6, hours=23), "6 d"),
    ],
)
def test_span_is_said_short(span: timedelta, said: str) -> None:
    assert said_span(span) == said


def test_roles_are_words() -> None:
    assert [role_word("hr"), role_word("manager")] == ["HR", "Manager"]
