from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.checkins.spoken.days import LONGEST, read_day
from app.domain.checkins.spoken.moment import Moment

CHICAGO = ZoneInfo("America/Chicago")
TUESDAY = Moment(local=datetime(2026, 11, 24, 7, 50, tzinfo=CHICAGO))
SATURDAY = Moment(local=datetime(2026, 11, 28, 7, 50, tzinfo=CHICAGO))
FOUR_DAYS = Moment(local=TUESDAY.local, workdays=frozenset({1, 2, 3, 4}))


@pytest.mark.parametrize(
    ("said", "last"),
    [
        ("2026-11-27", "11-27"),
        ("2026-11-27T00:00:00Z", "11-27"),
        ("Thursday", "11-26"),
        ("until thurs", "11-26"),
        ("I'm out until Friday", "11-27"),
        ("this Friday", "11-27"),
        ("Monday", "11-30"),
        ("next Monday", "11-30"),
        ("today", "11-24"),
        ("tomorrow", "11-25"),
        ("the day after tomorrow", "11-26"),
        ("off the rest of the week", "11-27"),
        ("all week", "11-27"),
        ("till the end of the week", "11-27"),
        ("next week", "12-04"),
        ("two days", "11-25"),
        ("for a couple of days", "11-25"),
        ("a week", "11-30"),
        ("two weeks", "12-07"),
        ("the 28th", "11-28"),
        ("the 3rd", "12-03"),
        ("Nov 28", "11-28"),
        ("28 November 2026", "11-28"),
        ("Friday the 27th", "11-27"),
        ("12/1", "12-01"),
        ("back on Thursday", "11-25"),
        ("I'll be back Monday", "11-29"),
    ],
)
def test_the_last_day_out_is_read(said: str, last: str) -> None:
    assert read_day(said, TUESDAY) == date.fromisoformat(f"2026-{last}")


@pytest.mark.parametrize(
    "said",
    [
        "Tuesday",
        "next Tuesday",
        "next Friday",
        "this Monday",
        "five days",
        "Thursday or Friday",
        "Friday the 28th",
        "Friday morning",
        "2024-11-28",
        "2026-11-23",
        "2029-01-01",
        "2026-02-30",
        "yesterday",
        "28",
        "next month",
        "a while",
        "not sure",
        "maybe 5",
        "indefinitely",
        27,
        None,
        True,
    ],
)
def test_what_could_be_another_day_is_not_read(said: object) -> None:
    assert read_day(said, TUESDAY) is None


def test_the_week_is_the_callers_own() -> None:
    assert read_day("rest of the week", FOUR_DAYS) == date(2026, 11, 26)
    assert read_day("rest of the week", SATURDAY) == date(2026, 11, 28)
    assert read_day("two days", SATURDAY) is None


def test_the_day_is_the_callers_own() -> None:
    late_in_honolulu = Moment(local=datetime(2026, 11, 25, 7, tzinfo=CHICAGO).astimezone(ZoneInfo("Pacific/Honolulu")))
    assert read_day("tomorrow", late_in_honolulu) == date(2026, 11, 26)
    evening = Moment(local=datetime(2026, 11, 25, 4, tzinfo=ZoneInfo("UTC")).astimezone(CHICAGO))
    assert read_day("tomorrow", evening) == date(2026, 11, 25)


@given(st.text(max_size=40) | st.dates().map(str) | st.sampled_from(["mon", "next sun", "31", "2/30", "feb 30"]))
def test_a_day_is_never_past_nor_more_than_a_year_away(said: str) -> None:
    day = read_day(said, TUESDAY)
    assert day is None or timedelta(0) <= day - TUESDAY.today <= LONGEST
