from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.models import AuditEvent, User, UserSession
from app.services.accounts.sessions import (
    LONGEST,
    LONGEST_REMEMBERED,
    Browser,
    begin_session,
    drop_sessions,
    end_all_sessions,
    end_session,
    hash_token,
    note_use,
)
from tests.builders import NOW, make_user

BROWSER = Browser(device="Firefox on Linux", network="203.0.113.0/24")


@pytest.fixture
def user(session: Session) -> User:
    return make_user(session, role=Role.MANAGER)


def begin(session: Session, user: User, *, remembered: bool = False) -> UserSession:
    token = begin_session(session, user=user, browser=BROWSER, remembered=remembered, now=NOW)
    return session.scalars(select(UserSession).where(UserSession.token_hash == hash_token(token))).one()


def kept(session: Session) -> set[int]:
    return set(session.scalars(select(UserSession.id)))


@pytest.mark.parametrize(("remembered", "longest"), [(False, LONGEST), (True, LONGEST_REMEMBERED)])
def test_session_is_kept_with_its_end_and_without_its_token(
    session: Session, user: User, *, remembered: bool, longest: timedelta
) -> None:
    row = begin(session, user, remembered=remembered)
    assert (row.user_id, row.epoch, row.remembered, row.device, row.network) == (
        user.id,
        user.session_epoch,
        remembered,
        "Firefox on Linux",
        "203.0.113.0/24",
    )
    assert (row.created_at, row.seen_at, row.expires_at) == (NOW, NOW, NOW + longest)
    assert len(row.token_hash) == 64


def test_beginning_drops_what_has_expired(session: Session, user: User) -> None:
    old = begin(session, user)
    old.expires_at = NOW
    session.flush()
    new = begin(session, user)
    assert kept(session) == {new.id}


def test_use_is_noted(session: Session, user: User) -> None:
    row = begin(session, user)
    note_use(session, session_id=row.id, now=NOW + timedelta(hours=1))
    session.refresh(row)
    assert row.seen_at == NOW + timedelta(hours=1)


def test_only_ones_own_session_can_be_ended(session: Session, user: User) -> None:
    row, stranger = begin(session, user), make_user(session, role=Role.MANAGER)
    assert end_session(session, user=stranger, session_id=row.id, now=NOW) is False
    assert end_session(session, user=user, session_id=row.id, now=NOW) is True
    assert end_session(session, user=user, session_id=row.id, now=NOW) is False
    session.flush()
    assert session.scalars(select(AuditEvent.action)).all() == ["user.signed_out"]


def test_all_are_ended_but_one(session: Session, user: User) -> None:
    first, _, other = begin(session, user), begin(session, user), begin(session, make_user(session, role=Role.HR))
    drop_sessions(session, user=user, but=first.id)
    assert kept(session) == {first.id, other.id}
    end_all_sessions(session, user=user, now=NOW)
    assert kept(session) == {other.id}
