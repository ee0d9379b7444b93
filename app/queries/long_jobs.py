"""Long work as the clock, the page that waits for it and the list of all of it read it."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.domain.long_jobs import LIVE, JobKind, JobState
from app.domain.permissions import Permission
from app.domain.viewers import Viewer
from app.models import Employee, LongJob
from app.queries.paging import Listing, Page, fetch_page

DIRECTORY = (JobKind.PEOPLE_IMPORT, JobKind.ODOO_SYNC)
"""Work on the directory: whoever keeps it sees what a colleague has begun."""
GONE_AFTER = timedelta(seconds=90)
"""Without a sign for so long, the worker is taken for dead and another one begins anew."""


@dataclass(frozen=True, kw_only=True)
class JobRow:
    id: uuid.UUID
    kind: JobKind
    title: str
    state: JobState
    requested_by: str | None
    requested_at: datetime
    started_at: datetime | None
    seen_at: datetime | None
    finished_at: datetime | None
    done: int
    total: int | None
    step: str
    sentence: str | None

    @property
    def live(self) -> bool:
        return self.state in LIVE

    @property
    def percent(self) -> int | None:
        return min(100, 100 * self.done // self.total) if self.total else None


@dataclass(frozen=True, kw_only=True)
class JobResult:
    row: JobRow
    arguments: dict[str, Any]
    result: dict[str, Any] | None


def is_due(now: datetime) -> sa.ColumnElement[bool]:
    """Return the condition for a job that waits, or whose worker is gone."""
    gone = sa.and_(LongJob.state == JobState.RUNNING, LongJob.seen_at < now - GONE_AFTER)
    return sa.or_(LongJob.state == JobState.WAITING, gone)


def list_due_jobs(session: Session, now: datetime) -> list[uuid.UUID]:
    """Return the jobs to offer, the oldest first."""
    return list(session.scalars(sa.select(LongJob.id).where(is_due(now)).order_by(LongJob.requested_at, LongJob.id)))


def get_job(session: Session, viewer: Viewer, job_id: uuid.UUID) -> JobResult:
    """Return a job that the viewer asked for, or any to who manages the system; NotFound otherwise."""
    job = _find(session, _rows_for(viewer).where(LongJob.id == job_id))
    if job is None:
        raise NotFound("This job does not exist, or somebody else asked for it.")
    return job


def find_latest_sync(session: Session) -> JobResult | None:
    """Return the newest sync with Odoo, whoever asked for it: what it left to decide concerns all of HR."""
    newest = _rows().where(LongJob.kind == JobKind.ODOO_SYNC).order_by(LongJob.requested_at.desc(), LongJob.id)
    return _find(session, newest.limit(1))


def find_latest_job(session: Session, kind: JobKind) -> JobRow | None:
    """Return the newest job of a kind, whoever asked for it."""
    newest = _rows().where(LongJob.kind == kind).order_by(LongJob.requested_at.desc(), LongJob.id).limit(1)
    found = session.execute(newest).mappings().one_or_none()
    return JobRow(**found) if found else None


def _find(session: Session, statement: sa.Select[Any]) -> JobResult | None:
    row = session.execute(statement.add_columns(LongJob.arguments, LongJob.result)).mappings().one_or_none()
    if row is None:
        return None
    values = dict(row)
    arguments, result = values.pop("arguments"), values.pop("result")
    return JobResult(row=JobRow(**values), arguments=arguments, result=result)


def get_job_row(session: Session, job_id: uuid.UUID) -> JobRow:
    """Return a job for the page of the thing that it works on, which has its own rule of who may open it."""
    return JobRow(**session.execute(_rows().where(LongJob.id == job_id)).mappings().one())


def list_jobs(session: Session, viewer: Viewer, listing: Listing) -> Page[JobRow]:
    return fetch_page(
        session,
        _rows_for(viewer),
        listing,
        sorts={
            "kind": LongJob.kind,
            "title": LongJob.title,
            "state": LongJob.state,
            "requested_by": Employee.name,
            "requested_at": LongJob.requested_at,
            "": LongJob.id,
        },
        searched=(LongJob.title, Employee.name),
        make=JobRow,
    )


def _rows_for(viewer: Viewer) -> sa.Select[Any]:
    """Return what the viewer asked for, what concerns all of HR to HR, and everything to who manages the system."""
    if viewer.may(Permission.SYSTEM_MANAGE):
        return _rows()
    own = LongJob.requested_by_id == viewer.employee_id
    return _rows().where(sa.or_(own, LongJob.kind.in_(DIRECTORY)) if viewer.may(Permission.PROFILE_EDIT) else own)


def _rows() -> sa.Select[Any]:
    columns = (
        LongJob.id,
        LongJob.kind,
        LongJob.title,
        LongJob.state,
        Employee.name.label("requested_by"),
        LongJob.requested_at,
        LongJob.started_at,
        LongJob.seen_at,
        LongJob.finished_at,
        LongJob.done,
        LongJob.total,
        LongJob.step,
        LongJob.sentence,
    )
    return cast("sa.Select[Any]", sa.select(*columns)).outerjoin(Employee, Employee.id == LongJob.requested_by_id)
