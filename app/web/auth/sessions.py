"""The signed-in session of this browser: begun, continued and ended.

The signed cookie holds a random token; everything else is the row of that token in `user_sessions`, so signing out ends
it wherever the cookie was copied to. The cookie is emptied when a person signs in: nothing planted before survives. Use
is noted in the row; a page that refreshes itself is not use.
"""

from dataclasses import dataclass
from datetime import timedelta

from flask import Flask, request, session
from flask_login import UserMixin, current_user, login_user, logout_user

from app.domain.viewers import Viewer
from app.extensions import current_settings, db, login_manager, settings_of
from app.models import User
from app.queries.user_sessions import LiveSession, find_live_session
from app.services.accounts.sessions import (
    LONGEST_REMEMBERED,
    REMEMBERED_IDLE,
    begin_session,
    end_session,
    hash_token,
    note_use,
)
from app.unit_of_work import unit_of_work
from app.web.auth.browsers import this_browser
from app.web.clock import request_now

NOTE_USE_EVERY = timedelta(minutes=5)


@dataclass(frozen=True)
class SessionUser(UserMixin):  # type: ignore[misc]  # Flask-Login has no types
    token: str
    session_id: int
    user_id: int
    viewer: Viewer

    def get_id(self) -> str:
        return self.token


def register(app: Flask) -> None:
    https = settings_of(app).public_url.startswith("https://")
    app.config.update(
        PERMANENT_SESSION_LIFETIME=LONGEST_REMEMBERED,
        SESSION_REFRESH_EACH_REQUEST=False,
        # With this prefix a browser takes the cookie only from this very host over https, never from a neighbour.
        SESSION_COOKIE_NAME="__Host-coach_session" if https else "coach_session",
    )
    login_manager.user_loader(_load)


def begin(user: User, *, remember: bool) -> Viewer | None:
    """Start a fresh session of the person in this browser, within a unit of work; None where their last day is over."""
    now = request_now()
    token = begin_session(db.session(), user=user, browser=this_browser(), remembered=remember, now=now)
    live_session = _find(token)
    if live_session is None:
        return None
    session.clear()
    login_user(_signed_in(token, live_session))
    session.permanent = remember
    return live_session.viewer


def end() -> None:
    """End this browser's session, if there is one, here and in every copy of its cookie."""
    if current_user.is_authenticated:
        with unit_of_work() as database:
            user = database.get_one(User, current_user.user_id)
            end_session(database, user=user, session_id=current_user.session_id, now=request_now())
    forget()


def forget() -> None:
    """Empty this browser's cookie."""
    logout_user()
    session.clear()


def signed_in_user_id() -> int:
    user_id: int = current_user.user_id
    return user_id


def this_session_id() -> int:
    session_id: int = current_user.session_id
    return session_id


def _load(token: str) -> SessionUser | None:
    live_session = _find(token)
    if live_session is None:
        return None
    if request_now() - live_session.seen_at > NOTE_USE_EVERY and "HX-Request" not in request.headers:
        with unit_of_work() as database:
            note_use(database, session_id=live_session.id, now=request_now())
    return _signed_in(token, live_session)


def _find(token: str) -> LiveSession | None:
    idle = timedelta(hours=current_settings().session_hours)
    return find_live_session(
        db.session(), hash_token(token), idle=idle, remembered_idle=REMEMBERED_IDLE, now=request_now()
    )


def _signed_in(token: str, live_session: LiveSession) -> SessionUser:
    return SessionUser(token, live_session.id, live_session.user_id, live_session.viewer)
