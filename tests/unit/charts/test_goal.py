"""The goal bar: progress, the pace mark, and the bands of behind and at risk."""

from datetime import date, timedelta

import pytest

from app.charts.goal import goal_chart
from app.domain.figures.goal_history import GoalWeek
from app.domain.figures.goal_progress import GoalFacts, goal_progress

SUNDAY = date(2026, 11, 15)


STARTED_ON = SUNDAY - timedelta(days=42)


def week(**facts: float) -> GoalWeek:
    dates = {"day": SUNDAY, "started_on": STARTED_ON, "due_on": STARTED_ON + timedelta(days=90)}
    return GoalWeek(day=SUNDAY, progress=goal_progress(GoalFacts(**dates, **facts)))  # type: ignore[arg-type]


HALFWAY = week(baseline=12, target=4, current=8, elapsed_workdays=30, total_workdays=60)


BASE = "by KPI, counted from 12 to 4, 50 % of its workdays gone"


@pytest.mark.parametrize(
    ("current", "sentence"),
    [
        (8, f"On track: 50 % done {BASE}."),
        (9, f"On track: 38 % done {BASE}, and less than 16.5 points behind is on track."),
        (14, f"At risk: 25 % further away than at the start {BASE}."),
        (4, f"Achieved: 100 % done {BASE}."),
    ],
)
def test_sentence_explains_the_verdict(current: float, sentence: str) -> None:
    progress = week(baseline=12, target=4, current=current, elapsed_workdays=30, total_workdays=60)
    assert goal_chart([progress]).sentence == sentence


def test_bar_and_pace_mark_stand_on_one_scale() -> None:
    figure = goal_chart([HALFWAY]).figure
    at_risk, behind, pace = figure["layout"]["shapes"]
    assert figure["data"][0]["x"] == [50]
    assert (at_risk["x1"], behind["x1"], pace["x0"]) == (17, 33.5, 50)


def test_progress_below_zero_widens_the_scale() -> None:
    worse = week(baseline=12, target=4, current=14, elapsed_workdays=6, total_workdays=60)
    assert goal_chart([worse]).figure["layout"]["xaxis"]["range"] == [-26, 101]


def test_table_has_the_newest_week_first() -> None:
    unticked = week(milestones_done=0, milestones_total=2, elapsed_workdays=30, total_workdays=60)
    rows = goal_chart([unticked, HALFWAY]).rows
    assert rows[0] == (SUNDAY, 50, 50, "by KPI", "on track")
    assert rows[1] == (SUNDAY, 0, 50, "by milestones", "at risk")


def test_no_goal_draws_nothing() -> None:
    assert not goal_chart([]).drawn
    assert goal_chart([]).sentence == "No goal with dates yet."
    assert not goal_chart([week()]).drawn
