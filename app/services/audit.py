"""Audit lines: who looked at or changed what. Append-only; they stand or fall with the caller's transaction."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.viewers import Viewer
from app.models import AuditEvent, User
from app.queries.technicians import PAGE_READ

ONE_VISIT = timedelta(minutes=30)
"""A page's charts and downloads within this time belong to the visit that is on record."""


def record_audit(
    session: Session,
    *,
    actor_id: int | None,
    action: str,
    now: datetime,
    subject_id: int | None = None,
    detail: dict[str, Any] | None = None,
) -> None:
    session.add(AuditEvent(at=now, actor_id=actor_id, action=action, subject_id=subject_id, detail=detail or {}))


def record_own_act(session: Session, user: User, action: str, now: datetime) -> None:
    """Note what somebody did to their own sign-in."""
    record_audit(session, actor_id=user.employee_id, action=action, subject_id=user.employee_id, now=now)


def record_page_read(session: Session, viewer: Viewer, *, subject_id: int, now: datetime) -> None:
    """Note that somebody opened another person's page; one's own leaves no line."""
    if viewer.employee_id != subject_id:
        record_audit(session, actor_id=viewer.employee_id, action=PAGE_READ, subject_id=subject_id, now=now)


def record_part_read(session: Session, viewer: Viewer, *, subject_id: int, part: str, now: datetime) -> None:
    """Note a chart or download fetched without the page; a part of a visit on record adds nothing."""
    if viewer.employee_id == subject_id or _is_visiting(session, viewer, subject_id, now):
        return
    detail = {"part": part}
    record_audit(session, actor_id=viewer.employee_id, action=PAGE_READ, subject_id=subject_id, detail=detail, now=now)


def _is_visiting(session: Session, viewer: Viewer, subject_id: int, now: datetime) -> bool:
    visit = select(AuditEvent.id).where(
        AuditEvent.subject_id == subject_id,
        AuditEvent.actor_id == viewer.employee_id,
        AuditEvent.action == PAGE_READ,
        AuditEvent.at > now - ONE_VISIT,
    )
    return session.scalar(select(visit.exists())) is True
