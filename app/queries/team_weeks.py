"""Teams over weeks as counted, in one set-based statement of named CTEs.

`_expected` is the same decision as `app.domain.mornings.workdays.expected_on`, in SQL for speed; a test holds both
against each other. Group rules are not applied here: `app.domain.figures.team_weeks.shown_weeks` does that before
anything is shown.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, aggregate_order_by
from sqlalchemy.orm import Session

from app.domain.checkins.fields import CallType
from app.domain.figures.team_weeks import Share, TeamWeek
from app.domain.mornings.holidays import Holidays
from app.domain.mornings.window import Week
from app.domain.permissions import Role, Scope
from app.domain.viewers import Viewer
from app.models import DailyCheckin, Employee, Team
from app.queries.checkins import line_since
from app.queries.employment_periods import CompanyHolidays, employment_periods, holds_on, is_expected, load_holidays
from app.queries.reach import counted_employees

NO_TEAM = "No team"


@dataclass(frozen=True, kw_only=True)
class TrendPeriod:
    first: date
    last: date
    """Inclusive."""
    holidays: Holidays
    now: datetime

    @classmethod
    def of(cls, first: date, last: date, *, holidays: Holidays, now: datetime) -> "TrendPeriod":
        within = {day: holiday for day, holiday in holidays.items() if first <= day <= last}
        return cls(first=first, last=last, holidays=within, now=now)


def list_team_weeks(session: Session, viewer: Viewer, period: TrendPeriod) -> list[TeamWeek]:
    """Return the counts of each team per ISO week, for the technicians this viewer reaches."""
    holidays = load_holidays(session, period.holidays, period.first, period.last)
    people = _people(viewer, period)
    days = _days(_expected(people, period, holidays), _answered(people, period))
    return [_team_week(row) for row in session.execute(_counts(days)).mappings()]


def list_own_teams(session: Session, viewer: Viewer) -> frozenset[str]:
    """Return the teams whose averages are the viewer's to see whatever their size: those of their own people.

    For a manager those are all teams in reach; for others, teams in which everybody reports to them directly.
    """
    name = sa.func.coalesce(Team.name, NO_TEAM)
    query = (
        sa.select(name)
        .select_from(Employee)
        .outerjoin(Team, Team.id == Employee.team_id)
        .where(Employee.role == Role.TECHNICIAN, Employee.id.in_(counted_employees(viewer)))
        .group_by(name)
    )
    if viewer.figures_scope is not Scope.TEAM:
        query = query.having(sa.func.bool_and(sa.func.coalesce(Employee.manager_id == viewer.employee_id, sa.false())))
    return frozenset(session.scalars(query))


def _people(viewer: Viewer, period: TrendPeriod) -> sa.CTE:
    """Employment by days of the people reached, with their local date.

    Team, role and work week are those of the day; somebody deactivated counts up to the day they left.
    """
    periods = employment_periods()
    return (
        sa.select(
            periods,
            sa.func.coalesce(Team.name, NO_TEAM).label("team"),
            sa.cast(sa.func.timezone(Employee.timezone, period.now), sa.Date).label("today"),
        )
        .join(Employee, Employee.id == periods.c.employee_id)
        .outerjoin(Team, Team.id == periods.c.team_id)
        .where(
            periods.c.role == Role.TECHNICIAN,
            sa.or_(Employee.active, periods.c.ended_on.is_not(None)),
            Employee.id.in_(counted_employees(viewer)),
        )
        .cte("people")
    )


def _expected(people: sa.CTE, period: TrendPeriod, holidays: CompanyHolidays) -> sa.CTE:
    series = sa.func.generate_series(
        sa.cast(period.first, sa.Date), sa.cast(period.last, sa.Date), sa.cast(timedelta(days=1), sa.Interval)
    )
    dates = series.table_valued("at", name="dates").render_derived()
    day = sa.cast(dates.c["at"], sa.Date)
    return (
        sa.select(people.c.employee_id.label("id"), people.c.team, day.label("day"), people.c.today)
        .select_from(people.join(dates, holds_on(people, day)))
        .where(is_expected(people, day, holidays), day >= sa.func.coalesce(line_since(), day))
        .cte("expected")
    )


def _answered(people: sa.CTE, period: TrendPeriod) -> sa.CTE:
    """One row per person and day with a check-in: the short path only where it was the only one; the last energy."""
    latest_first = aggregate_order_by(DailyCheckin.energy_level, DailyCheckin.timestamp.desc(), DailyCheckin.id.desc())
    energies_given = sa.func.array_agg(latest_first).filter(DailyCheckin.energy_level.is_not(None))
    energies = sa.type_coerce(energies_given, ARRAY(sa.Integer))
    of_the_day = sa.and_(DailyCheckin.employee_id == people.c.employee_id, holds_on(people, DailyCheckin.checkin_on))
    return (
        sa.select(
            people.c.employee_id.label("id"),
            people.c.team,
            DailyCheckin.checkin_on.label("day"),
            sa.func.bool_and(DailyCheckin.call_type == CallType.OPS_ONLY).label("ops_only"),
            energies[1].label("energy"),
        )
        .join(DailyCheckin, of_the_day)
        .where(DailyCheckin.checkin_on.between(period.first, period.last))
        .group_by(people.c.employee_id, people.c.team, DailyCheckin.checkin_on)
        .cte("answered")
    )


def _days(expected: sa.CTE, answered: sa.CTE) -> sa.CTE:
    """Today is due once the person has called; a call on a day off counts as answered, not as due."""
    both = sa.and_(answered.c.id == expected.c.id, answered.c.day == expected.c.day)
    done = answered.c.id.is_not(None)
    due = sa.and_(expected.c.id.is_not(None), sa.or_(done, expected.c.day < expected.c.today))
    return (
        sa.select(
            sa.func.coalesce(expected.c.id, answered.c.id).label("id"),
            sa.func.coalesce(expected.c.team, answered.c.team).label("team"),
            sa.func.coalesce(expected.c.day, answered.c.day).label("day"),
            due.label("due"),
            done.label("done"),
            answered.c.ops_only,
            answered.c.energy,
        )
        .select_from(expected.join(answered, both, full=True))
        .cte("days")
    )


def _counts(days: sa.CTE) -> sa.Select[Any]:
    monday = sa.cast(sa.func.date_trunc("week", days.c.day), sa.Date)
    people, rows = sa.func.count(days.c.id.distinct()), sa.func.count()
    return (
        sa.select(
            days.c.team,
            monday.label("monday"),
            sa.func.coalesce(sa.func.sum(days.c.energy), 0).label("energy_total"),
            sa.func.count(days.c.energy).label("energy_count"),
            people.filter(days.c.energy.is_not(None)).label("energy_people"),
            rows.filter(days.c.due, days.c.done).label("participation_total"),
            rows.filter(days.c.due).label("participation_count"),
            people.filter(days.c.due).label("participation_people"),
            rows.filter(days.c.ops_only).label("ops_only_total"),
            rows.filter(days.c.done).label("ops_only_count"),
            people.filter(days.c.done).label("ops_only_people"),
        )
        .group_by(days.c.team, monday)
        .order_by(monday, days.c.team)
    )


def _team_week(counted: sa.RowMapping) -> TeamWeek:
    return TeamWeek(
        team=counted["team"],
        week=Week.of(counted["monday"]),
        energy=_share(counted, "energy"),
        participation=_share(counted, "participation"),
        ops_only=_share(counted, "ops_only"),
    )


def _share(counted: sa.RowMapping, figure: str) -> Share:
    return Share(total=counted[f"{figure}_total"], count=counted[f"{figure}_count"], people=counted[f"{figure}_people"])
