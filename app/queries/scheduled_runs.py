"""Which periodic jobs are due."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import ScheduledRun


def list_runs(session: Session) -> Sequence[ScheduledRun]:
    """Return the jobs that have run, by name: when last, how often, and when next."""
    return session.scalars(select(ScheduledRun).order_by(ScheduledRun.name)).all()


def list_due_runs(session: Session, names: Iterable[str], now: datetime) -> list[str]:
    """Return those of the names that are due; one that has never run is."""
    due_at = dict(session.execute(select(ScheduledRun.name, ScheduledRun.due_at)).all())
    return [name for name in names if due_at.get(name, now) <= now]
