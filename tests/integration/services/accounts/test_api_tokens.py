"""Tokens: kept as a hash, revoked once, noted as used at most once a minute, each act on record."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import ApiToken, AuditEvent, User
from app.services.accounts.api_tokens import (
    LONGEST_DAYS,
    MOST_TOKENS,
    make_api_token,
    note_token_use,
    revoke_api_token,
    revoke_token_of_anybody,
)
from tests.builders import NOW, make_employee, make_user


def make(session: Session, user: User, *, days: int = 30, live: int = 0) -> str:
    token = make_api_token(session, user, name="export", days=days, may_write=False, live=live, now=NOW)
    session.flush()
    return token


def test_the_token_itself_is_nowhere(session: Session) -> None:
    token = make(session, make_user(session))
    row = session.scalars(select(ApiToken)).one()
    assert token.startswith("doc_")
    assert token not in repr(vars(row))
    assert row.expires_at == NOW + timedelta(days=30)


@pytest.mark.parametrize(
    ("days", "live", "field"), [(0, 0, "days"), (LONGEST_DAYS + 1, 0, "days"), (30, MOST_TOKENS, "name")]
)
def test_too_long_and_too_many_are_refused(session: Session, days: int, live: int, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        make(session, make_user(session), days=days, live=live)
    assert refused.value.field == field


def test_a_token_is_revoked_once_and_by_its_owner(session: Session) -> None:
    mine, other = make_user(session), make_user(session)
    make(session, mine)
    [token_id] = session.scalars(select(ApiToken.id))
    assert not revoke_api_token(session, other, token_id, now=NOW)
    assert revoke_api_token(session, mine, token_id, now=NOW)
    assert not revoke_api_token(session, mine, token_id, now=NOW)
    actions = session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)).all()
    assert actions == ["user.api_token_made", "user.api_token_revoked"]


def test_use_is_noted_once_a_minute(session: Session) -> None:
    make(session, make_user(session))
    row = session.scalars(select(ApiToken)).one()
    for seconds, noted in ((0, 0), (30, 0), (60, 60)):
        note_token_use(session, row.id, last_used_at=row.last_used_at, now=NOW + timedelta(seconds=seconds))
        session.refresh(row)
        assert row.last_used_at == NOW + timedelta(seconds=noted)


def test_administrator_revokes_anybodys(session: Session) -> None:
    owner, admin = make_user(session), make_employee(session, role=Role.ADMIN)
    make(session, owner)
    [token_id] = session.scalars(select(ApiToken.id))
    by = Viewer(employee_id=admin.id, role=admin.role, timezone=admin.timezone, name=admin.name)
    assert [revoke_token_of_anybody(session, token_id, by=by, now=NOW) for _ in range(2)] == [True, False]
    event = session.scalars(select(AuditEvent).where(AuditEvent.action == "user.api_token_revoked")).one()
    assert (event.actor_id, event.subject_id) == (admin.id, owner.employee_id)
