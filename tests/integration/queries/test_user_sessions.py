from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.models import User
from app.queries.user_sessions import LiveSession, find_live_session, list_sessions
from app.services.accounts.sessions import LONGEST, Browser, begin_session, hash_token
from tests.builders import NOW, make_user

IDLE, REMEMBERED_IDLE = timedelta(hours=12), timedelta(days=14)
BROWSER = Browser(device="Firefox on Linux", network="203.0.113.0/24")


@pytest.fixture
def user(session: Session) -> User:
    return make_user(session, role=Role.MANAGER)


def begin(session: Session, user: User, *, remembered: bool = False) -> str:
    return begin_session(session, user=user, browser=BROWSER, remembered=remembered, now=NOW)


def find(session: Session, token: str, *, after: timedelta = timedelta()) -> LiveSession | None:
    return find_live_session(session, hash_token(token), idle=IDLE, remembered_idle=REMEMBERED_IDLE, now=NOW + after)


def test_token_leads_to_its_person(session: Session, user: User) -> None:
    found = find(session, begin(session, user))
    assert found
    assert (found.user_id, found.viewer.employee_id, found.viewer.role) == (user.id, user.employee_id, Role.MANAGER)
    assert find(session, "another token") is None


@pytest.mark.parametrize(
    ("remembered", "after", "lives"),
    [
        (False, IDLE - timedelta(seconds=1), True),
        (False, IDLE, False),
        (True, REMEMBERED_IDLE - timedelta(seconds=1), True),
        (True, REMEMBERED_IDLE, False),
    ],
)
def test_session_ends_without_use(
    session: Session, user: User, *, remembered: bool, after: timedelta, lives: bool
) -> None:
    token = begin(session, user, remembered=remembered)
    assert (find(session, token, after=after) is not None) is lives


def test_raised_epoch_ends_and_hides_it(session: Session, user: User) -> None:
    token = begin(session, user)
    assert [row.device for row in list_sessions(session, user.id, now=NOW)] == ["Firefox on Linux"]
    user.session_epoch += 1
    session.flush()
    assert find(session, token) is None
    assert list_sessions(session, user.id, now=NOW) == []


def test_expired_session_is_not_listed(session: Session, user: User) -> None:
    begin(session, user)
    assert list_sessions(session, user.id, now=NOW + LONGEST) == []
