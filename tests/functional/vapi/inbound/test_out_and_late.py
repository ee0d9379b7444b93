"""Out for days, or late: what the webhook hears, the board shows, and who is told or not waited for."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.mornings.day_states import DayState
from app.domain.mornings.workdays import NotExpectedReason
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import Alert, DailyCheckin, Employee, OutboxMessage, TimeOff
from app.queries.roster import RosterRow, load_roster
from app.services.alerts.missed import record_missed_checkins
from app.settings import Settings
from tests.builders import NOW, make_employee
from tests.vapi_line import DAILY, OPS_ONLY, VapiLine

NEXT_DAY = NOW + timedelta(days=1)
AFTER_THE_CUT_OFF = datetime(2026, 11, 18, 17, 0, tzinfo=UTC)
"""11:00 in Chicago on the Wednesday after."""
OUT = {"call_type": "ops_only", "ready_status": False, "not_ready_reason": "family", "out_until": "until Thursday"}
LATE = DAILY | {"eta_minutes": "half past eight"}
"""Said at seven in the morning."""


@pytest.fixture
def line(client: FlaskClient, vapi_headers: dict[str, str], session: Session) -> VapiLine:
    technician = make_employee(session, name="Dee Okafor", phone="+13125550142", checkins_from=None)
    make_employee(session, name="Max Roth", role=Role.DISPATCHER, email="max@example.com")
    session.commit()
    return VapiLine(client, vapi_headers, technician.phone)


def board_row(session: Session, settings: Settings, now: datetime) -> RosterRow:
    viewer = Viewer(employee_id=0, role=Role.ADMIN, timezone="America/Chicago", name="Kay")
    session.expire_all()
    [row] = load_roster(session, viewer, settings=settings, now=now).rows
    return row


def messages(session: Session, kind: str) -> list[tuple[str, str]]:
    rows = session.scalars(select(OutboxMessage).where(OutboxMessage.kind == kind)).all()
    return sorted((row.address, row.subject) for row in rows)


def test_out_until_thursday_is_kept_and_shown(line: VapiLine, session: Session, settings: Settings) -> None:
    reply = line.log(OUT)
    assert reply.startswith("Saved: Not ready, family, out until Thursday 19 November.")
    row = board_row(session, settings, NOW)
    assert (row.state, row.out_until) == (DayState.NOT_READY, date(2026, 11, 19))


def test_nobody_waits_for_a_call_on_a_day_out(line: VapiLine, session: Session, settings: Settings) -> None:
    line.log(OUT)
    row = board_row(session, settings, NEXT_DAY)
    assert (row.state, row.off_reason) == (DayState.OFF, NotExpectedReason.REPORTED_OUT)
    assert row.why == "Reported out until Thu 19 Nov 2026."
    assert record_missed_checkins(session, now=AFTER_THE_CUT_OFF, settings=settings) == ()


def test_without_it_the_next_day_is_missed(line: VapiLine, session: Session, settings: Settings) -> None:
    line.log({name: value for name, value in OUT.items() if name != "out_until"})
    [alert] = record_missed_checkins(session, now=AFTER_THE_CUT_OFF, settings=settings)
    assert alert.alert_on == date(2026, 11, 18)


def test_ready_after_all_in_a_second_call_takes_the_days_out_back(
    line: VapiLine, session: Session, client: FlaskClient
) -> None:
    line.log(OUT)
    VapiLine(client, line.headers, line.caller).log(OPS_ONLY)
    assert session.scalars(select(TimeOff)).all() == []


def test_a_day_that_cannot_be_told_is_asked_for_and_the_rest_is_kept(line: VapiLine, session: Session) -> None:
    reply = line.log(OUT | {"out_until": "next Friday"})
    assert "out_until must be a day from today (Tuesday, 2026-11-17) on; ask for the last day out" in reply
    assert " Otherwise say this and end the call: " in reply
    row = session.scalars(select(DailyCheckin)).one()
    assert (row.ready_status, row.out_until, row.call_completed) == (False, None, True)


def test_late_is_on_the_board_and_one_line_to_dispatch(line: VapiLine, session: Session, settings: Settings) -> None:
    assert line.log(LATE).startswith("Saved: Ready, there in 90 minutes, energy four, no blockers.")
    line.log(LATE)
    row = board_row(session, settings, NOW)
    assert (row.state, row.arrives_at) == (DayState.READY, NOW + timedelta(minutes=90))
    assert messages(session, "late") == [("max@example.com", "Dee Okafor is late, about 08:30")]
    assert session.scalars(select(Alert)).all() == []


def test_another_time_of_arrival_is_told_as_well(line: VapiLine, session: Session) -> None:
    line.log(LATE)
    line.log({"eta_minutes": 120})
    assert [subject for _address, subject in messages(session, "late")] == [
        "Dee Okafor is late, about 08:30",
        "Dee Okafor is late, about 09:00",
    ]


def test_not_coming_in_beside_a_time_of_arrival_tells_nobody_yet(line: VapiLine, session: Session) -> None:
    reply = line.log({"call_type": "ops_only", "ready_status": False, "eta_minutes": 30})
    assert "eta_minutes says coming and ready_status says not; ask if they are coming in today" in reply
    assert session.scalars(select(OutboxMessage)).all() == []
    assert session.scalars(select(DailyCheckin)).one().ready_status is None


def test_a_zone_of_their_own_decides_the_hour(
    client: FlaskClient, vapi_headers: dict[str, str], session: Session
) -> None:
    technician: Employee = make_employee(session, phone="+13125550143", timezone="America/Denver")
    session.commit()
    VapiLine(client, vapi_headers, technician.phone).log(LATE)
    assert session.scalars(select(DailyCheckin)).one().eta_minutes == 150
