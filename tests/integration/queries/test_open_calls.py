"""The call of a message: written once, locked with its person."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.queries.open_calls import PERSON_LOCK, OpenCall
from app.services.checkins.calls import open_call
from tests.builders import NOW, make_employee

LATER = NOW + timedelta(minutes=1)
LOCKED = sa.text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")


def opened(session: Session, **given: Any) -> OpenCall:
    defaults: dict[str, Any] = {"call_id": "c1", "employee_id": None, "caller_masked": "", "now": NOW}
    return open_call(session, **defaults | given)


def test_new_call_is_written_and_a_known_one_returned_as_it_is(session: Session) -> None:
    ana = make_employee(session)
    first = opened(session, employee_id=ana.id, caller_masked="+1312555••••")
    assert first == OpenCall(
        id="c1", employee_id=ana.id, quiet=False, started_at=NOW, report_received_at=None, duration_seconds=None
    )
    assert opened(session, employee_id=make_employee(session).id, now=LATER) == first


def test_caller_who_was_not_known_at_first_is_added(session: Session) -> None:
    ana = make_employee(session)
    assert [opened(session).employee_id, opened(session, employee_id=ana.id).employee_id] == [None, ana.id]


def test_person_is_locked_with_the_call(session: Session) -> None:
    opened(session)
    assert session.scalar(LOCKED) == 0
    ana = make_employee(session)
    opened(session, employee_id=ana.id)
    same = sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtextextended(f"{PERSON_LOCK}{ana.id}", 0)))
    session.execute(same)
    assert session.scalar(LOCKED) == 1
