"""A text from whoever sent it: identity, consent, who is hurt, and how often what is unclear is answered."""

import itertools
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind
from app.domain.messages.delivery import ChannelName
from app.domain.permissions import Role
from app.models import (
    Alert,
    AuditEvent,
    Call,
    CallOrigin,
    DailyCheckin,
    Employee,
    OutboxMessage,
    OutboxStatus,
    ToolResult,
)
from app.services.texting.inbound import InboundText, answer_text
from app.settings import Settings
from tests.builders import NOW, make_alert, make_employee, make_message

NUMBER, STRANGER = "+12015550101", "+12015550177"
ASKED_BACK = (
    "Sorry, I didn't get that. Ready to roll, yes or no? Text: ready 4 (energy 1 to 5), late 30, sick, or skip."
)
CALL = "I still didn't get that. Please call. Check-in line: (312) 555-0100. Dispatch: (312) 555-0111."
TOLD = "If it's an emergency, dial 911 now. Dispatch knows."


class Phone:
    """Somebody's telephone: each text a second after the one before."""

    def __init__(self, session: Session, settings: Settings, number: str = NUMBER) -> None:
        self.session, self.settings, self.number = session, settings, number
        self._seconds = itertools.count()

    def text(self, words: str, sid: str | None = None) -> str:
        second = next(self._seconds)
        text = InboundText(number=self.number, words=words, sid=sid or f"{self.number}-{second}")
        reply = answer_text(self.session, text, settings=self.settings, now=NOW + timedelta(seconds=second))
        self.session.flush()
        return reply


@pytest.fixture
def company(settings: Settings) -> Settings:
    return replace(settings, line_number="+13125550100", dispatch_number="+13125550111")


@pytest.fixture
def dee(session: Session) -> Employee:
    make_employee(session, name="Kay Ortiz", role=Role.DISPATCHER, email="kay@example.com")
    return make_employee(session, name="Dee Okafor", phone=NUMBER, sms_opt_in=True)


@pytest.fixture
def phone(session: Session, company: Settings, dee: Employee) -> Phone:
    return Phone(session, company)


def kinds(session: Session) -> list[AlertKind]:
    return [alert.kind for alert in session.scalars(sa.select(Alert).order_by(Alert.id))]


def test_texts_of_one_day_are_one_call_and_one_row(session: Session, phone: Phone, dee: Employee) -> None:
    phone.text("ready 4")
    phone.text("no blockers")
    [call] = session.scalars(sa.select(Call))
    assert (call.id, call.origin) == (f"text-{dee.id}-2026-11-17", CallOrigin.TEXT)
    assert (call.caller_masked, call.ended_reason) == ("+1201555••••", "text-answered")
    [row] = session.scalars(sa.select(DailyCheckin))
    assert (row.call_id, row.energy_level, row.blocker_present) == (call.id, 4, False)


def test_text_delivered_again_is_answered_alike_and_changes_nothing(session: Session, phone: Phone) -> None:
    first = phone.text("sick", sid="SM1")
    before = session.scalar(sa.select(sa.func.count()).select_from(OutboxMessage))
    assert phone.text("sick", sid="SM1") == first
    assert session.scalar(sa.select(sa.func.count()).select_from(OutboxMessage)) == before
    assert len(kinds(session)) == 1


def test_unclear_is_asked_back_once_then_sent_to_a_call_then_left(session: Session, phone: Phone) -> None:
    words = ["I'm driving, will reply later", "gate code wrong", "hmm hm hm", "and so on"]
    assert [phone.text(text) for text in words] == [ASKED_BACK, CALL, "", ""]
    assert session.scalars(sa.select(DailyCheckin)).all() == []


def test_bare_yes_counts_only_after_the_question(session: Session, phone: Phone) -> None:
    assert phone.text("ok thanks") == ASKED_BACK
    assert phone.text("yes") == "Ready. Saved. Drive safe. Blocked? Text: blocker, and what it is."
    assert session.scalars(sa.select(DailyCheckin.ready_status)).all() == [True]


