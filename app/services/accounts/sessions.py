"""Sessions of signed-in browsers: begun, noted as used, ended one by one or all together.

A session ends by itself without use for a while, and in any case some time after it began.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from app.models import User, UserSession
from app.services.audit import record_own_act

LONGEST = timedelta(hours=24)
REMEMBERED_IDLE = timedelta(days=14)
LONGEST_REMEMBERED = timedelta(days=90)


@dataclass(frozen=True, kw_only=True)
class Browser:
    """What a browser says of itself and where it asks from, as it is kept for its owner."""

    device: str
    network: str


def begin_session(session: Session, *, user: User, browser: Browser, remembered: bool, now: datetime) -> str:
    """Return the token for the cookie; here only its hash is kept. Drops what has expired of the same person."""
    token = secrets.token_urlsafe(32)
    session.execute(delete(UserSession).where(UserSession.user_id == user.id, UserSession.expires_at <= now))
    session.add(
        UserSession(
            user_id=user.id,
            token_hash=hash_token(token),
            epoch=user.session_epoch,
            remembered=remembered,
            device=browser.device,
            network=browser.network,
            created_at=now,
            seen_at=now,
            expires_at=now + (LONGEST_REMEMBERED if remembered else LONGEST),
        )
    )
    session.flush()
    return token


def note_use(session: Session, *, session_id: int, now: datetime) -> None:
    session.execute(update(UserSession).where(UserSession.id == session_id).values(seen_at=now))


def end_session(session: Session, *, user: User, session_id: int, now: datetime) -> bool:
    """End one session of this person; False where it is not theirs or has ended already."""
    mine = (UserSession.id == session_id, UserSession.user_id == user.id)
    ended = session.scalar(delete(UserSession).where(*mine).returning(UserSession.id))
    if ended is not None:
        record_own_act(session, user, "user.signed_out", now)
    return ended is not None


def end_all_sessions(session: Session, *, user: User, now: datetime, but: int | None = None) -> None:
    """End every session of this person, except the one with the id `but`."""
    drop_sessions(session, user=user, but=but)
    record_own_act(session, user, "user.signed_out_everywhere", now)


def drop_sessions(session: Session, *, user: User, but: int | None = None) -> None:
    """End them as a part of something that is on record by itself, such as a new password."""
    session.execute(delete(UserSession).where(UserSession.user_id == user.id, UserSession.id.is_distinct_from(but)))


def hash_token(token: str) -> str:
    """Hash a token of 256 random bits, which needs no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()
