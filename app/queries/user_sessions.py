"""Signed-in browsers: whose a token is, and the list on the account page."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.domain.mornings.workdays import local_date
from app.domain.viewers import Viewer
from app.models import Employee, User, UserSession
from app.queries.delegations import stands_in_for


@dataclass(frozen=True, kw_only=True)
class LiveSession:
    id: int
    user_id: int
    remembered: bool
    seen_at: datetime
    viewer: Viewer


@dataclass(frozen=True, kw_only=True)
class SessionRow:
    id: int
    device: str
    network: str
    created_at: datetime
    seen_at: datetime


def find_live_session(
    session: Session, token_hash: str, *, idle: timedelta, remembered_idle: timedelta, now: datetime
) -> LiveSession | None:
    """Return the session behind a token; None once it has ended, or user or person are no longer active."""
    row = session.execute(
        select(
            UserSession.id.label("session_id"),
            UserSession.user_id,
            UserSession.remembered,
            UserSession.seen_at,
            Employee.id.label("employee_id"),
            Employee.role,
            Employee.timezone,
            Employee.name,
            Employee.ended_on,
            stands_in_for(now).label("stands_in_for"),
        )
        .join(User, User.id == UserSession.user_id)
        .join(Employee, Employee.id == User.employee_id)
        .where(
            UserSession.token_hash == token_hash,
            UserSession.epoch == User.session_epoch,
            UserSession.expires_at > now,
            or_(
                UserSession.seen_at > now - idle,
                UserSession.remembered & (UserSession.seen_at > now - remembered_idle),
            ),
            User.active,
            Employee.active,
        )
    ).first()
    if row is None or (row.ended_on is not None and row.ended_on < local_date(now, row.timezone)):
        return None
    viewer = Viewer(
        employee_id=row.employee_id,
        role=row.role,
        timezone=row.timezone,
        name=row.name,
        stands_in_for=tuple(row.stands_in_for or ()),
    )
    return LiveSession(
        id=row.session_id, user_id=row.user_id, remembered=row.remembered, seen_at=row.seen_at, viewer=viewer
    )


def list_sessions(session: Session, user_id: int, *, now: datetime) -> list[SessionRow]:
    """Return the person's sessions that have not expired, the last used first."""
    query = (
        select(UserSession)
        .join(User, User.id == UserSession.user_id)
        .where(UserSession.user_id == user_id, UserSession.expires_at > now, UserSession.epoch == User.session_epoch)
        .order_by(UserSession.seen_at.desc(), UserSession.id.desc())
    )
    return [
        SessionRow(id=row.id, device=row.device, network=row.network, created_at=row.created_at, seen_at=row.seen_at)
        for row in session.scalars(query)
    ]
