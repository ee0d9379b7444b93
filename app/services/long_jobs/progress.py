"""What a worker does with long work: take it, show how far it is, end it.

Each is a short transaction of its own, beside the one that the work is done in, so that a page sees the progress.
"""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.errors import OpsCoachError
from app.domain.long_jobs import JobState
from app.models import LongJob
from app.queries.long_jobs import is_due

MOST_ATTEMPTS = 3
KEPT_BREAKING = "Three workers in a row stopped in the middle of this, and nothing was changed. The log says why."


class JobCancelled(OpsCoachError):  # noqa: N818 - an outcome, not a failure
    """Somebody asked the job to stop."""


def claim_job(session: Session, job_id: uuid.UUID, *, now: datetime) -> LongJob | None:
    """Take the job, or return None where it has ended, another worker has it, or it has stopped too many workers."""
    statement = (
        sa.update(LongJob)
        .where(LongJob.id == job_id, is_due(now))
        .values(state=JobState.RUNNING, started_at=now, seen_at=now, attempts=LongJob.attempts + 1, done=0, total=None)
        .returning(LongJob)
        .execution_options(populate_existing=True, synchronize_session=False)
    )
    job = session.scalar(statement)
    if job is not None and job.attempts > MOST_ATTEMPTS:
        fail_job(session, job_id, sentence=KEPT_BREAKING, now=now)
        return None
    return job


def show_progress(
    session: Session, job_id: uuid.UUID, *, done: int, total: int | None, step: str, now: datetime
) -> None:
    """Write how far the work is; raise JobCancelled where somebody asked for its end."""
    statement = (
        sa.update(LongJob)
        .where(LongJob.id == job_id, LongJob.state == JobState.RUNNING)
        .values(done=done, total=total, step=step, seen_at=now)
        .returning(LongJob.cancel_asked)
    )
    if session.scalar(statement) is not False:
        raise JobCancelled("Cancelled; nothing was changed.")


def finish_job(session: Session, job_id: uuid.UUID, *, result: Mapping[str, Any], sentence: str, now: datetime) -> None:
    _end(session, job_id, JobState.DONE, now, result=dict(result), sentence=sentence)


def fail_job(session: Session, job_id: uuid.UUID, *, sentence: str, now: datetime) -> None:
    _end(session, job_id, JobState.FAILED, now, sentence=sentence)


def stop_job(session: Session, job_id: uuid.UUID, *, now: datetime) -> None:
    _end(session, job_id, JobState.CANCELLED, now, sentence="Cancelled; nothing was changed.")


def _end(session: Session, job_id: uuid.UUID, state: JobState, now: datetime, **values: Any) -> None:
    session.execute(
        sa.update(LongJob)
        .where(LongJob.id == job_id, LongJob.state == JobState.RUNNING)
        .values(state=state, finished_at=now, seen_at=now, **values)
    )
