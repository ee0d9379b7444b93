"""Calls that never reported their end: settled once they are older than any call."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.mornings.roster import LONGEST_CALL
from app.models import Alert, Call, CallStatus, Employee
from app.services.checkins.silent_calls import settle_silent_calls
from app.settings import Settings
from tests.builders import NOW, make_call, make_checkin, make_employee

TOO_LONG_AGO = NOW - LONGEST_CALL - timedelta(seconds=1)


@pytest.fixture
def person(session: Session) -> Employee:
    return make_employee(session)


def begun(session: Session, person: Employee, *, completed: bool = False, **call: object) -> Call:
    made = make_call(session, person, created_at=TOO_LONG_AGO, status=CallStatus.IN_PROGRESS, ended_at=None, **call)
    make_checkin(
        session, person, call_id=made.id, blocker_present=True, call_completed=completed, timestamp=TOO_LONG_AGO
    )
    return made


def settled(session: Session, settings: Settings) -> int:
    return settle_silent_calls(session, now=NOW, settings=settings)


def test_an_unfinished_one_is_taken_as_ended(session: Session, settings: Settings, person: Employee) -> None:
    call = begun(session, person)
    assert settled(session, settings) == 1
    assert (call.status, call.ended_at) == (CallStatus.ENDED, None)
    assert [alert.facts["why"] for alert in session.scalars(select(Alert))] == [
        "Reported a blocker on Tue 17 Nov: not named"
    ]
    assert settled(session, settings) == 0


def test_a_finished_one_has_nothing_to_settle(session: Session, settings: Settings, person: Employee) -> None:
    call = begun(session, person, completed=True)
    assert settled(session, settings) == 0
    assert call.status is CallStatus.IN_PROGRESS


def test_one_that_may_still_be_going_on_is_left_alone(session: Session, settings: Settings, person: Employee) -> None:
    call = begun(session, person)
    call.created_at = NOW - LONGEST_CALL
    session.flush()
    assert settled(session, settings) == 0


def test_a_call_that_logged_nothing_is_left_alone(session: Session, settings: Settings, person: Employee) -> None:
    make_call(session, person, created_at=TOO_LONG_AGO, status=CallStatus.IN_PROGRESS, ended_at=None)
    assert settled(session, settings) == 0
