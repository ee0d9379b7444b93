"""Sign-ins: found by address or id while user and employee are active, and the facts of the account page."""

import pytest
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.queries.users import AccountFacts, find_user, find_user_by_email, get_account
from tests.builders import NOW, make_employee, make_user


@pytest.mark.parametrize("typed", ["sam@demo.example", "  SAM@demo.example "])
def test_address_is_found_whatever_its_case_and_the_spaces_around(session: Session, typed: str) -> None:
    user = make_user(session, email="sam@demo.example")
    assert find_user_by_email(session, typed) == user
    assert find_user_by_email(session, "sam@demo") is None


def test_who_is_not_active_cannot_sign_in(session: Session) -> None:
    users = [make_user(session, active=False), make_user(session, make_employee(session, active=False))]
    assert [find_user(session, user.id) for user in users] == [None, None]
    assert [find_user_by_email(session, user.email) for user in users] == [None, None]
    active = make_user(session)
    assert find_user(session, active.id) == active


def test_account_says_who_it_is_and_how_it_is_guarded(session: Session) -> None:
    sam = make_employee(session, name="Sam Lee", role=Role.MANAGER, timezone="America/Denver", email="Sam@demo.example")
    user = make_user(session, sam, totp_confirmed_at=NOW, recovery_code_hashes=["a", "b"])
    assert get_account(session, user.id) == AccountFacts(
        name="Sam Lee",
        email="sam@demo.example",
        role="manager",
        timezone="America/Denver",
        wants_morning_brief=sam.wants_morning_brief,
        weekly_digest=sam.weekly_digest,
        two_factor=True,
        recovery_codes_left=2,
    )
    assert get_account(session, make_user(session).id).two_factor is False
