"""What people do with long work: ask for it, cancel it, have it done again."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.domain.errors import InvalidTransition, NotFound
from app.domain.long_jobs import LIVE, JobKind, JobState
from app.models import LongJob
from app.services.messages.outbox import WAKE_UP


def request_job(
    session: Session,
    kind: JobKind,
    *,
    key: str,
    title: str,
    arguments: Mapping[str, Any] | None = None,
    requested_by_id: int | None,
    now: datetime,
) -> LongJob:
    """Return the new job, or the one of this key that waits or runs already; the clock is woken to offer it."""
    statement = (
        insert(LongJob)
        .values(
            id=uuid.uuid4(),
            kind=kind,
            key=key,
            title=title,
            arguments=dict(arguments or {}),
            requested_by_id=requested_by_id,
            requested_at=now,
            state=JobState.WAITING,
            attempts=0,
            done=0,
            step="",
            cancel_asked=False,
        )
        .on_conflict_do_nothing(index_elements=[LongJob.key], index_where=LongJob.state.in_(sorted(LIVE)))
        .returning(LongJob)
    )
    job = session.scalar(statement) or session.scalars(_live(key)).one()
    session.execute(sa.text(f"NOTIFY {WAKE_UP}"))
    return job


def cancel_job(session: Session, job_id: uuid.UUID, *, now: datetime) -> LongJob:
    """End a job that waits at once; ask one that runs to stop at its next step, where it leaves no half state."""
    job = lock_job(session, job_id)
    if job.state is JobState.WAITING:
        job.state, job.finished_at = JobState.CANCELLED, now
    elif job.state is JobState.RUNNING:
        job.cancel_asked = True
    else:
        raise InvalidTransition("This has ended already.")
    return job


def repeat_job(session: Session, job_id: uuid.UUID, *, requested_by_id: int, now: datetime) -> LongJob:
    """Ask for the same work again, once it has ended."""
    job = lock_job(session, job_id)
    if job.state in LIVE:
        raise InvalidTransition("This is still running.")
    return request_job(
        session,
        job.kind,
        key=job.key,
        title=job.title,
        arguments=job.arguments,
        requested_by_id=requested_by_id,
        now=now,
    )


def lock_job(session: Session, job_id: uuid.UUID) -> LongJob:
    query = select(LongJob).where(LongJob.id == job_id).with_for_update().execution_options(populate_existing=True)
    job = session.scalar(query)
    if job is None:
        raise NotFound("This job does not exist.")
    return job


def _live(key: str) -> sa.Select[LongJob]:
    return select(LongJob).where(LongJob.key == key, LongJob.state.in_(sorted(LIVE)))
