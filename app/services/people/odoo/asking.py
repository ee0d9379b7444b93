"""Asking for a sync: by a button, and once a night by the clock."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.long_jobs import JobKind
from app.models import LongJob
from app.services.long_jobs.requests import request_job
from app.settings import Settings


def request_sync(
    session: Session,
    *,
    dry_run: bool,
    taken: Sequence[tuple[int, str]] = (),
    leavers_confirmed: bool = False,
    requested_by_id: int | None,
    now: datetime,
) -> LongJob:
    """Return the job; one sync at a time, so a second request is shown the one that runs."""
    return request_job(
        session,
        JobKind.ODOO_SYNC,
        key="odoo",
        title="Preview" if dry_run else "People and leave",
        arguments={"dry_run": dry_run, "taken": [list(pair) for pair in taken], "leavers_confirmed": leavers_confirmed},
        requested_by_id=requested_by_id,
        now=now,
    )


def request_nightly_sync(session: Session, *, now: datetime, settings: Settings) -> LongJob | None:
    """Ask for tonight's sync once its time has come, in the company's zone; nothing where Odoo is not set up."""
    local = now.astimezone(ZoneInfo(settings.company_timezone))
    if not settings.odoo_url or local.time() < settings.odoo_sync_at:
        return None
    came_at = local.replace(
        hour=settings.odoo_sync_at.hour, minute=settings.odoo_sync_at.minute, second=0, microsecond=0
    )
    tonights = sa.select(LongJob.id).where(
        LongJob.kind == JobKind.ODOO_SYNC, LongJob.requested_by_id.is_(None), LongJob.requested_at >= came_at
    )
    if session.scalar(tonights.limit(1)) is not None:
        return None
    return request_sync(session, dry_run=False, requested_by_id=None, now=now)
