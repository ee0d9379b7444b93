"""Goal progress from its three sources, and the pace verdict at each limit."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.figures.goal_progress import GoalFacts, Pace, ProgressSource, goal_progress

HALF_WAY = GoalFacts(elapsed_workdays=32, total_workdays=64, elapsed_days=45, days_since_update=3)


def by_number(percent: float) -> GoalFacts:
    return replace(HALF_WAY, baseline=0, target=100, current=percent)


@pytest.mark.parametrize(
    ("facts", "percent", "source"),
    [
        (replace(HALF_WAY, baseline=12, target=4, current=8, milestones_total=4), 50, ProgressSource.KPI),
        (replace(HALF_WAY, baseline=4, target=12, current=2), -25, ProgressSource.KPI),
        (
            replace(HALF_WAY, baseline=12, target=4, milestones_done=1, milestones_total=4),
            25,
            ProgressSource.MILESTONES,
        ),
        (
            replace(HALF_WAY, baseline=5, target=5, current=5, action_days=6, expected_days=30),
            20,
            ProgressSource.COMMITMENTS,
        ),
        (HALF_WAY, None, None),
    ],
    ids=["kpi-going-down", "kpi-the-wrong-way", "no-reading-yet", "target-is-the-baseline", "nothing-to-measure"],
)
def test_progress_takes_the_best_source_and_names_it(
    facts: GoalFacts, percent: float | None, source: ProgressSource | None
) -> None:
    progress = goal_progress(facts)
    assert (progress.percent, progress.source) == (percent, source)


@pytest.mark.parametrize(
    ("percent", "pace"),
    [
        (50, Pace.ON_TRACK),
        (33.6, Pace.ON_TRACK),
        (33.5, Pace.BEHIND),
        (17, Pace.BEHIND),
        (16.9, Pace.AT_RISK),
        (99.9, Pace.ON_TRACK),
        (100, Pace.ACHIEVED),
        (130, Pace.ACHIEVED),
    ],
)
def test_pace_verdict_at_its_limits(percent: float, pace: Pace) -> None:
    assert goal_progress(by_number(percent)).pace == pace


@pytest.mark.parametrize(("elapsed_days", "pace"), [(13, Pace.TOO_EARLY), (14, Pace.AT_RISK)])
def test_no_verdict_in_the_first_fourteen_days(elapsed_days: int, pace: Pace) -> None:
    assert goal_progress(replace(by_number(0), elapsed_days=elapsed_days)).pace == pace


def test_goal_achieved_in_the_first_week_is_achieved() -> None:
    assert goal_progress(replace(by_number(100), elapsed_days=5)).pace == Pace.ACHIEVED


@pytest.mark.parametrize(("days", "stale"), [(14, False), (15, True), (None, False)])
def test_goal_without_update_is_stale_and_keeps_its_verdict(days: int | None, stale: bool) -> None:  # noqa: FBT001 - a test's table
    progress = goal_progress(replace(by_number(0), days_since_update=days))
    assert (progress.stale, progress.pace) == (stale, Pace.AT_RISK)


def test_sentence_names_source_and_pace() -> None:
    facts = replace(HALF_WAY, action_days=29, expected_days=50, days_since_update=20)
    assert goal_progress(facts).sentence == "58 % by commitments · pace 50 % · on track · no update for 14 days"


def test_sentence_without_a_measure_says_so() -> None:
    assert goal_progress(HALF_WAY).sentence == "no goal, or nothing to measure it by"


ORDER = [Pace.AT_RISK, Pace.BEHIND, Pace.ON_TRACK, Pace.ACHIEVED]


@given(lower=st.floats(-50, 150), more=st.floats(0, 150))
def test_more_progress_never_has_the_worse_verdict(lower: float, more: float) -> None:
    before, after = goal_progress(by_number(lower)).pace, goal_progress(by_number(lower + more)).pace
    assert ORDER.index(after) >= ORDER.index(before)
