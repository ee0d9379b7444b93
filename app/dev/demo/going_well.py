"""Whether somebody's figures of the last weeks go well enough: only the people of the demo's stories are flagged."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from app.dev.demo.kpis import DemoKpi
from app.dev.demo.profiles import DemoProfile
from app.domain.figures.checkin_days import PersonalCalendar
from app.domain.figures.goal_history import GoalRecord, GoalTerms, Milestone, progress_on
from app.domain.figures.goal_progress import ProgressSource, Verdict
from app.domain.figures.kpi_weeks import KpiSeries, Reading
from app.models import KpiDirection

LOOKED_AT = 3
"""Weeks, the running one included."""


def goes_well(
    profile: DemoProfile, readings: Mapping[date, Decimal], calendar: PersonalCalendar, *, today: date
) -> bool:
    """Judge by the product's own rules at the end of each of the last weeks and today; `readings` of the first KPI."""
    record = _record(profile, readings, calendar)
    return all(
        _trend_is_no_worry(profile.kpis[0], record.readings, day) and _goal_is_no_worry(record, day)
        for day in _days(today)
    )


def _days(today: date) -> list[date]:
    sunday = today - timedelta(days=today.isoweekday())
    return [today, *(sunday - timedelta(weeks=back) for back in range(LOOKED_AT - 1))]


def _trend_is_no_worry(kpi: DemoKpi, readings: Sequence[Reading], day: date) -> bool:
    series = KpiSeries(
        kpi_id=kpi.id,
        name=kpi.name,
        unit=kpi.unit,
        higher_is_better=kpi.direction is KpiDirection.HIGHER,
        smallest_change=kpi.smallest_change,
        readings=tuple(reading for reading in readings if reading.read_on <= day),
    )
    return series.trend.good is not False


def _goal_is_no_worry(record: GoalRecord, day: date) -> bool:
    """What is measured by commitments depends on the calls, which are not made up yet."""
    progress = progress_on(record, day)
    return progress.source is ProgressSource.COMMITMENTS or progress.verdict is not Verdict.AT_RISK


def _record(profile: DemoProfile, readings: Mapping[date, Decimal], calendar: PersonalCalendar) -> GoalRecord:
    goal = GoalTerms(
        text=profile.goal,
        started_on=profile.goal_started_on,
        due_on=profile.goal_due_on,
        baseline=profile.goal_baseline,
        target=profile.goal_target,
        milestones=tuple(_milestone(step["text"], step["done_on"]) for step in profile.milestones),
    )
    series = tuple(Reading(read_on=day, value=value) for day, value in sorted(readings.items()))
    return GoalRecord(goal=goal, calendar=calendar, readings=series)


def _milestone(text: str, done_on: str | None) -> Milestone:
    return Milestone(text=text, done_on=date.fromisoformat(done_on) if done_on else None)
