"""Personal tokens of the JSON API: made and shown once, noted as used, revoked."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput
from app.domain.viewers import Viewer
from app.models import ApiToken, User
from app.services.audit import record_audit, record_own_act

PREFIX = "doc_"
"""Lets a scan for secrets recognise one."""
LONGEST_DAYS = 365
LONGEST_NAME = 80
MOST_TOKENS = 20
NOTED_EVERY = timedelta(minutes=1)


def hash_api_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def make_api_token(
    session: Session, user: User, *, name: str, days: int, may_write: bool, live: int, now: datetime
) -> str:
    """Return the token, which is kept nowhere but as a hash. `live`: how many the person has that still work."""
    if not 1 <= days <= LONGEST_DAYS:
        raise InvalidInput(f"From 1 to {LONGEST_DAYS} days.", field="days")
    if live >= MOST_TOKENS:
        raise InvalidInput(f"You have {MOST_TOKENS} tokens. Revoke one first.", field="name")
    token = PREFIX + secrets.token_urlsafe(32)
    session.add(
        ApiToken(
            user_id=user.id,
            name=name,
            token_hash=hash_api_token(token),
            may_write=may_write,
            created_at=now,
            expires_at=now + timedelta(days=days),
        )
    )
    record_own_act(session, user, "user.api_token_made", now)
    return token


def revoke_api_token(session: Session, user: User, token_id: int, *, now: datetime) -> bool:
    """Return False where the token is not theirs or was revoked already."""
    mine = (ApiToken.id == token_id, ApiToken.user_id == user.id, ApiToken.revoked_at.is_(None))
    revoked = session.scalar(update(ApiToken).where(*mine).values(revoked_at=now).returning(ApiToken.id))
    if revoked is not None:
        record_own_act(session, user, "user.api_token_revoked", now)
    return revoked is not None


def revoke_token_of_anybody(session: Session, token_id: int, *, by: Viewer, now: datetime) -> bool:
    """Return False where there is none or it was revoked already."""
    live = (ApiToken.id == token_id, ApiToken.revoked_at.is_(None))
    user_id = session.scalar(update(ApiToken).where(*live).values(revoked_at=now).returning(ApiToken.user_id))
    if user_id is None:
        return False
    owner_id = session.get_one(User, user_id).employee_id
    record_audit(session, actor_id=by.employee_id, action="user.api_token_revoked", subject_id=owner_id, now=now)
    return True


def note_token_use(session: Session, token_id: int, *, last_used_at: datetime | None, now: datetime) -> None:
    """Note the use, at most once a minute."""
    if last_used_at is None or now - last_used_at >= NOTED_EVERY:
        session.execute(update(ApiToken).where(ApiToken.id == token_id).values(last_used_at=now))
