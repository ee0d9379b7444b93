"""Weeks as a table, newest first, and the number of weeks with two or more low days."""

from app.charts.weeks import weeks_table
from app.domain.figures.checkin_weeks import WeekFigures
from app.domain.mornings.window import Week


def week(number: int, *, low_days: int = 0) -> WeekFigures:
    return WeekFigures(
        week=Week(2026, number),
        expected=5,
        done=4,
        ops_only=1,
        energy_mean=10 / 3,
        energy_minimum=2,
        low_days=low_days,
        kpi_actions=3,
        goal_actions=2,
        blockers=1,
        seconds=330,
    )


def test_newest_week_comes_first() -> None:
    assert weeks_table([week(46), week(47)]).rows == (
        ("2026-W47", "4 of 5", 1, 3.3, 2, 0, 3, 2, 1, 5.5),
        ("2026-W46", "4 of 5", 1, 3.3, 2, 0, 3, 2, 1, 5.5),
    )


def test_sentence_counts_the_watched_weeks_as_an_indicator() -> None:
    assert weeks_table([week(46, low_days=2), week(47, low_days=1)]).sentence == (
        "1 week of 2 with two or more low days: an indicator, not a diagnosis."
    )


def test_quiet_weeks_say_so() -> None:
    assert weeks_table([week(47)]).sentence == "No week of 1 with two or more low days."
