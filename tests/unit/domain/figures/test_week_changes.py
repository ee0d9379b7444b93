"""What is said to have changed since the week before: only what was judged, and only where it means something."""

from dataclasses import replace

import pytest

from app.domain.figures.energy_weeks import EnergyAgainstOwn, EnergySum
from app.domain.figures.goal_progress import Verdict
from app.domain.figures.trends import TrendWord
from app.domain.figures.week_changes import JudgedWeek, week_changes
from app.domain.figures.week_flags import FlagRule

USUAL = EnergyAgainstOwn(week=EnergySum(total=15, readings=5), before=EnergySum(total=60, readings=20))
LOWER = EnergyAgainstOwn(week=EnergySum(total=10, readings=5), before=EnergySum(total=60, readings=20))
CALM = JudgedWeek(
    flags=frozenset(), energy=USUAL, kpi="Callbacks", kpi_trend=TrendWord.FLAT, goal_verdict=Verdict.ON_TRACK
)


def test_equal_weeks_have_no_change() -> None:
    assert week_changes(CALM, CALM) == ()


def test_first_week_on_record_is_compared_with_nothing() -> None:
    assert week_changes(replace(CALM, energy=LOWER), None) == ()


def test_flag_that_is_gone_is_told() -> None:
    before = replace(CALM, flags=frozenset({FlagRule.GOAL}))
    assert week_changes(CALM, before) == ("Was flagged the week before, and is not any more.",)
    assert week_changes(before, before) == ()


def test_energy_is_told_where_it_differs_from_the_own_weeks_before() -> None:
    assert week_changes(replace(CALM, energy=LOWER), CALM) == (LOWER.sentence,)


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (Verdict.BEHIND, Verdict.ON_TRACK, ("Goal: on track before, now behind.",)),
        (Verdict.ACHIEVED, Verdict.BEHIND, ("Goal: behind before, now achieved.",)),
        (Verdict.ON_TRACK, None, ()),
        (None, Verdict.ON_TRACK, ()),
    ],
)
def test_verdict_that_changes_is_told(now: Verdict | None, before: Verdict | None, said: tuple[str, ...]) -> None:
    assert week_changes(replace(CALM, goal_verdict=now), replace(CALM, goal_verdict=before)) == said


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (TrendWord.UP, TrendWord.FLAT, ("Callbacks: no clear trend before, now up.",)),
        (TrendWord.FLAT, TrendWord.NOT_ENOUGH_WEEKS, ()),
        (TrendWord.NO_DATA, TrendWord.UP, ()),
    ],
)
def test_trend_is_told_between_directions_only(now: TrendWord, before: TrendWord, said: tuple[str, ...]) -> None:
    assert week_changes(replace(CALM, kpi_trend=now), replace(CALM, kpi_trend=before)) == said
