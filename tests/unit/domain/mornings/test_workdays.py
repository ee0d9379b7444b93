"""Who is expected on which day, and why."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.mornings.holidays import Holiday
from app.domain.mornings.workdays import (
    Absence,
    NotExpectedReason,
    TimeOffKind,
    WorkPattern,
    expected_on,
    local_date,
    previous_workday,
    workdays_between,
)

MONDAY = date(2026, 11, 23)
THANKSGIVING = date(2026, 11, 26)
HOLIDAYS = {THANKSGIVING: Holiday("Thanksgiving Day")}
OFFICE_WEEK = WorkPattern(timezone="America/Chicago", workdays=frozenset({1, 2, 3, 4, 5}), started_on=date(2020, 1, 6))


def pattern(**changes: Any) -> WorkPattern:
    values = {"timezone": "America/Chicago", "workdays": frozenset({1, 2, 3, 4, 5}), "started_on": date(2020, 1, 6)}
    return WorkPattern(**{**values, **changes})


def time_off(starts_on: date, ends_on: date, kind: TimeOffKind = TimeOffKind.VACATION) -> Absence:
    return Absence(starts_on=starts_on, ends_on=ends_on, kind=kind)


def test_workday_is_expected_and_says_so() -> None:
    expectation = expected_on(MONDAY, OFFICE_WEEK, HOLIDAYS, [])
    assert (expectation.expected, expectation.reason, expectation.sentence) == (
        True,
        None,
        "Monday is one of their workdays.",
    )


@pytest.mark.parametrize(
    ("day", "changes", "absences", "reason", "sentence"),
    [
        (MONDAY, {"active": False}, [], NotExpectedReason.INACTIVE, "Not active in the directory."),
        (
            MONDAY,
            {"started_on": MONDAY + timedelta(days=1)},
            [],
            NotExpectedReason.NOT_STARTED,
            "Starts on Tue 24 Nov 2026.",
        ),
        (
            MONDAY,
            {"ended_on": MONDAY - timedelta(days=1)},
            [],
            NotExpectedReason.ENDED,
            "Left on Sun 22 Nov 2026.",
        ),
        (
            MONDAY,
            {"checkins_from": MONDAY + timedelta(days=1)},
            [],
            NotExpectedReason.NOT_CALLING_YET,
            "Check-ins begin on Tue 24 Nov 2026.",
        ),
        (
            MONDAY,
            {"expected_to_call": False},
            [],
            NotExpectedReason.NOT_EXPECTED_TO_CALL,
            "Not expected to call.",
        ),
        (
            MONDAY,
            {"workdays": frozenset({2, 3, 4, 5, 6})},
            [],
            NotExpectedReason.NOT_A_WORKDAY,
            "Monday is not one of their workdays.",
        ),
        (THANKSGIVING, {}, [], NotExpectedReason.HOLIDAY, "Public holiday: Thanksgiving Day."),
        (
            MONDAY,
            {},
            [time_off(MONDAY, MONDAY + timedelta(days=4), TimeOffKind.SICK)],
            NotExpectedReason.TIME_OFF,
            "Time off until Fri 27 Nov 2026.",
        ),
        (
            MONDAY,
            {},
            [time_off(MONDAY - timedelta(days=3), MONDAY, TimeOffKind.REPORTED_OUT)],
            NotExpectedReason.REPORTED_OUT,
            "Reported out until Mon 23 Nov 2026.",
        ),
    ],
    ids=lambda value: value.value if isinstance(value, NotExpectedReason) else "",
)
def test_day_is_not_expected_with_the_reason(
    day: date, changes: dict[str, Any], absences: list[Absence], reason: NotExpectedReason, sentence: str
) -> None:
    expectation = expected_on(day, pattern(**changes), HOLIDAYS, absences)
    assert (expectation.expected, expectation.reason, expectation.sentence) == (False, reason, sentence)


def test_the_last_day_decides_whatever_active_says() -> None:
    left = pattern(active=False, ended_on=MONDAY)
    assert expected_on(MONDAY, left, {}, []).expected
    assert expected_on(MONDAY + timedelta(days=1), left, {}, []).reason is NotExpectedReason.ENDED


def test_each_day_is_judged_by_what_held_on_it() -> None:
    """From Monday on Tuesday to Saturday; before, Monday to Friday."""
    saturday, next_saturday = MONDAY - timedelta(days=2), MONDAY + timedelta(days=5)
    changed = pattern(workdays=frozenset({2, 3, 4, 5, 6}), since=MONDAY, others=(OFFICE_WEEK,))
    friday, monday = saturday - timedelta(days=1), MONDAY
    days = (friday, saturday, monday, next_saturday)
    assert [expected_on(day, changed, {}, []).expected for day in days] == [True, False, False, True]
    assert previous_workday(MONDAY + timedelta(days=1), changed, {}, []) == friday
    assert workdays_between(saturday, next_saturday, changed, {}, []) == 5


def test_a_planned_week_holds_from_its_day_on() -> None:
    planned = pattern(workdays=frozenset({1}), since=MONDAY)
    present = pattern(others=(planned,))
    assert expected_on(MONDAY - timedelta(days=3), present, {}, []).expected
    assert not expected_on(MONDAY + timedelta(days=1), present, {}, []).expected


def test_the_age_in_workdays_counts_days_without_a_call_too() -> None:
    """Somebody who is not expected to call is at work all the same."""
    silent = pattern(expected_to_call=False, checkins_from=MONDAY + timedelta(days=30))
    assert workdays_between(MONDAY, MONDAY + timedelta(days=2), silent, {}, []) == 2


@pytest.mark.parametrize("changes", [{"started_on": MONDAY}, {"ended_on": MONDAY}], ids=["first-day", "last-day"])
def test_first_and_last_day_are_expected(changes: dict[str, Any]) -> None:
    assert expected_on(MONDAY, pattern(**changes), {}, []).expected


@pytest.mark.parametrize("offset", [-1, 1], ids=["day-before", "day-after"])
def test_days_around_time_off_are_expected(offset: int) -> None:
    wednesday = MONDAY + timedelta(days=2)
    off = time_off(wednesday, wednesday)
    assert expected_on(wednesday + timedelta(days=offset), OFFICE_WEEK, {}, [off]).expected


def test_overlapping_time_off_names_the_last_day() -> None:
    absences = [time_off(MONDAY, MONDAY + timedelta(days=8)), time_off(MONDAY, MONDAY, TimeOffKind.REPORTED_OUT)]
    assert expected_on(MONDAY, OFFICE_WEEK, {}, absences).sentence == "Time off until Tue 1 Dec 2026."


@pytest.mark.parametrize(
    ("day", "changes", "absences", "expected"),
    [
        (MONDAY, {}, [], date(2026, 11, 20)),
        (date(2026, 11, 27), {}, [], date(2026, 11, 25)),
        (MONDAY, {}, [time_off(date(2026, 11, 19), date(2026, 11, 20))], date(2026, 11, 18)),
        (MONDAY, {"workdays": frozenset({7, 1, 2})}, [], date(2026, 11, 22)),
        (MONDAY, {"workdays": frozenset({1})}, [], date(2026, 11, 16)),
        (MONDAY, {"started_on": MONDAY}, [], None),
        (MONDAY, {"workdays": frozenset()}, [], None),
        (MONDAY, {"active": False}, [], date(2026, 11, 20)),
    ],
    ids=[
        "friday-before-monday",
        "holiday-between",
        "time-off-between",
        "sunday-to-tuesday-week",
        "mondays-only",
        "first-day",
        "no-workdays",
        "deactivated-since",
    ],
)
def test_previous_workday(day: date, changes: dict[str, Any], absences: list[Absence], expected: date) -> None:
    assert previous_workday(day, pattern(**changes), HOLIDAYS, absences) == expected


@pytest.mark.parametrize(
    ("start", "end", "age"),
    [
        (MONDAY, MONDAY, 0),
        (MONDAY, MONDAY + timedelta(days=1), 1),
        (date(2026, 11, 20), MONDAY, 1),
        (date(2026, 11, 25), date(2026, 11, 27), 1),
        (MONDAY, MONDAY - timedelta(days=3), 0),
    ],
    ids=["same-day", "next-day", "over-a-weekend", "over-a-holiday", "end-before-start"],
)
def test_age_in_workdays(start: date, end: date, age: int) -> None:
    assert workdays_between(start, end, OFFICE_WEEK, HOLIDAYS, []) == age


def test_local_date_west_of_utc_is_still_yesterday() -> None:
    assert local_date(datetime(2026, 11, 24, 4, 30, tzinfo=UTC), "America/Los_Angeles") == MONDAY


def test_local_date_east_of_utc_is_already_tomorrow() -> None:
    assert local_date(datetime(2026, 11, 23, 20, 0, tzinfo=UTC), "Pacific/Auckland") == date(2026, 11, 24)


days = st.dates(date(2024, 1, 1), date(2028, 12, 31))
weeks = st.frozensets(st.integers(1, 7), min_size=1)


@given(day=days, workdays=weeks)
def test_previous_workday_is_the_last_expected_day_before(day: date, workdays: frozenset[int]) -> None:
    found = previous_workday(day, pattern(workdays=workdays), HOLIDAYS, [])
    assert found is not None
    assert found < day
    assert expected_on(found, pattern(workdays=workdays), HOLIDAYS, []).expected
    assert workdays_between(found, day - timedelta(days=1), pattern(workdays=workdays), HOLIDAYS, []) == 0


@given(start=days, first=st.integers(0, 40), second=st.integers(0, 40), workdays=weeks)
def test_age_adds_up_over_any_split(start: date, first: int, second: int, workdays: frozenset[int]) -> None:
    week = pattern(workdays=workdays)
    middle, end = start + timedelta(days=first), start + timedelta(days=first + second)
    assert workdays_between(start, end, week, HOLIDAYS, []) == (
        workdays_between(start, middle, week, HOLIDAYS, []) + workdays_between(middle, end, week, HOLIDAYS, [])
    )
