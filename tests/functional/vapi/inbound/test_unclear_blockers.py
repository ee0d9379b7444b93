"""What is named beside "no blockers": asked about, kept in the row, and told to ops where the call ends unsettled."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertStatus
from app.models import Alert, DailyCheckin, OutboxMessage
from app.services.checkins.silent_calls import settle_silent_calls
from app.settings import Settings
from tests.builders import NOW, make_employee
from tests.vapi_line import OPS_ONLY, VapiLine

UNCLEAR = OPS_ONLY | {"blocker_present": False, "blocker_note": "The gate is locked"}
IN_WORDS = OPS_ONLY | {"blocker_present": "No. Well, the gate is locked."}
ASKED = "or ask if anything blocks them, then call log_daily_checkin again."


@pytest.fixture
def line(client: FlaskClient, vapi_headers: dict[str, str], session: Session) -> VapiLine:
    technician = make_employee(session, name="Dee Okafor", phone="+13125550142")
    session.commit()
    return VapiLine(client, vapi_headers, technician.phone)


def row(session: Session) -> DailyCheckin:
    session.expire_all()
    return session.scalars(select(DailyCheckin)).one()


def alerts(session: Session) -> list[tuple[str, str | None, str]]:
    session.expire_all()
    return [(alert.status, alert.note, alert.facts["why"]) for alert in session.scalars(select(Alert))]


MAY_HAVE = "May have a blocker on Tue 17 Nov: “The gate is locked”, said together with a no"


def test_a_note_beside_a_no_is_asked_about_and_kept(line: VapiLine, session: Session) -> None:
    assert line.log(UNCLEAR).endswith(ASKED)
    kept = row(session)
    assert (kept.blocker_present, kept.blocker_note, kept.unclear_note) == (False, None, "The gate is locked")
    assert kept.call_completed is False
    assert alerts(session) == []


def test_unsettled_at_the_end_ops_hears_that_there_may_be_one(line: VapiLine, session: Session) -> None:
    line.log(UNCLEAR)
    line.hang_up()
    assert alerts(session) == [(AlertStatus.OPEN, "The gate is locked", MAY_HAVE)]


def test_the_words_of_an_unread_answer_are_kept_too(line: VapiLine, session: Session) -> None:
    assert "blocker_present must be yes or no; ask again" in line.log(IN_WORDS)
    line.hang_up()
    [(_status, note, why)] = alerts(session)
    assert note == "No. Well, the gate is locked."
    assert why.startswith("May have a blocker on Tue 17 Nov: ")


def test_a_yes_makes_it_a_blocker(line: VapiLine, session: Session) -> None:
    line.log(UNCLEAR)
    line.log({"blocker_present": True})
    line.hang_up()
    kept = row(session)
    assert (kept.blocker_note, kept.unclear_note, kept.call_completed) == ("The gate is locked", None, True)
    assert alerts(session) == [
        (AlertStatus.OPEN, "The gate is locked", "Reported a blocker on Tue 17 Nov: “The gate is locked”")
    ]


def test_a_plain_no_settles_it(line: VapiLine, session: Session) -> None:
    line.log(UNCLEAR)
    assert " Now say this and end the call: " in line.log(OPS_ONLY)
    line.hang_up()
    kept = row(session)
    assert (kept.blocker_present, kept.unclear_note, kept.call_completed) == (False, None, True)
    assert alerts(session) == []


def test_a_no_in_a_second_call_withdraws_it(line: VapiLine, session: Session, client: FlaskClient) -> None:
    line.log(UNCLEAR)
    line.hang_up()
    VapiLine(client, line.headers, line.caller).log(OPS_ONLY)
    [(status, _note, _why)] = alerts(session)
    assert status is AlertStatus.RESOLVED


def test_a_call_whose_end_nobody_reports_is_settled_later(line: VapiLine, session: Session, settings: Settings) -> None:
    line.log(UNCLEAR)
    assert settle_silent_calls(session, now=NOW + timedelta(minutes=9), settings=settings) == 0
    assert settle_silent_calls(session, now=NOW + timedelta(minutes=11), settings=settings) == 1
    assert [note for _status, note, _why in alerts(session)] == ["The gate is locked"]
    assert settle_silent_calls(session, now=NOW + timedelta(minutes=12), settings=settings) == 0


def test_ops_is_told_in_words(line: VapiLine, session: Session) -> None:
    make_employee(session, role="dispatcher", email="ops@example.com")
    session.commit()
    line.log(UNCLEAR)
    line.hang_up()
    message = session.scalars(select(OutboxMessage)).one()
    assert message.subject == "May have a blocker, Dee Okafor: The gate is locked"
    assert "said no to blockers at 07:00 today, and with it: “The gate is locked”." in message.body_text
