"""Whose a token is, for as long as it works."""

from datetime import timedelta

from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.models import Employee
from app.queries.api_tokens import find_live_token, list_live_tokens
from app.services.accounts.api_tokens import hash_api_token, make_api_token
from tests.builders import NOW, TODAY, make_user

LATER = NOW + timedelta(days=31)


def test_a_token_is_its_owners_with_the_rights_of_today(session: Session) -> None:
    user = make_user(session, role=Role.HR)
    token = make_api_token(session, user, name="export", days=30, may_write=False, live=0, now=NOW)
    session.flush()
    person = session.get_one(Employee, user.employee_id)
    person.role = Role.MANAGER
    session.flush()
    live = find_live_token(session, hash_api_token(token), now=NOW)
    assert live is not None
    assert (live.viewer.employee_id, live.viewer.role, live.may_write) == (person.id, Role.MANAGER, False)
    assert find_live_token(session, hash_api_token(token), now=LATER) is None
    person.ended_on = TODAY - timedelta(days=1)
    session.flush()
    assert find_live_token(session, hash_api_token(token), now=NOW) is None


def test_a_person_lists_their_own_that_work(session: Session) -> None:
    mine, other = make_user(session), make_user(session)
    for user, name in ((mine, "first"), (other, "theirs"), (mine, "second")):
        make_api_token(session, user, name=name, days=30, may_write=False, live=0, now=NOW)
        session.flush()
    assert [token.name for token in list_live_tokens(session, mine.id, now=NOW)] == ["second", "first"]
    assert list_live_tokens(session, mine.id, now=LATER) == []
