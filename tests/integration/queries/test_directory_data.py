"""Rows of the directory that are about a person, and about nobody else."""

from sqlalchemy.orm import Session

from app.models import Delegation, UserSession
from app.queries.directory_data import DIRECTORY_DATA
from tests.builders import NOW, make_delegation, make_employee, make_user


def rows(session: Session, table: type, employee_id: int) -> int:
    [held] = [held for held in DIRECTORY_DATA if held.table is table]
    return len(session.execute(held.rows(employee_id)).all())


def test_a_delegation_is_about_both(session: Session) -> None:
    manager, delegate, other = (make_employee(session) for _ in range(3))
    make_delegation(session, manager, delegate)
    assert [rows(session, Delegation, person.id) for person in (manager, delegate, other)] == [1, 1, 0]


def test_sessions_are_found_through_the_sign_in(session: Session) -> None:
    mine, other = make_user(session), make_user(session)
    session.add(
        UserSession(
            user_id=mine.id,
            token_hash="0" * 64,
            epoch=1,
            remembered=False,
            device="Firefox",
            network="203.0.113.0/24",
            created_at=NOW,
            seen_at=NOW,
            expires_at=NOW,
        )
    )
    session.flush()
    assert [rows(session, UserSession, user.employee_id) for user in (mine, other)] == [1, 0]
