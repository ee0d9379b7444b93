"""Making a week's rows: counted by one statement, judged by the pure rules, stored together, batch by batch.

A week is always made from the raw rows, never counted up, so that a second run gives the same rows. Two runs of one
week take turns by a lock: the later one sees all that the earlier one saw.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.calendars import public_holidays
from app.domain.mornings.window import Week
from app.models import WeeklyRun
from app.policy import flag_thresholds, missed_rule
from app.queries.group_weeks import add_up_teams
from app.queries.weekly_rollups import (
    WeekAsked,
    count_week,
    delete_rollups,
    list_calendars,
    list_employee_ids,
    upsert_rollups,
)
from app.services.rules import rules_at
from app.services.weeks.judge import judge_week
from app.settings import Settings

BATCH = 500
"""People at a time: what is in memory does not grow with the company."""
LOCK = 0x3EE7
"""The advisory lock's first key; the second is the week."""
HOLIDAYS_BEFORE, HOLIDAYS_AFTER = timedelta(days=800), timedelta(days=400)
"""A goal's pace and a blocker's age reach beyond the week."""

Progress = Callable[[int], None]
"""Told after each batch how many rows there are so far."""


def roll_up_week(
    session: Session, week: Week, *, now: datetime, settings: Settings, progress: Progress | None = None
) -> int:
    """Make or remake the week's rows of everybody and keep that it was done; return how many rows there are."""
    lock_week(session, week)
    settings = rules_of_week(session, week, settings)
    asked, rows, unfinished = ask(session, week, now=now, settings=settings), 0, 0
    for employee_ids in _batches(session):
        made = make_rows(session, asked, employee_ids, settings=settings)
        rows, unfinished = rows + len(made), unfinished + sum(not finished for finished in made.values())
        if progress:
            progress(rows)
    add_up(session, week)
    finished = not unfinished if rows else _over_everywhere(week, now)
    _record_run(session, week, now=now, rows=rows, finished=finished)
    return rows


def rules_of_week(session: Session, week: Week, settings: Settings) -> Settings:
    """Return the rules as they were when the company's week ended: made again later, it is judged by its own."""
    end = datetime.combine(week.end, time.max, tzinfo=ZoneInfo(settings.company_timezone))
    return rules_at(session, settings, at=end)


def lock_week(session: Session, week: Week) -> None:
    """Wait for whoever makes this week at the moment; held until the transaction ends."""
    session.execute(select(func.pg_advisory_xact_lock(LOCK, week.start.toordinal())))


def ask(session: Session, week: Week, *, now: datetime, settings: Settings) -> WeekAsked:
    first, last = week.start - HOLIDAYS_BEFORE, week.end + HOLIDAYS_AFTER
    missed, calendars = missed_rule(settings), list_calendars(session) | {settings.holidays}
    return WeekAsked(
        week=week,
        now=now,
        window=missed.window,
        grace=missed.grace,
        low_energy=settings.low_energy_threshold,
        calendar=settings.holidays,
        holidays={calendar: public_holidays(calendar, first, last) for calendar in calendars},
    )


def make_rows(
    session: Session, asked: WeekAsked, employee_ids: Sequence[int], *, settings: Settings
) -> dict[int, bool]:
    """Store the rows of those of the people who have one; return by employee number whether it is finished."""
    thresholds = flag_thresholds(settings)
    counted = count_week(session, asked, employee_ids)
    rows = [judge_week(counts, asked.week, thresholds=thresholds, now=asked.now) for counts in counted]
    if rows:
        session.execute(upsert_rollups(), rows)
    without = set(employee_ids) - {counts.employee_id for counts in counted}
    if without:
        session.execute(delete_rollups(asked.week, sorted(without)))
    return {row["employee_id"]: row["finished"] for row in rows}


def add_up(session: Session, week: Week) -> None:
    """Make the sums of the teams again, after the last of the week's rows that this transaction makes."""
    for statement in add_up_teams(week):
        session.execute(statement)


def _batches(session: Session) -> Iterator[list[int]]:
    employee_ids = list_employee_ids(session, after=0, most=BATCH)
    while employee_ids:
        yield employee_ids
        employee_ids = list_employee_ids(session, after=employee_ids[-1], most=BATCH)


def _over_everywhere(week: Week, now: datetime) -> bool:
    """For a week of nobody. The last time zone's Sunday ends 12 hours after that of UTC."""
    return now.date() > week.end + timedelta(days=1)


def _record_run(session: Session, week: Week, *, now: datetime, rows: int, finished: bool) -> None:
    values = {"ran_at": now, "rows": rows, "finished": finished}
    statement = insert(WeeklyRun).values(week_start=week.start, **values)
    session.execute(statement.on_conflict_do_update(index_elements=[WeeklyRun.week_start], set_=values))
