"""Making finished weeks again where a raw row has changed since: a late report, a correction, a leave, a reading."""

from collections.abc import Iterator
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.mornings.window import Week
from app.models import ChangedWeek
from app.queries.weekly_runs import list_finished_weeks, read_changes
from app.services.weeks.roll_up import BATCH, add_up, ask, lock_week, make_rows, rules_of_week
from app.settings import Settings

MOST_MARKS = 5000
"""At a time; the next run takes the rest."""


def remake_changed_weeks(session: Session, *, now: datetime, settings: Settings) -> int:
    """Remake each person's finished weeks from their first change on; return how many rows that are.

    Weeks after a change stand on it as well: the energy before, the trend, the goal. Marks that come in meanwhile stay
    for the next run.
    """
    changes = read_changes(session, most=MOST_MARKS)
    if not changes.ids:
        return 0
    rows = 0
    for week in list_finished_weeks(session, since=min(changes.since.values())):
        people = sorted(number for number, day in changes.since.items() if Week.of(day) <= week)
        rows += _remake(session, week, people, now=now, settings=settings)
    session.execute(sa.delete(ChangedWeek).where(ChangedWeek.id.in_(changes.ids)))
    return rows


def _remake(session: Session, week: Week, people: list[int], *, now: datetime, settings: Settings) -> int:
    lock_week(session, week)
    settings = rules_of_week(session, week, settings)
    asked = ask(session, week, now=now, settings=settings)
    rows = sum(len(make_rows(session, asked, batch, settings=settings)) for batch in _batches(people))
    add_up(session, week)
    return rows


def _batches(people: list[int]) -> Iterator[list[int]]:
    return (people[start : start + BATCH] for start in range(0, len(people), BATCH))
