"""The line about last week: what went well, in under six seconds, and never anything else."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.checkins.time_box import spoken_seconds
from app.domain.figures.goal_progress import Verdict
from app.domain.figures.trends import TrendWord
from app.domain.figures.week_outcome import LastWeek, week_outcome

GOOD = LastWeek(
    done=5,
    expected=5,
    kpi="First-time fix rate",
    kpi_trend=TrendWord.UP,
    kpi_good=True,
    goal_percent=Decimal("62.4"),
    goal_verdict=Verdict.ON_TRACK,
)
BAD = LastWeek(
    done=1,
    expected=5,
    kpi="Callbacks",
    kpi_trend=TrendWord.UP,
    kpi_good=False,
    goal_percent=Decimal(12),
    goal_verdict=Verdict.AT_RISK,
)


def test_good_week_is_told_whole() -> None:
    assert week_outcome(GOOD) == "Last week: 5 of 5 calls, first-time fix rate up, goal 62 percent."


def test_bad_week_is_not_told() -> None:
    assert week_outcome(BAD) is None


@pytest.mark.parametrize(
    ("week", "line"),
    [
        (replace(BAD, done=3), "Last week: 3 of 5 calls."),
        (replace(BAD, kpi_good=True, kpi_trend=TrendWord.DOWN), "Last week: callbacks down."),
        (replace(BAD, goal_verdict=Verdict.ACHIEVED, goal_percent=Decimal(104)), "Last week: goal 104 percent."),
        (replace(BAD, goal_verdict=Verdict.ON_TRACK, goal_percent=Decimal(-3)), None),
        (replace(GOOD, expected=0, done=0, kpi=None, goal_percent=None), None),
    ],
)
def test_only_what_went_well_is_told(week: LastWeek, line: str | None) -> None:
    assert week_outcome(week) == line


@given(
    st.builds(
        LastWeek,
        done=st.integers(0, 7),
        expected=st.integers(0, 7),
        kpi=st.one_of(
            st.none(),
            st.sampled_from(["Callbacks per week", "First-time fix rate", "Jobs done on the first visit of a day"]),
        ),
        kpi_trend=st.sampled_from(TrendWord),
        kpi_good=st.sampled_from([None, True, False]),
        goal_percent=st.one_of(st.none(), st.decimals(-200, 300, places=2)),
        goal_verdict=st.one_of(st.none(), st.sampled_from(Verdict)),
    )
)
def test_line_takes_less_than_six_seconds(week: LastWeek) -> None:
    line = week_outcome(week)
    assert line is None or spoken_seconds(line) < 6
