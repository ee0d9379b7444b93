"""The energy figure: dots, gaps, the own usual level, time off and alerts."""

from datetime import date, timedelta
from typing import Any

from app.charts.energy import AlertMark, EnergyInput, TimeOffSpan, energy_chart
from app.charts.figures import DAY_MS, Chart, DaySpan
from app.domain.alerts.kinds import AlertKind
from app.domain.figures.energy import EnergyPoint
from app.domain.mornings.day_states import DayState

MONDAY = date(2026, 11, 16)
SPAN = DaySpan(first=MONDAY, last=date(2026, 11, 20))


def point(offset: int, energy: int | None, **overrides: Any) -> EnergyPoint:
    state = DayState.MISSED if energy is None else DayState.READY
    values: dict[str, Any] = {
        "day": MONDAY + timedelta(days=offset),
        "state": state,
        "energy": energy,
        "ops_only": False,
    }
    return EnergyPoint(**{"ops_only": False, "average": None, "usual": None} | values | overrides)


def traces(chart: Chart) -> dict[str, dict[str, Any]]:
    return {trace.get("name", trace["type"]): trace for trace in chart.figure["data"]}


def test_each_answer_is_a_dot_in_its_own_step_of_one_hue() -> None:
    dots = traces(energy_chart(EnergyInput(points=[point(0, 4), point(1, 2)]), SPAN))["energy"]
    assert dots["x"] == ["2026-11-16", "2026-11-17"]
    assert dots["y"] == [4, 2]
    assert dots["marker"]["color"] == ["@level4", "@level2"]


def test_hover_says_the_day_in_words() -> None:
    dots = traces(energy_chart(EnergyInput(points=[point(1, 2, ops_only=True)]), SPAN))["energy"]
    assert dots["text"] == ["Tue 17 Nov: energy 2, ops-only yes"]


def test_missed_day_is_a_ring_and_an_unasked_one_a_tick() -> None:
    points = [point(0, 3), point(1, None), point(2, None, state=DayState.READY, ops_only=True)]
    silent = traces(energy_chart(EnergyInput(points=points), SPAN))["not answered"]
    assert silent["marker"]["symbol"] == ["circle-open", "line-ns-open"]
    assert silent["text"] == [
        "Tue 17 Nov: no call, energy not asked",
        "Wed 18 Nov: ops-only, energy not asked",
    ]


def test_today_without_a_call_is_no_mark() -> None:
    points = [point(0, 3), point(1, None, state=DayState.AWAITED)]
    assert traces(energy_chart(EnergyInput(points=points), SPAN))["not answered"]["x"] == []


def test_lines_do_not_cross_gaps() -> None:
    drawn = traces(energy_chart(EnergyInput(points=[point(0, 3, average=3.0), point(1, None), point(2, 4)]), SPAN))
    assert drawn["mean of 5 workdays"]["y"] == [3.0, None, None]
    assert not drawn["mean of 5 workdays"]["connectgaps"]


def test_leave_breaks_the_lines_and_a_weekend_does_not() -> None:
    points = [point(offset, 3, average=3.0) for offset in (0, 4, 7, 14)]
    line = traces(energy_chart(EnergyInput(points=points), SPAN))["mean of 5 workdays"]
    assert list(zip(line["x"], line["y"], strict=True)) == [
        ("2026-11-16", 3.0),
        ("2026-11-20", 3.0),
        ("2026-11-23", 3.0),
        ("2026-11-24", None),
        ("2026-11-30", 3.0),
    ]


def test_usual_level_is_stepped() -> None:
    usual = traces(energy_chart(EnergyInput(points=[point(0, 3, usual=3.0)]), SPAN))["usual level"]
    assert usual["line"]["shape"] == "hv"


def test_low_band_ends_half_a_step_above_the_threshold() -> None:
    band = energy_chart(EnergyInput(points=[point(0, 3)], low=3), SPAN).figure["layout"]["shapes"][0]
    assert (band["y1"], band["fillcolor"], band["layer"]) == (3.5, "@band", "below")


def test_time_off_is_hatched_and_cut_to_the_span() -> None:
    off = TimeOffSpan(first=date(2026, 11, 13), last=date(2026, 11, 17), label="Time off")
    bar = traces(energy_chart(EnergyInput(points=[point(3, 3)], off=[off]), SPAN))["bar"]
    assert bar["width"] == [2 * DAY_MS]
    assert bar["x"] == ["2026-11-16 12:00"]
    assert bar["marker"]["pattern"]["shape"] == "/"
    assert bar["text"] == ["Time off: Fri 13 Nov to Tue 17 Nov"]


def test_alerts_are_ticks_on_top() -> None:
    mark = AlertMark(day=MONDAY, kind=AlertKind.BLOCKER, said="Mon 16 Nov: blocker, BLOCKER-1")
    ticks = traces(energy_chart(EnergyInput(points=[point(0, 3)], alerts=[mark]), SPAN))["1 alert"]
    assert (ticks["x"], ticks["text"]) == (["2026-11-16"], ["Mon 16 Nov: blocker, BLOCKER-1"])


def test_low_energy_watch_is_the_filled_tick() -> None:
    marks = [AlertMark(day=MONDAY, kind=kind, said=kind) for kind in (AlertKind.BURNOUT, AlertKind.MISSED)]
    ticks = traces(energy_chart(EnergyInput(points=[point(0, 3)], alerts=marks), SPAN))["2 alerts"]
    assert ticks["marker"]["symbol"] == ["triangle-down", "triangle-down-open"]


def test_table_has_the_newest_day_first() -> None:
    points = [point(0, 3, usual=3.0), point(1, 2, average=2.666), point(2, None)]
    assert energy_chart(EnergyInput(points=points), SPAN).rows == (
        (date(2026, 11, 18), "no call", None, None, None),
        (date(2026, 11, 17), "ready", 2, 2.7, None),
        (date(2026, 11, 16), "ready", 3, None, 3.0),
    )


def test_no_answers_draw_nothing_and_say_so() -> None:
    chart = energy_chart(EnergyInput(points=[point(0, None)]), SPAN)
    assert (chart.drawn, chart.sentence) == (False, "No energy answers in these weeks.")
