"""Calls as they begin, go on and end: messages come twice, late and in any order."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.models import Call, CallStatus, Employee
from app.services.checkins.calls import CallEnd, end_call, record_call
from tests.builders import NOW, make_call, make_checkin, make_employee

LATER = NOW + timedelta(minutes=2)


@pytest.fixture
def ana(session: Session) -> Employee:
    return make_employee(session)


def test_first_message_writes_the_call_and_later_ones_change_nothing(session: Session, ana: Employee) -> None:
    first = record_call(session, call_id="c1", employee_id=ana.id, caller_masked="+1312555••••", now=NOW)
    again = record_call(session, call_id="c1", employee_id=None, caller_masked="", now=LATER)
    assert again is first
    assert (first.status, first.started_at, first.created_at) == (CallStatus.IN_PROGRESS, NOW, NOW)
    assert (first.employee_id, first.caller_masked) == (ana.id, "+1312555••••")
    assert session.scalar(sa.select(sa.func.count()).select_from(Call)) == 1


def test_caller_who_is_known_later_is_added_and_never_replaced(session: Session, ana: Employee) -> None:
    record_call(session, call_id="c1", employee_id=None, caller_masked="", now=NOW)
    known = record_call(session, call_id="c1", employee_id=ana.id, caller_masked="+1312555••••", now=NOW)
    assert (known.employee_id, known.caller_masked) == (ana.id, "+1312555••••")
    other = make_employee(session)
    kept = record_call(session, call_id="c1", employee_id=other.id, caller_masked="+1999555••••", now=NOW)
    assert (kept.employee_id, kept.caller_masked) == (ana.id, "+1312555••••")


def test_ended_call_stays_ended(session: Session, ana: Employee) -> None:
    call = make_call(session, ana)
    assert (
        record_call(session, call_id=call.id, employee_id=ana.id, caller_masked="", now=LATER).status
        is CallStatus.ENDED
    )


def test_status_closes_the_call_and_the_reports_figures_replace_it(session: Session, ana: Employee) -> None:
    call = record_call(session, call_id="c1", employee_id=ana.id, caller_masked="", now=NOW)
    end_call(session, call, CallEnd(ended_reason="hang-up", duration_seconds=5), reported=False, now=LATER)
    closed = (call.status, call.ended_reason, call.ended_at, call.duration_seconds, call.report_received_at)
    assert closed == (CallStatus.ENDED, "hang-up", LATER, None, None)
    told = CallEnd(started_at=NOW - timedelta(seconds=3), ended_at=NOW + timedelta(seconds=70), duration_seconds=73)
    end_call(session, call, told, reported=True, now=LATER)
    assert (call.started_at, call.ended_at, call.duration_seconds) == (told.started_at, told.ended_at, 73)
    assert (call.ended_reason, call.report_received_at) == ("hang-up", LATER)


def test_report_that_comes_twice_keeps_when_it_came_first(session: Session, ana: Employee) -> None:
    call = make_call(session, ana)
    for at in (NOW, LATER):
        end_call(session, call, CallEnd(), reported=True, now=at)
    assert (call.report_received_at, call.duration_seconds) == (NOW, 80)


def test_reports_duration_is_written_to_the_calls_check_in(session: Session, ana: Employee) -> None:
    checkin, other = make_checkin(session, ana), make_checkin(session, ana)
    call = session.get_one(Call, checkin.call_id)
    end_call(session, call, CallEnd(duration_seconds=12), reported=True, now=NOW)
    assert (checkin.duration_seconds, other.duration_seconds) == (12, 80)