def test_stop_is_honoured_and_start_undoes_it(session: Session, phone: Phone, dee: Employee) -> None:
    assert (phone.text("STOP"), dee.sms_error_code) == ("", 21610)
    assert (phone.text("Start"), dee.sms_error_code) == ("", None)
    assert session.scalars(sa.select(AuditEvent.action).order_by(AuditEvent.id)).all() == [
        "texts.stopped",
        "texts.started",
    ]
    assert (phone.text("HELP"), session.scalars(sa.select(Call)).all()) == ("", [])


def test_somebody_hurt_is_an_alert_at_once_and_the_words_are_not_kept(session: Session, phone: Phone) -> None:
    assert phone.text("I cut my hand, it's bleeding") == TOLD
    assert kinds(session) == [AlertKind.SAFETY]
    kept = [*session.scalars(sa.select(ToolResult.result)), *session.scalars(sa.select(OutboxMessage.body_text))]
    assert [text for text in kept if "hand" in text] == []
    assert session.scalars(sa.select(DailyCheckin)).all() == []


def test_despair_is_offered_the_crisis_line_and_tells_nobody(session: Session, phone: Phone) -> None:
    assert "call 988" in phone.text("I want to die")
    assert (kinds(session), session.scalars(sa.select(OutboxMessage)).all()) == ([], [])
    assert phone.text("yes") == ASKED_BACK  # the offer was no question about the day
    assert session.scalars(sa.select(DailyCheckin)).all() == []


def test_who_asks_for_a_person_is_called_back(session: Session, phone: Phone) -> None:
    assert phone.text("call me back please") == "I've asked dispatch to call you."
    assert session.scalars(sa.select(OutboxMessage.kind)).all() == ["call_back"]


def test_number_that_is_not_on_file_is_told_once_what_to_do(session: Session, company: Settings, dee: Employee) -> None:
    stranger = Phone(session, company, STRANGER)
    reply = "I don't have this number on file. Text from your work phone, or call."
    numbers = " Check-in line: (312) 555-0100. Dispatch: (312) 555-0111."
    assert [stranger.text("sick"), stranger.text("ready 4")] == [reply + numbers, ""]
    [call] = session.scalars(sa.select(Call))
    assert (call.employee_id, call.caller_masked, STRANGER in call.id) == (None, "+1201555••••", False)
    assert stranger.text("gas leak at the site") == TOLD
    dee.ended_on = (NOW - timedelta(days=2)).date()
    session.flush()
    assert Phone(session, company).text("ready 4") == reply + numbers


def test_roles_without_a_check_in_and_a_switched_off_one_are_told(
    session: Session, company: Settings, dee: Employee
) -> None:
    off = Phone(session, replace(company, checkin_texts=False))
    assert off.text("ready").startswith("Check-ins by text are switched off. Please call.")
    make_employee(session, role=Role.DISPATCHER, phone=STRANGER)
    desk = Phone(session, company, STRANGER)
    assert [desk.text("ready"), desk.text("ready 4")] == ["I can't take a check-in from you by text.", ""]
    assert dee.active
    assert session.scalars(sa.select(DailyCheckin)).all() == []


def test_got_it_of_a_person_and_of_a_desk_makes_no_call(session: Session, company: Settings, dee: Employee) -> None:
    desk = Phone(session, replace(company, dispatch_urls=(f"sms:{STRANGER}",)), STRANGER)
    assert desk.text("got it Kay") == "No alert was texted to this number of late."
    alert = make_alert(session, dee, opened_at=NOW)
    manager = make_employee(session, role=Role.DISPATCHER, name="Kay Ortiz", phone="+12015550102")
    make_message(
        session,
        channel=ChannelName.SMS,
        address=manager.phone,
        recipient_id=manager.id,
        status=OutboxStatus.SENT,
        sent_at=NOW,
        data={"alert_ids": [alert.id]},
    )
    kay = Phone(session, company, "+12015550102")
    assert kay.text("Got it!") == "You have it: Dee Okafor is not coming in. Nobody else is asked."
    assert session.scalars(sa.select(Call)).all() == []
