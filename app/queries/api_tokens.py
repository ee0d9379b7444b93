"""Tokens of the JSON API: whose a token is, and a person's list of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.mornings.workdays import local_date
from app.domain.viewers import Viewer
from app.models import ApiToken, Employee, User
from app.queries.delegations import stands_in_for


@dataclass(frozen=True, kw_only=True)
class LiveToken:
    id: int
    may_write: bool
    last_used_at: datetime | None
    viewer: Viewer
    """Its owner, with the rights of today."""


def find_live_token(session: Session, token_hash: str, *, now: datetime) -> LiveToken | None:
    """Return the token; None once it has expired or was revoked, or its owner no longer signs in."""
    row = session.execute(
        select(
            ApiToken.id,
            ApiToken.may_write,
            ApiToken.last_used_at,
            Employee.id.label("employee_id"),
            Employee.role,
            Employee.timezone,
            Employee.name,
            Employee.ended_on,
            stands_in_for(now).label("stands_in_for"),
        )
        .join(User, User.id == ApiToken.user_id)
        .join(Employee, Employee.id == User.employee_id)
        .where(
            ApiToken.token_hash == token_hash,
            ApiToken.expires_at > now,
            ApiToken.revoked_at.is_(None),
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
    return LiveToken(id=row.id, may_write=row.may_write, last_used_at=row.last_used_at, viewer=viewer)


def list_live_tokens(session: Session, user_id: int, *, now: datetime) -> Sequence[ApiToken]:
    """Return the person's tokens that still work, the newest first."""
    query = select(ApiToken).where(
        ApiToken.user_id == user_id, ApiToken.revoked_at.is_(None), ApiToken.expires_at > now
    )
    return session.scalars(query.order_by(ApiToken.created_at.desc(), ApiToken.id.desc())).all()
