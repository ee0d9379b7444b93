"""Which weeks were rolled up when, which are due, and whose weeks have changed since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.figures.week_schedule import WeekRun, WeekSchedule
from app.domain.mornings.window import Week
from app.models import ChangedWeek, DailyCheckin, WeeklyRun


@dataclass(frozen=True, kw_only=True)
class Changes:
    """Marks of raw rows that changed under finished weeks."""

    ids: Sequence[int]
    since: dict[int, date]
    """By employee number, the first day that changed."""


def list_due_weeks(session: Session, schedule: WeekSchedule, *, now: datetime) -> list[Week]:
    return schedule.due(_first_week(session), _runs(session), now)


def list_missing_weeks(session: Session, schedule: WeekSchedule, *, now: datetime) -> list[Week]:
    """Return the past weeks that were never rolled up whole."""
    return schedule.missing(_first_week(session), _runs(session), now)


def list_finished_weeks(session: Session, *, since: date) -> list[Week]:
    """Return the weeks that were rolled up whole, from that of `since` on, the oldest first."""
    query = (
        sa.select(WeeklyRun.week_start)
        .where(WeeklyRun.finished, WeeklyRun.week_start >= Week.of(since).start)
        .order_by(WeeklyRun.week_start)
    )
    return [Week.of(monday) for monday in session.scalars(query)]


def read_changes(session: Session, *, most: int) -> Changes:
    """Return the oldest marks, up to `most`."""
    marks = session.execute(
        sa.select(ChangedWeek.id, ChangedWeek.employee_id, ChangedWeek.changed_on).order_by(ChangedWeek.id).limit(most)
    ).all()
    since: dict[int, date] = {}
    for mark in marks:
        since[mark.employee_id] = min(mark.changed_on, since.get(mark.employee_id, mark.changed_on))
    return Changes(ids=[mark.id for mark in marks], since=since)


def _first_week(session: Session) -> Week | None:
    first = session.scalar(sa.select(sa.func.min(DailyCheckin.checkin_on)))
    return Week.of(first) if first else None


def _runs(session: Session) -> dict[Week, WeekRun]:
    query = sa.select(WeeklyRun.week_start, WeeklyRun.ran_at, WeeklyRun.finished)
    return {
        Week.of(run.week_start): WeekRun(ran_at=run.ran_at, finished=run.finished) for run in session.execute(query)
    }
