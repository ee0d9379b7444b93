"""The row of a check-in is written once, read again unchanged, and keeps what the tool call was answered."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.domain.checkins.fields import CallType, CommitmentDone, NotReadyReason, StepName
from app.domain.checkins.log_decision import ANSWER_COLUMNS, LogFacts, SavedRow
from app.models import DailyCheckin, Employee
from app.queries.log_facts import read_log_facts
from app.queries.tool_results import ToolCallKey, find_tool_result
from app.services.checkins.rows import write_checkin
from tests.builders import NOW, TODAY, make_call, make_employee

KEY = ToolCallKey(call_id="c1", tool_call_id="t1", arguments_digest="aa")
WHOLE = SavedRow(
    timestamp=NOW - timedelta(minutes=1),
    checkin_on=TODAY,
    answers=dict.fromkeys(ANSWER_COLUMNS, "words")
    | {
        "call_type": CallType.DAILY_CHECKIN,
        "ready_status": False,
        "not_ready_reason": NotReadyReason.VEHICLE,
        "out_until": TODAY + timedelta(days=2),
        "energy_level": 4,
        "blocker_present": True,
        "last_commitment_done": CommitmentDone.PARTLY,
    },
    call_completed=True,
    stopped_at=StepName.GOAL,
    duration_seconds=80,
    report_fields=["energy_level"],
)
WHOLE = replace(WHOLE, answers={name: value for name, value in WHOLE.answers.items() if name != "eta_minutes"})


@pytest.fixture
def ana(session: Session) -> Employee:
    ana = make_employee(session)
    make_call(session, ana, id="c1")
    return ana


def facts_of(session: Session, person: Employee, key: ToolCallKey | None = None) -> LogFacts:
    return read_log_facts(session, call_id="c1", employee_id=person.id, day=TODAY, key=key, low_energy=2, now=NOW)


def test_row_is_read_as_it_was_written(session: Session, ana: Employee) -> None:
    written = write_checkin(session, WHOLE, call_id="c1", employee_id=ana.id, now=NOW)
    facts = facts_of(session, ana)
    assert facts.row == WHOLE
    assert isinstance(facts.row.answers["not_ready_reason"], NotReadyReason)
    later = replace(WHOLE, answers={"call_type": CallType.OPS_ONLY, "ready_status": True}, stopped_at=None)
    assert write_checkin(session, later, call_id="c1", employee_id=ana.id, now=NOW) == written
    assert facts_of(session, ana).row == later


def test_row_that_the_session_holds_is_read_anew(session: Session, ana: Employee) -> None:
    checkin_id = write_checkin(session, WHOLE, call_id="c1", employee_id=ana.id, now=NOW)
    row = session.get_one(DailyCheckin, checkin_id)
    assert row.energy_level == 4
    later = replace(WHOLE, answers={**WHOLE.answers, "energy_level": 2})
    write_checkin(session, later, call_id="c1", employee_id=ana.id, now=NOW)
    assert row.energy_level == 2


def test_result_is_kept_with_the_row(session: Session, ana: Employee) -> None:
    write_checkin(session, WHOLE, call_id="c1", employee_id=ana.id, key=KEY, result="Saved.", now=NOW)
    assert find_tool_result(session, KEY) == "Saved."
    assert facts_of(session, ana, key=KEY).earlier_result == "Saved."
    assert facts_of(session, ana, key=replace(KEY, arguments_digest="bb")).earlier_result is None
