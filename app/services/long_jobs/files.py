"""The file that a long job has made: kept for some days, given to whoever asked for the job, each time with a line."""

import uuid
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.models import JobFile, LongJob
from app.services.audit import record_audit

KEPT = timedelta(days=7)
GONE = "This file is gone, or somebody else asked for it. Ask for the export again."


def keep_file(
    session: Session, job_id: uuid.UUID, *, employee_id: int, name: str, content: bytes, now: datetime
) -> JobFile:
    """Keep the file of the job; a job that runs again replaces its file."""
    file = JobFile(
        job_id=job_id, employee_id=employee_id, name=name, content=content, made_at=now, expires_at=now + KEPT
    )
    return session.merge(file)


def take_file(session: Session, job_id: uuid.UUID, *, viewer_id: int, now: datetime) -> JobFile:
    """Return the file to whoever asked for the job, and note that they have it; NotFound for everybody else."""
    query = (
        sa.select(JobFile)
        .join(LongJob, LongJob.id == JobFile.job_id)
        .where(JobFile.job_id == job_id, LongJob.requested_by_id == viewer_id, JobFile.expires_at > now)
    )
    file = session.scalar(query)
    if file is None:
        raise NotFound(GONE)
    record_audit(session, actor_id=viewer_id, action="person.export_downloaded", subject_id=file.employee_id, now=now)
    return file
