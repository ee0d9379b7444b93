"""Blockers by week: raised above, resolved below, every week of the span in its place."""

from datetime import date

from app.charts.blocker_weeks import WeekCount, blocker_weeks_chart
from app.charts.figures import DaySpan

SPAN = DaySpan.weeks_up_to(date(2026, 11, 24), 2)
WEEKS = [
    WeekCount(week_start=date(2026, 11, 16), raised=3, resolved=1),
    WeekCount(week_start=date(2026, 11, 23), raised=1, resolved=0),
]


def test_sentence_counts_raised_resolved_and_open() -> None:
    chart = blocker_weeks_chart(WEEKS, SPAN, still_open=3)
    assert chart.sentence == "4 blockers raised and 1 resolved in 2 weeks; 3 open now."
    assert chart.rows == (("2026-W48", 1, 0), ("2026-W47", 3, 1))


def test_resolved_hang_below_the_line_and_ticks_are_counts() -> None:
    figure = blocker_weeks_chart(WEEKS, SPAN, still_open=3).figure
    raised, resolved = figure["data"]
    assert (raised["y"], resolved["y"]) == ([3, 1], [-1, 0])
    assert raised["x"] == ["2026-11-19", "2026-11-26"]
    assert raised["text"] == ["Week 47: 3 raised", "Week 48: 1 raised"]
    assert figure["layout"]["yaxis"]["ticktext"] == ["4", "2", "0", "2", "4"]
    assert figure["layout"]["xaxis"]["range"] == ["2026-11-15 12:00", "2026-11-29 12:00"]


def test_nothing_to_draw_without_blockers() -> None:
    chart = blocker_weeks_chart([], SPAN, still_open=0)
    assert chart.drawn is False
    assert chart.sentence == "0 blockers raised and 0 resolved in 2 weeks; 0 open now."
