"""Goal progress from its three sources, and the pace verdict at each limit."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.figures.goal_progress import GoalFacts, ProgressSource, Verdict, goal_progress

START = date(2026, 9, 7)
HALF_WAY = GoalFacts(
    day=START + timedelta(days=45),
    started_on=START,
    due_on=START + timedelta(days=88),
    elapsed_workdays=32,
    total_workdays=64,
    updated_on=START + timedelta(days=42),
)


def by_number(percent: str) -> GoalFacts:
    return replace(HALF_WAY, baseline=Decimal(0), target=Decimal(100), current=Decimal(percent))


def numbered(baseline: int, target: int, current: int | None = None) -> GoalFacts:
    read = None if current is None else Decimal(current)
    return replace(HALF_WAY, baseline=Decimal(baseline), target=Decimal(target), current=read)


@pytest.mark.parametrize(
    ("facts", "percent", "source"),
    [
        (
            replace(numbered(12, 4, 8), milestones_total=4),
            50,
            ProgressSource.KPI,
        ),
        (numbered(4, 12, 2), -25, ProgressSource.KPI),
        (numbered(4, 12, 14), 125, ProgressSource.KPI),
        (
            replace(numbered(12, 4), milestones_done=1, milestones_total=4),
            25,
            ProgressSource.MILESTONES,
        ),
        (
            replace(numbered(5, 5, 5), action_days=16),
            25,
            ProgressSource.COMMITMENTS,
        ),
        (HALF_WAY, 0, ProgressSource.COMMITMENTS),
        (replace(HALF_WAY, elapsed_workdays=0, total_workdays=0), None, None),
        (replace(by_number("20"), day=START - timedelta(days=1)), None, None),
    ],
    ids=[
        "kpi-going-down",
        "kpi-the-wrong-way",
        "beyond-the-target",
        "no-reading-yet",
        "target-is-the-baseline",
        "no-action-yet",
        "nothing-to-measure",
        "before-the-start",
    ],
)
def test_progress_takes_the_best_source_and_names_it(
    facts: GoalFacts, percent: float | None, source: ProgressSource | None
) -> None:
    progress = goal_progress(facts)
    assert (progress.percent, progress.source) == (percent, source)


@pytest.mark.parametrize(
    ("percent", "verdict"),
    [
        ("50", Verdict.ON_TRACK),
        ("33.51", Verdict.ON_TRACK),
        ("33.5", Verdict.BEHIND),
        ("17", Verdict.BEHIND),
        ("16.99", Verdict.AT_RISK),
        ("99.9", Verdict.ON_TRACK),
        ("100", Verdict.ACHIEVED),
        ("130", Verdict.ACHIEVED),
    ],
)
def test_verdict_at_its_limits(percent: str, verdict: Verdict) -> None:
    assert goal_progress(by_number(percent)).verdict == verdict


@pytest.mark.parametrize(("days", "verdict"), [(0, Verdict.TOO_EARLY), (13, Verdict.TOO_EARLY), (14, Verdict.AT_RISK)])
def test_no_verdict_in_the_first_fourteen_days(days: int, verdict: Verdict) -> None:
    assert goal_progress(replace(by_number("0"), day=START + timedelta(days=days))).verdict == verdict


@pytest.mark.parametrize(("after", "verdict"), [(0, Verdict.ON_TRACK), (1, Verdict.PAST_DUE)])
def test_goal_is_past_due_from_the_day_after(after: int, verdict: Verdict) -> None:
    assert goal_progress(replace(by_number("92"), day=HALF_WAY.due_on + timedelta(days=after))).verdict == verdict


@pytest.mark.parametrize("day", [START + timedelta(days=5), HALF_WAY.due_on + timedelta(days=30)])
def test_goal_is_achieved_early_and_late(day: date) -> None:
    assert goal_progress(replace(by_number("100"), day=day)).verdict == Verdict.ACHIEVED


@pytest.mark.parametrize(("days", "stale"), [(14, False), (15, True), (None, False)])
def test_goal_without_update_is_stale_and_keeps_its_verdict(days: int | None, stale: bool) -> None:  # noqa: FBT001 - a test's table
    updated_on = None if days is None else HALF_WAY.day - timedelta(days=days)
    progress = goal_progress(replace(by_number("0"), updated_on=updated_on))
    assert (progress.stale, progress.verdict) == (stale, Verdict.AT_RISK)


def test_points_behind_are_exact() -> None:
    third = replace(HALF_WAY, milestones_done=1, milestones_total=3)
    assert goal_progress(third).points_behind == 50 - Fraction(100, 3)


def test_sentence_names_source_and_pace() -> None:
    facts = replace(HALF_WAY, action_days=24, updated_on=HALF_WAY.day - timedelta(days=20))
    assert goal_progress(facts).sentence == (
        "On track: 38 % done by commitments, 50 % of its workdays gone, "
        "and less than 16.5 points behind is on track. No update for 14 days."
    )


def test_sentence_without_a_measure_says_so() -> None:
    assert goal_progress(replace(HALF_WAY, total_workdays=0)).sentence == "no goal, or nothing to measure it by"


ORDER = [Verdict.AT_RISK, Verdict.BEHIND, Verdict.ON_TRACK, Verdict.ACHIEVED]
percents = st.decimals(-50, 150, places=2)


@given(lower=percents, more=st.decimals(0, 150, places=2))
def test_more_progress_never_has_the_worse_verdict(lower: Decimal, more: Decimal) -> None:
    before, after = (goal_progress(by_number(str(value))).verdict for value in (lower, lower + more))
    assert before is not None
    assert after is not None
    assert ORDER.index(after) >= ORDER.index(before)


@given(baseline=st.integers(-100, 100), target=st.integers(-100, 100), current=percents)
def test_mirrored_scale_has_the_same_percent(baseline: int, target: int, current: Decimal) -> None:
    facts = replace(HALF_WAY, baseline=Decimal(baseline), target=Decimal(target), current=current)
    mirrored = replace(HALF_WAY, baseline=Decimal(-baseline), target=Decimal(-target), current=-current)
    assert goal_progress(facts) == goal_progress(mirrored)
