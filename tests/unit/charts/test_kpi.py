"""KPI figure: weekly means with their verdict and n."""

from datetime import date
from decimal import Decimal

from app.charts.figures import DaySpan
from app.charts.kpi import kpi_chart
from app.domain.figures.kpi_weeks import KpiSeries, Reading

SPAN = DaySpan(first=date(2026, 8, 24), last=date(2026, 11, 20))


def series(values: dict[int, float], *, higher: bool = False) -> KpiSeries:
    """Readings on the Wednesdays of ISO weeks of 2026."""
    readings = tuple(
        Reading(read_on=date.fromisocalendar(2026, week, 3), value=Decimal(str(value)))
        for week, value in values.items()
    )
    return KpiSeries(
        kpi_id=1,
        name="Callbacks",
        unit="a week",
        higher_is_better=higher,
        smallest_change=Decimal(2),
        readings=readings,
    )


def test_sentence_names_verdict_direction_and_weeks() -> None:
    chart = kpi_chart(series({41: 12, 42: 11, 43: 9, 44: 8, 45: 6}), SPAN)
    assert chart.sentence == (
        "Callbacks: down over 5 weeks, which is good for this KPI. Last week with a reading: 6 a week."
    )


def test_too_few_weeks_get_no_verdict() -> None:
    assert kpi_chart(series({46: 12, 47: 4}), SPAN).sentence == (
        "Callbacks: not enough weeks: 2 weeks with readings, 4 needed. Last week with a reading: 4 a week."
    )


def test_week_without_a_reading_breaks_the_line() -> None:
    line = kpi_chart(series({44: 8, 46: 6}), SPAN).figure["data"][0]
    assert line["x"] == ["2026-10-26", "2026-11-02", "2026-11-09"]
    assert line["y"] == [8, None, 6]


def test_weeks_outside_the_span_are_judged_but_not_drawn() -> None:
    chart = kpi_chart(series({30: 20, 46: 6}), SPAN)
    assert chart.rows == (("2026-W46", 6, "a week"),)


def test_unit_stands_on_the_axis() -> None:
    assert kpi_chart(series({46: 6}), SPAN).figure["layout"]["yaxis"]["title"]["text"] == "a week"


def test_kpi_without_readings_says_so() -> None:
    chart = kpi_chart(series({}), SPAN)
    assert (chart.drawn, chart.sentence) == (False, "Callbacks: no readings yet.")
