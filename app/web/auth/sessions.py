"""The signed-in session: begun, continued and ended.

The cookie is signed and holds the user's id and epoch; a raised epoch ends it everywhere. It is emptied when a person
signs in, so nothing planted before survives. It ends after `SESSION_HOURS` without use, or after `REMEMBERED` with the
box ticked; a page that refreshes itself is not use.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask, request, session
from flask_login import UserMixin, current_user, login_user, logout_user

from app.domain.viewers import Viewer
from app.extensions import db, login_manager, settings_of
from app.queries.users import SignedInUser, find_signed_in
from app.web.clock import request_now

REMEMBERED = timedelta(days=14)
TOUCH_EVERY = timedelta(minutes=5)
"""The cookie is written anew at most this often."""


@dataclass(frozen=True)
class SessionUser(UserMixin):  # type: ignore[misc]  # Flask-Login has no types
    user_id: int
    session_epoch: int
    viewer: Viewer

    @classmethod
    def of(cls, found: SignedInUser) -> "SessionUser":
        return cls(found.user_id, found.session_epoch, found.viewer)

    def get_id(self) -> str:
        return f"{self.user_id}.{self.session_epoch}"


def register(app: Flask) -> None:
    settings = settings_of(app)
    app.config.update(
        PERMANENT_SESSION_LIFETIME=REMEMBERED,
        SESSION_REFRESH_EACH_REQUEST=False,
        SESSION_COOKIE_NAME="coach_session",
    )
    idle = timedelta(hours=settings.session_hours)
    login_manager.user_loader(lambda key: _load(key, idle))


def begin(found: SignedInUser, *, remember: bool) -> None:
    """Start a fresh session for the person."""
    session.clear()
    login_user(SessionUser.of(found))
    session.permanent = remember
    session["seen_at"] = request_now().timestamp()


def renew(found: SignedInUser) -> None:
    """Keep this one session after the password change that ended all others."""
    begin(found, remember=session.permanent)


def end() -> None:
    logout_user()
    session.clear()


def signed_in_user_id() -> int:
    user_id: int = current_user.user_id
    return user_id


def _load(key: str, idle: timedelta) -> SessionUser | None:
    user_id, _, epoch = key.partition(".")
    now = request_now()
    seen_at = datetime.fromtimestamp(session.get("seen_at", 0), tz=now.tzinfo)
    if now - seen_at > (REMEMBERED if session.permanent else idle):
        return None
    found = find_signed_in(db.session(), int(user_id), now=now)
    if found is None or str(found.session_epoch) != epoch:
        return None
    if now - seen_at > TOUCH_EVERY and "HX-Request" not in request.headers:
        session["seen_at"] = now.timestamp()
    return SessionUser.of(found)
