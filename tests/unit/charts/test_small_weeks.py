"""The three small charts of a week: their lines, their gaps and their tables."""

from datetime import date, timedelta

from app.charts.small_weeks import HEIGHT, WeekPoint, energy_weeks_chart, goal_weeks_chart, kpi_weeks_chart

FIRST = date(2026, 8, 24)
MONDAYS = [FIRST + timedelta(weeks=number) for number in range(13)]


def test_energy_is_drawn_on_its_whole_scale_with_the_low_band_and_gaps() -> None:
    points = [WeekPoint(monday=monday, energy=None if number == 3 else 3.5) for number, monday in enumerate(MONDAYS)]
    chart = energy_weeks_chart(points, "About as before.")
    [trace] = chart.figure["data"]
    assert trace["y"] == [3.5, 3.5, 3.5, None, *[3.5] * 9]
    assert trace["connectgaps"] is False
    assert chart.figure["layout"]["yaxis"]["range"] == [0.7, 5.3]
    assert [shape["type"] for shape in chart.figure["layout"]["shapes"]] == ["rect"]
    assert (chart.sentence, chart.height) == ("About as before.", HEIGHT)


def test_ticks_stand_on_mondays_and_the_last_week_has_one() -> None:
    chart = energy_weeks_chart([WeekPoint(monday=monday, energy=3.0) for monday in MONDAYS], "")
    ticks = [date.fromisoformat(tick) for tick in chart.figure["layout"]["xaxis"]["tickvals"]]
    assert ticks[0] == MONDAYS[-1]
    assert {tick.isoweekday() for tick in ticks} == {1}


def test_goal_has_its_pace_beside_it() -> None:
    chart = goal_weeks_chart([WeekPoint(monday=MONDAYS[0], goal=40.0, pace=52.5)], "Behind.")
    progress, pace = chart.figure["data"]
    assert (progress["y"], pace["y"], pace["line"]["dash"]) == ([40.0], [52.5], "dot")
    assert chart.rows == (("2026-W35", 40.0, 52.5),)


def test_table_has_the_newest_week_first() -> None:
    points = [WeekPoint(monday=monday, kpi=float(number)) for number, monday in enumerate(MONDAYS[:3])]
    chart = kpi_weeks_chart(points, "Up.", name="Callbacks", unit="a week")
    assert chart.rows == (("2026-W37", 2.0), ("2026-W36", 1.0), ("2026-W35", 0.0))


def test_nothing_to_draw_leaves_the_sentence_alone() -> None:
    chart = kpi_weeks_chart([WeekPoint(monday=MONDAYS[0])], "No readings yet.", name="Callbacks", unit="")
    assert (chart.drawn, chart.rows, chart.sentence) == (False, (), "No readings yet.")
