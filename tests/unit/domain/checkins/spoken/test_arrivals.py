from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.checkins.spoken.arrivals import read_minutes
from app.domain.checkins.spoken.moment import Moment

MORNING = Moment(local=datetime(2026, 11, 24, 7, 50, 30, tzinfo=ZoneInfo("America/Chicago")))


def minutes(said: object) -> int | None:
    return read_minutes(said, MORNING, maximum=480)


@pytest.mark.parametrize(
    ("said", "late"),
    [
        (30, 30),
        (30.0, 30),
        ("30", 30),
        ("30 minutes", 30),
        ("I'll be 30 min late", 30),
        ("running about forty-five minutes behind", 45),
        ("ten minutes or so", 10),
        ("half an hour", 30),
        ("quarter of an hour", 15),
        ("an hour", 60),
        ("an hour and a half", 90),
        ("1.5 hours", 90),
        ("two hours", 120),
        ("an hour and ten minutes", 70),
        ("8:30", 40),
        ("08:30", 40),
        ("8:30 a.m.", 40),
        ("I'll be there at 8:30", 40),
        ("half past eight", 40),
        ("quarter past eight", 25),
        ("quarter to nine", 55),
        ("ten to nine", 60),
        ("eight thirty", 40),
        ("by nine", 70),
        ("nine o'clock", 70),
        ("9am", 70),
        ("nine fifteen in the morning", 85),
        ("noon", 250),
        ("1 pm", 310),
        ("13:00", 310),
    ],
)
def test_the_arrival_is_read_in_minutes_from_the_call(said: object, late: int) -> None:
    assert minutes(said) == late


@pytest.mark.parametrize(
    "said",
    ["nine", "eight", "15-20 minutes", "15 or 20", "an hour or two", "7:30", "8:75", "25:00", "soon", "later", 0, -5],
)
def test_what_could_be_another_time_is_not_read(said: object) -> None:
    assert minutes(said) is None


@pytest.mark.parametrize("said", [True, None, [], 481, 30.5, "tomorrow", "10 hours"])
def test_what_is_no_arrival_is_not_read(said: object) -> None:
    assert minutes(said) is None


@given(st.text(max_size=30) | st.times().map(str) | st.integers() | st.floats())
def test_an_arrival_is_within_the_day(said: object) -> None:
    read = minutes(said)
    assert read is None or 1 <= read <= 480
