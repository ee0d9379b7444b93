"""Words for a technician: kept once, said once, sent only where there is consent, and withdrawn until then."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput, InvalidTransition, NotFound
from app.domain.messages.delivery import ChannelName
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import AuditEvent, Employee, LeftWord, OutboxMessage
from app.queries.left_words import find_waiting_word
from app.services.checkins.log import log_checkin
from app.services.people.left_words import leave_word, withdraw_word
from app.settings import Settings
from tests.builders import NOW, make_call, make_employee, make_left_word

SECOND = timedelta(seconds=1)
SAID = "Dana says: nice work at Harlan."
WHOLE = {"call_type": "daily_checkin", "ready_status": True, "energy_level": 4, "blocker_present": False}


@pytest.fixture
def dana(session: Session) -> Employee:
    return make_employee(session, role=Role.MANAGER, name="Dana Kim")


@pytest.fixture
def ana(session: Session, dana: Employee) -> Employee:
    return make_employee(session, name="Ana Ruiz", manager_id=dana.id, sms_opt_in=True)


@pytest.fixture
def by(dana: Employee) -> Viewer:
    return Viewer(employee_id=dana.id, role=dana.role, timezone=dana.timezone, name=dana.name)


@pytest.fixture
def texting(settings: Settings) -> Settings:
    return replace(settings, twilio_account_sid="AC1", twilio_auth_token="t", twilio_from="+13125550100")


def waiting(session: Session, person: Employee) -> str | None:
    found = find_waiting_word(session, person.id, left_by=NOW)
    return found[0].words if found else None


def test_words_wait_for_the_next_call_and_leave_a_line_without_them(
    session: Session, settings: Settings, by: Viewer, ana: Employee
) -> None:
    leave_word(session, by, ana.id, " nice work  at Harlan ", settings=settings, now=NOW)
    assert waiting(session, ana) == "nice work at Harlan"
    [line] = session.scalars(select(AuditEvent)).all()
    assert (line.action, line.actor_id, line.subject_id, line.detail) == ("word.left", by.employee_id, ana.id, {})
    assert session.scalars(select(OutboxMessage)).all() == []


def test_call_that_gets_past_them_has_said_them(
    session: Session, settings: Settings, dana: Employee, ana: Employee
) -> None:
    word = make_left_word(session, ana, dana, created_at=NOW - SECOND)
    call = make_call(session, ana, started_at=NOW)
    for arguments, said in (({"ready_status": True}, None), (WHOLE, NOW), (WHOLE | {"energy_level": 2}, NOW)):
        log_checkin(session, call=call, employee=ana, arguments=arguments, settings=settings, now=NOW)
        assert word.said_at == said
    assert waiting(session, ana) is None


@pytest.mark.parametrize(
    ("arguments", "call"),
    [
        (WHOLE | {"ready_status": False, "not_ready_reason": "sick"}, {}),
        ({"call_type": "ops_only", "ready_status": True, "blocker_present": False}, {}),
        (WHOLE, {"quiet": True}),
        (WHOLE, {"started_at": NOW - 2 * SECOND}),
    ],
    ids=["not coming in", "ops only", "a call that tries the line", "left during the call"],
)
def test_call_that_did_not_say_them_leaves_them_waiting(
    session: Session, settings: Settings, ana: Employee, arguments: dict[str, object], call: dict[str, object]
) -> None:
    word = make_left_word(session, ana, make_employee(session), created_at=NOW - SECOND)
    made = make_call(session, ana, **{"started_at": NOW, **call})
    log_checkin(session, call=made, employee=ana, arguments=arguments, settings=settings, now=NOW)
    assert word.said_at is None


def test_text_goes_where_there_is_consent(session: Session, texting: Settings, by: Viewer, ana: Employee) -> None:
    leave_word(session, by, ana.id, "nice work at Harlan", by_text=True, settings=texting, now=NOW)
    [message] = session.scalars(select(OutboxMessage)).all()
    assert (message.channel, message.address, message.body_text) == (ChannelName.SMS, ana.phone, SAID)
    assert waiting(session, ana) is None


@pytest.mark.parametrize("refusing", [{"sms_opt_in": False}, {"sms_error_code": 21610}])
def test_nobody_is_texted_without_consent(
    session: Session, texting: Settings, by: Viewer, ana: Employee, refusing: dict[str, object]
) -> None:
    for name, value in refusing.items():
        setattr(ana, name, value)
    session.flush()
    with pytest.raises(InvalidInput) as refused:
        leave_word(session, by, ana.id, "nice work", by_text=True, settings=texting, now=NOW)
    assert refused.value.field == "how"
    assert session.scalars(select(LeftWord)).all() == []


def test_words_are_taken_back_until_they_are_said(
    session: Session, settings: Settings, by: Viewer, ana: Employee
) -> None:
    word = leave_word(session, by, ana.id, "nice work", settings=settings, now=NOW)
    for _ in range(2):
        withdraw_word(session, by, ana.id, word.id, now=NOW)
    assert (word.withdrawn_at, waiting(session, ana)) == (NOW, None)
    actions = session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)).all()
    assert actions == ["word.left", "word.withdrawn"]


def test_what_was_said_cannot_be_taken_back(session: Session, by: Viewer, ana: Employee, dana: Employee) -> None:
    word = make_left_word(session, ana, dana, said_at=NOW)
    with pytest.raises(InvalidTransition):
        withdraw_word(session, by, ana.id, word.id, now=NOW)


def test_nobody_takes_back_the_words_of_another(session: Session, by: Viewer, ana: Employee) -> None:
    word = make_left_word(session, ana, make_employee(session))
    with pytest.raises(NotFound):
        withdraw_word(session, by, ana.id, word.id, now=NOW)
