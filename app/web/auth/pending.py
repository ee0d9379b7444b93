"""A sign-in between password and code: kept in the session for a few minutes, and no access by itself."""

from dataclasses import dataclass
from datetime import timedelta

from flask import session

from app.models import User
from app.web.clock import request_now

GOOD_FOR = timedelta(minutes=5)
KEY = "pending_sign_in"


@dataclass(frozen=True, kw_only=True)
class PendingSignIn:
    user_id: int
    epoch: int
    remember: bool
    target: str | None


def keep(user: User, *, remember: bool, target: str | None) -> None:
    session.clear()
    session[KEY] = [user.id, user.session_epoch, remember, target, request_now().timestamp()]


def find_pending() -> PendingSignIn | None:
    stored = session.get(KEY)
    if not stored or request_now().timestamp() - stored[4] > GOOD_FOR.total_seconds():
        return None
    return PendingSignIn(user_id=stored[0], epoch=stored[1], remember=stored[2], target=stored[3])
