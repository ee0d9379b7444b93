"""Readings into weekly means: what the trend is judged on and what the KPI chart draws."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from statistics import mean

from app.domain.figures.trends import Trend, WeeklyMean, kpi_trend


@dataclass(frozen=True, kw_only=True)
class Reading:
    read_on: date
    value: Decimal


@dataclass(frozen=True, kw_only=True)
class KpiSeries:
    """One KPI of one person, with its readings oldest first."""

    kpi_id: int
    name: str
    unit: str
    higher_is_better: bool
    smallest_change: Decimal
    readings: tuple[Reading, ...]

    @property
    def weeks(self) -> list[WeeklyMean]:
        return weekly_means(self.readings)

    @property
    def trend(self) -> Trend:
        return kpi_trend(self.weeks, higher_is_better=self.higher_is_better, smallest_change=self.smallest_change)


def weekly_means(readings: Iterable[Reading]) -> list[WeeklyMean]:
    """Return one mean per ISO week with a reading, oldest first."""
    ordered = sorted(readings, key=lambda reading: reading.read_on)
    weeks = groupby(ordered, key=lambda reading: week_number(reading.read_on))
    return [WeeklyMean(week=week, value=mean(Fraction(reading.value) for reading in group)) for week, group in weeks]


def week_number(day: date) -> int:
    """Count weeks from Monday, 1 January of the year 1."""
    return (day.toordinal() - 1) // 7


def monday_of(week: int) -> date:
    return date.fromordinal(week * 7 + 1)
