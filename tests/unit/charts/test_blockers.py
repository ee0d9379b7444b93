"""Age bars: open first, on the page's day scale, with age, owner and outcome in words."""

from datetime import date
from typing import Any

from app.charts.blockers import BlockerAge, blockers_chart
from app.charts.figures import DAY_MS, DaySpan
from app.domain.alerts.kinds import AlertOutcome, AlertStatus

SPAN = DaySpan(first=date(2026, 11, 2), last=date(2026, 11, 20))


def blocker(**overrides: Any) -> BlockerAge:
    values: dict[str, Any] = {
        "raised_on": date(2026, 11, 16),
        "note": "Gate code",
        "status": AlertStatus.OPEN,
        "age_workdays": 4,
    }
    return BlockerAge(**values | overrides)


RESOLVED = blocker(
    status=AlertStatus.RESOLVED,
    owner="Dana Cole",
    outcome=AlertOutcome.FIXED,
    outcome_note="new code sent",
    resolved_on=date(2026, 11, 17),
    age_workdays=1,
)


def test_open_stands_before_owned_before_resolved() -> None:
    owned = blocker(status=AlertStatus.ACKNOWLEDGED, owner="Dana Cole")
    chart = blockers_chart([RESOLVED, owned, blocker()], SPAN)
    assert [row[2] for row in chart.rows] == ["open", "acknowledged", "resolved"]
    assert chart.figure["data"][0]["marker"]["color"] == ["@open", "@owned", "@closed"]


def test_oldest_open_and_newest_resolved_stand_on_top() -> None:
    days = [date(2026, 11, day) for day in (3, 4)]
    resolved = [blocker(raised_on=day, status=AlertStatus.RESOLVED, resolved_on=day) for day in days]
    chart = blockers_chart([*resolved, *(blocker(raised_on=day) for day in days)], SPAN)
    assert [row[0] for row in chart.rows] == [days[0], days[1], days[1], days[0]]


def test_open_bar_reaches_today_and_a_resolved_one_its_end() -> None:
    bars = blockers_chart([blocker(), RESOLVED], SPAN).figure["data"][0]
    assert bars["base"] == ["2026-11-16", "2026-11-16"]
    assert bars["x"] == [4 * DAY_MS, 1 * DAY_MS]


def test_blocker_from_before_the_span_starts_at_its_edge() -> None:
    bars = blockers_chart([blocker(raised_on=date(2026, 10, 1))], SPAN).figure["data"][0]
    assert bars["base"] == ["2026-11-02"]


def test_row_names_owner_and_outcome() -> None:
    assert blockers_chart([RESOLVED], SPAN).rows == (
        (date(2026, 11, 16), "Gate code", "resolved", 1, "Dana Cole", "fixed: new code sent", date(2026, 11, 17)),
    )


def test_caption_says_who_has_it() -> None:
    captions = blockers_chart([blocker()], SPAN).figure["layout"]["annotations"]
    assert [caption["text"] for caption in captions] == ["Gate code · 4 d · nobody has it"]


def test_note_is_no_markup() -> None:
    figure = blockers_chart([blocker(note="<a href='//x'>gate</a>")], SPAN).figure
    assert "<a" not in figure["layout"]["annotations"][0]["text"]
    assert "<a" not in figure["data"][0]["text"][0]


def test_sentence_counts_open_and_the_oldest() -> None:
    older = blocker(age_workdays=6)
    assert blockers_chart([blocker(), older, RESOLVED], SPAN).sentence == (
        "3 blockers raised, 2 open; the oldest for 6 workdays."
    )
    assert blockers_chart([RESOLVED], SPAN).sentence == "1 blocker raised, none open."
    assert blockers_chart([], SPAN).sentence == "No blockers in these weeks."


def test_bars_stop_at_eight_and_the_table_does_not() -> None:
    chart = blockers_chart([blocker() for _ in range(11)], SPAN)
    assert (len(chart.figure["data"][0]["y"]), len(chart.rows)) == (8, 11)


def test_captions_fit_a_phone() -> None:
    long = blocker(raised_on=SPAN.last, note="x" * 200, owner="y" * 60)
    captions = blockers_chart([long], SPAN).figure["layout"]["annotations"]
    assert max(len(caption["text"]) for caption in captions) <= 50
