"""Taking a periodic job: whoever moves its due time runs it, so that several clocks and workers run it once."""

from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.models import ScheduledRun


def run_soon(session: Session, name: str, *, now: datetime) -> None:
    """Make a job due now. Raises NotFound where none of this name has run yet."""
    asked = update(ScheduledRun).where(ScheduledRun.name == name).values(due_at=now).returning(ScheduledRun.name)
    if session.scalar(asked) is None:
        raise NotFound("There is no such job, or it has not run yet.")


def claim_run(session: Session, name: str, *, every: timedelta, now: datetime) -> bool:
    """Move the due-time on and return True, or return False where another worker was first."""
    statement = (
        insert(ScheduledRun)
        .values(name=name, due_at=now + every, started_at=now, runs=1)
        .on_conflict_do_update(
            index_elements=[ScheduledRun.name],
            set_={"due_at": now + every, "started_at": now, "runs": ScheduledRun.runs + 1},
            where=ScheduledRun.due_at <= now,
        )
        .returning(ScheduledRun.name)
    )
    return session.scalar(statement) is not None
