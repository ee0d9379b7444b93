"""Back-tests of thresholds over the people a viewer's figures are about; names only of those the viewer may read."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.alerts.rules import RuleSettings
from app.domain.figures.back_test import BackTest, back_test_flags, back_test_low_energy
from app.domain.figures.goal_progress import GoalProgress
from app.domain.figures.trends import Trend
from app.domain.figures.week_facts import OpenBlocker, RepeatedBlocker, WeekFacts
from app.domain.figures.week_flags import FlagThresholds
from app.domain.permissions import Permission
from app.domain.viewers import Viewer
from app.models import DailyCheckin, Employee, Kpi, WeeklyRollup
from app.queries.expected import load_calendars
from app.queries.reach import counted_employees, visible_employees
from app.settings import Settings

LEAD = timedelta(days=30)
"""A run of low days may have begun before the first day asked about."""


@dataclass(frozen=True, kw_only=True)
class BackTestReport:
    result: BackTest
    names: tuple[str, ...]
    """Of the people concerned, as far as this viewer may read about them by name."""


def report_flags(
    session: Session, viewer: Viewer, thresholds: FlagThresholds, *, first: date, last: date
) -> BackTestReport:
    """Say what these thresholds would have flagged in the weeks that begin in these days."""
    result = back_test_flags(_past_weeks(session, viewer, thresholds, first, last), thresholds)
    return BackTestReport(result=result, names=_names(session, viewer, result))


def report_low_energy(
    session: Session, viewer: Viewer, rules: RuleSettings, *, first: date, last: date, settings: Settings
) -> BackTestReport:
    """Say which low-energy alerts these settings would have opened on these days."""
    readings = _low_readings(session, viewer, rules, first - LEAD, last)
    people = session.scalars(sa.select(Employee).where(Employee.id.in_(readings))).all()
    calendars = load_calendars(session, people, first=first - 2 * LEAD, last=last, settings=settings)
    result = back_test_low_energy(readings, calendars, rules, first=first)
    return BackTestReport(result=result, names=_names(session, viewer, result))


def _past_weeks(
    session: Session, viewer: Viewer, thresholds: FlagThresholds, first: date, last: date
) -> Iterator[tuple[int, WeekFacts]]:
    """Yield the weeks in which any rule could fire; the others need not be read."""
    row = WeeklyRollup
    query = (
        sa.select(
            row.employee_id, row.week_start, row.workdays_expected, row.energies, row.burnout_alert_on, row.missed_on,
            row.kpi_trend, row.kpi_good, row.kpi_weeks, row.kpi_s, row.goal_progress_percent, row.goal_progress_source,
            row.goal_pace_percent, row.goal_verdict, row.goal_stale, row.goal_due_on, row.open_blockers,
            row.repeated_blockers, Kpi.name.label("kpi"),
        )
        .outerjoin(Kpi, Kpi.id == row.kpi_id)
        .where(
            row.week_start.between(first, last),
            row.workdays_expected > 0,
            row.employee_id.in_(counted_employees(viewer)),
            sa.or_(
                row.energy_min <= thresholds.low_energy,
                row.burnout_alert_on.is_not(None),
                sa.func.cardinality(row.missed_on) > 0,
                row.kpi_good.is_(False),
                row.goal_verdict.in_(("at_risk", "past_due")),
                row.open_blockers != sa.literal([], row.open_blockers.type),
                row.repeated_blockers != sa.literal([], row.repeated_blockers.type),
            ),
        )
    )  # fmt: skip
    for found in session.execute(query):
        yield found.employee_id, _facts(found)


def _facts(row: Any) -> WeekFacts:
    days = (row.week_start + timedelta(days=number) for number in range(7))
    return WeekFacts(
        week_start=row.week_start,
        workdays_expected=row.workdays_expected,
        energies=tuple((day, energy) for day, energy in zip(days, row.energies, strict=True) if energy is not None),
        burnout_alert_on=row.burnout_alert_on,
        missed_on=tuple(row.missed_on),
        kpi=row.kpi,
        trend=Trend(word=row.kpi_trend, good=row.kpi_good, weeks=row.kpi_weeks, s=row.kpi_s),
        goal=GoalProgress(
            percent=_fraction(row.goal_progress_percent),
            source=row.goal_progress_source,
            pace_percent=_fraction(row.goal_pace_percent),
            verdict=row.goal_verdict,
            stale=row.goal_stale,
        ),
        goal_due_on=row.goal_due_on,
        open_blockers=tuple(map(OpenBlocker.of_json, row.open_blockers)),
        repeated_blockers=tuple(map(RepeatedBlocker.of_json, row.repeated_blockers)),
    )


def _fraction(value: Any) -> Fraction | None:
    return None if value is None else Fraction(value)


def _low_readings(
    session: Session, viewer: Viewer, rules: RuleSettings, first: date, last: date
) -> dict[int, dict[date, int]]:
    """Return each day's latest reading, of the people with a low one."""
    low = (
        sa.select(DailyCheckin.employee_id)
        .where(
            DailyCheckin.checkin_on.between(first, last),
            DailyCheckin.energy_level <= rules.low_energy_threshold,
            DailyCheckin.employee_id.in_(counted_employees(viewer)),
        )
        .distinct()
    )
    query = (
        sa.select(DailyCheckin.employee_id, DailyCheckin.checkin_on, DailyCheckin.energy_level)
        .where(
            DailyCheckin.employee_id.in_(low),
            DailyCheckin.checkin_on.between(first, last),
            DailyCheckin.energy_level.is_not(None),
        )
        .order_by(DailyCheckin.timestamp, DailyCheckin.id)
    )
    readings: defaultdict[int, dict[date, int]] = defaultdict(dict)
    for row in session.execute(query):
        readings[row.employee_id][row.checkin_on] = row.energy_level
    return readings


def _names(session: Session, viewer: Viewer, result: BackTest) -> tuple[str, ...]:
    if not viewer.may(Permission.WELLBEING_READ):
        return ()
    query = (
        sa.select(Employee.name)
        .where(Employee.id.in_(result.people), Employee.id.in_(visible_employees(viewer)))
        .where(Employee.id != viewer.employee_id)
        .order_by(Employee.name)
    )
    return tuple(session.scalars(query))
