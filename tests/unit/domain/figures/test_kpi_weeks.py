"""Readings become one mean per ISO week."""

from datetime import date
from decimal import Decimal

from app.domain.figures.kpi_weeks import KpiSeries, Reading, monday_of, week_number, weekly_means
from app.domain.figures.trends import TrendWord


def reading(day: date, value: int) -> Reading:
    return Reading(read_on=day, value=Decimal(value))


def test_readings_of_a_week_are_averaged() -> None:
    means = weekly_means([reading(date(2026, 11, 16), 80), reading(date(2026, 11, 22), 90)])
    assert [(monday_of(point.week), point.value) for point in means] == [(date(2026, 11, 16), 85)]


def test_week_without_a_reading_is_a_gap_in_the_numbers() -> None:
    means = weekly_means([reading(date(2026, 11, 16), 80), reading(date(2026, 11, 2), 70)])
    assert [point.week - means[0].week for point in means] == [0, 2]


def test_year_end_does_not_split_a_week() -> None:
    assert week_number(date(2026, 12, 31)) == week_number(date(2027, 1, 3))


def test_trend_is_taken_over_the_weekly_means() -> None:
    readings = tuple(
        Reading(read_on=date.fromisocalendar(2026, 40 + week, 3), value=Decimal(12 - week)) for week in range(6)
    )
    series = KpiSeries(
        kpi_id=1, name="Callbacks", unit="a week", higher_is_better=False, smallest_change=Decimal(2), readings=readings
    )
    assert (series.trend.word, series.trend.good, series.trend.weeks) == (TrendWord.DOWN, True, 6)
