"""Usual level, five-day mean and the sentence: own past only, gaps stay gaps."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from app.domain.figures.checkin_days import CheckinDay
from app.domain.figures.energy import describe_energy, energy_points
from app.domain.mornings.day_states import DayState

MONDAY = date(2026, 10, 19)
"""Five weeks before the weeks that the tests look at."""
LATER = MONDAY + timedelta(weeks=4)


def workdays(levels: Sequence[int | None]) -> list[CheckinDay]:
    dates = [MONDAY + timedelta(days=7 * (index // 5) + index % 5) for index in range(len(levels))]
    return [
        CheckinDay(day=day, state=DayState.MISSED if level is None else DayState.READY, expected=True, energy=level)
        for day, level in zip(dates, levels, strict=True)
    ]


def test_usual_is_the_median_of_the_four_weeks_before() -> None:
    days = workdays([1] * 5 + [3] * 15 + [5] * 5)
    assert [point.usual for point in energy_points(days, first=LATER)] == [3.0] * 5


def test_usual_does_not_move_within_the_week() -> None:
    days = workdays([4] * 20 + [1] * 5)
    assert {point.usual for point in energy_points(days, first=LATER)} == {4.0}


def test_usual_needs_five_answers() -> None:
    days = workdays([None] * 16 + [4] * 4 + [4] * 5)
    assert [point.usual for point in energy_points(days, first=LATER)] == [None] * 5


def test_average_needs_three_answers_of_five_workdays() -> None:
    days = workdays([4, None, None, 2, 3])
    assert [point.average for point in energy_points(days, first=MONDAY)] == [None, None, None, None, 3.0]


def test_day_off_is_no_point() -> None:
    off = CheckinDay(day=MONDAY, state=DayState.OFF, expected=False)
    assert energy_points([off], first=MONDAY) == []


def test_missed_day_stays_a_gap() -> None:
    points = energy_points(workdays([4, None, 2]), first=MONDAY)
    assert [point.energy for point in points] == [4, None, 2]


@pytest.mark.parametrize(
    ("last_week", "sentence"),
    [
        ([3, 3, 4, 3, 3], "Energy is at its usual level (3); no low days in the last 5 workdays."),
        (
            [3, 2, 3, 2, 3],
            "Two low days in the last 5 workdays; the mean of five workdays is 2.6, the usual level 3.",
        ),
        ([2, 2, 2, 2, 2], "Five low days in the last 5 workdays; energy is below its usual level (2.0 against 3)."),
        ([2, None, None, None, 2], "Two low days in the last 5 workdays; too few answers to say what is usual."),
        ([5, 4, 4, 2, 5], "Energy is above its usual level (4.0 against 3); one low day in the last 5 workdays."),
        (
            [None, None, None, None, 3],
            "The usual level is 3, and too few answers lately to compare; no low days in the last 5 workdays.",
        ),
    ],
)
def test_sentence_compares_with_the_own_usual_level(last_week: Sequence[int | None], sentence: str) -> None:
    points = energy_points(workdays([*[3] * 20, *last_week]), first=LATER)
    assert describe_energy(points) == sentence


def test_sentence_of_a_beginner_says_what_is_missing() -> None:
    assert describe_energy(energy_points(workdays([4, 4]), first=MONDAY)) == (
        "Too few answers yet to say what is usual; no low days in the last 2 workdays."
    )


def test_sentence_without_answers() -> None:
    assert describe_energy([]) == "No energy answers in these weeks."
