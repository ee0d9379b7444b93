"""The save in mid-call: the call goes on, a cut keeps what was said, one row, nobody is told twice."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.checkins.script import GO_ON, SAY_AND_END
from app.domain.permissions import Role
from app.models import DailyCheckin, OutboxMessage
from tests.builders import make_employee, make_profile
from tests.vapi_line import DAILY, VapiLine

SO_FAR = {
    "call_type": "daily_checkin",
    "ready_status": True,
    "energy_level": 3,
    "blocker_note": "Compressor is on back order",
    "call_completed": False,
}


@pytest.fixture
def line(client: FlaskClient, vapi_headers: dict[str, str], session: Session) -> VapiLine:
    make_employee(session, role=Role.DISPATCHER)
    technician = make_employee(session)
    make_profile(session, technician)
    session.commit()
    return VapiLine(client, vapi_headers, technician.phone)


def only_row(session: Session) -> DailyCheckin:
    session.expire_all()
    return session.scalars(select(DailyCheckin)).one()


def test_call_goes_on_after_the_silent_save_and_closes_with_the_last(line: VapiLine, session: Session) -> None:
    said = line.log(SO_FAR)
    assert (said.endswith(GO_ON), SAY_AND_END in said) == (True, False)
    told = len(session.scalars(select(OutboxMessage)).all())
    assert SAY_AND_END in line.log({**DAILY, "blocker_present": True, "blocker_note": "Compressor is on back order"})
    row = only_row(session)
    assert (row.call_completed, row.energy_level, row.goal_action_today) == (True, 4, "Finish one training module")
    assert len(session.scalars(select(OutboxMessage)).all()) == told == 1


def test_call_that_is_cut_keeps_what_was_saved(line: VapiLine, session: Session) -> None:
    line.log(SO_FAR)
    line.hang_up(endedReason="exceeded-max-duration")
    row = only_row(session)
    assert (row.call_completed, row.ready_status, row.energy_level) == (False, True, 3)


def test_who_is_not_coming_in_hears_the_goodbye_all_the_same(line: VapiLine) -> None:
    sick = {"call_type": "daily_checkin", "ready_status": False, "not_ready_reason": "sick", "call_completed": False}
    assert SAY_AND_END in line.log(sick)
