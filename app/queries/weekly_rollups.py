"""The weekly roll-up: one set-based statement that counts a week for many people, and the one that stores it.

The statement is SQL in files, because it is read as SQL: `weekly_people.sql` says whom and which days it is about,
`weekly_rollups.sql` counts. Who is expected on a day is decided there as `app.domain.mornings.workdays.expected_on`
decides it; a test holds both against each other.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.orm import Session

from app.domain.mornings.holidays import Holidays
from app.domain.mornings.window import MorningWindow, Week
from app.models import Employee, Employment, KpiDirection, WeeklyRollup
from app.queries.sql_files import statement

COUNT_WEEK = ("holidays", "weekly_people", "weekly_rollups")


@dataclass(frozen=True, kw_only=True)
class WeekAsked:
    """A week, and the rules that its days are counted by."""

    week: Week
    now: datetime
    window: MorningWindow
    """The company's; a person may have their own."""
    grace: timedelta
    low_energy: int
    calendar: str
    """The company's holiday calendar; a person may have their own."""
    holidays: Mapping[str, Holidays]
    """By calendar."""


@dataclass(frozen=True, kw_only=True)
class WeekCounts:
    """One person's week as counted, under the names of the stored row, and what its judgement needs besides."""

    employee_id: int
    team_id: int | None
    manager_id: int | None
    judged_on: date
    """The person's last day in the week, or their today."""
    days_counted: int
    workdays_expected: int
    checkins_done: int
    checkins_extra: int
    ops_only_count: int
    missed_on: list[date] | None
    energy_mean: Decimal | None
    energy_min: int | None
    energy_sum: int
    energy_readings: int
    low_energy_days: int
    energies: list[int | None]
    energy_before_sum: int
    energy_before_readings: int
    burnout_alert_on: date | None
    kpi_actions_count: int
    goal_actions_count: int
    actions_answered_count: int
    actions_done_count: int
    calls_count: int
    call_seconds: int
    blockers_raised: int
    open_blockers: list[dict[str, Any]]
    repeated_blockers: list[dict[str, Any]]
    goal: str | None
    goal_started_on: date | None
    goal_due_on: date | None
    goal_baseline: Decimal | None
    goal_target: Decimal | None
    goal_milestones: list[dict[str, Any]] | None
    goal_updated_on: date | None
    goal_current: Decimal | None
    goal_read_on: date | None
    goal_action_on: date | None
    goal_action_days: int
    goal_elapsed_workdays: int
    goal_total_workdays: int
    kpi_id: int | None
    kpi_name: str | None
    kpi_direction: KpiDirection | None
    kpi_smallest_change: Decimal | None
    kpi_weeks: list[tuple[str, str, int]]
    """Monday, sum of the readings and their number, oldest first."""


def count_week(session: Session, asked: WeekAsked, employee_ids: Sequence[int]) -> list[WeekCounts]:
    """Return the counts of those who were technicians on any day of the week, by employee number."""
    holidays = [(calendar, day, holiday) for calendar, days in asked.holidays.items() for day, holiday in days.items()]
    parameters = {
        "ids": list(employee_ids),
        "monday": asked.week.start,
        "sunday": asked.week.end,
        "now": asked.now,
        "window_start": asked.window.start,
        "window_end": asked.window.end,
        "grace": asked.grace,
        "low_energy": asked.low_energy,
        "calendar": asked.calendar,
        "holiday_calendars": [calendar for calendar, _, _ in holidays],
        "holiday_days": [day for _, day, _ in holidays],
        "holidays_observed_for": [holiday.observed_for for _, _, holiday in holidays],
    }
    with _hash_joins(session):
        return [WeekCounts(**row) for row in session.execute(statement(*COUNT_WEEK), parameters).mappings()]


@contextmanager
def _hash_joins(session: Session) -> Iterator[None]:
    """Keep PostgreSQL from joining the named parts of the statement row by row.

    It knows nothing of the size of such a part and takes it for a row or two: for 500 people that was 93 seconds, and
    is 0.4 this way.
    """
    session.execute(sa.text("SET LOCAL enable_nestloop = off"))
    yield
    session.execute(sa.text("SET LOCAL enable_nestloop = DEFAULT"))


def list_employee_ids(session: Session, *, after: int, most: int) -> list[int]:
    """Return a page of employee numbers, in order. The weeks of erased people stay as they were made."""
    asked = sa.select(Employee.id).where(Employee.id > after, Employee.erased_at.is_(None))
    query = asked.order_by(Employee.id).limit(most)
    return list(session.scalars(query))


def list_calendars(session: Session) -> set[str]:
    """Return the holiday calendars that people have of their own, now or at another time."""
    own = sa.union(sa.select(Employee.holiday_calendar), sa.select(Employment.holiday_calendar))
    return {calendar for calendar in session.scalars(own) if calendar}


def upsert_rollups() -> Insert:
    """Return the statement that stores rows, new or made again; executed with a list of them."""
    keys = {"employee_id", "week_start"}
    statement = insert(WeeklyRollup)
    names = [column.name for column in WeeklyRollup.__table__.columns if column.name not in keys]
    return statement.on_conflict_do_update(
        index_elements=sorted(keys), set_={name: statement.excluded[name] for name in names}
    )


def delete_rollups(week: Week, employee_ids: Sequence[int]) -> sa.Delete:
    """Return the statement that removes rows of people who turn out not to have been employed in that week.

    Of somebody inactive without a last day it is not known when they left: their past weeks stay.
    """
    known = sa.select(Employee.id).where(sa.or_(Employee.active, Employee.ended_on.is_not(None)))
    return sa.delete(WeeklyRollup).where(
        WeeklyRollup.week_start == week.start,
        WeeklyRollup.employee_id.in_(employee_ids),
        WeeklyRollup.employee_id.in_(known),
    )
