"""What a refused text leaves on the person, and what takes it away."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.messages.delivery import ChannelName
from app.models import AuditEvent, Employee, OutboxMessage, OutboxStatus
from app.services.messages.refused_texts import allow_texts_again, may_be_texted, stop_texts
from app.services.messages.sms_statuses import record_sms_status
from tests.builders import NOW, make_employee, make_message

NUMBER = "+12015550101"


def text_to(session: Session, person: Employee, sid: str = "SM1", address: str = NUMBER) -> OutboxMessage:
    return make_message(
        session,
        channel=ChannelName.SMS,
        address=address,
        recipient_id=person.id,
        status=OutboxStatus.SENT,
        provider_reference=sid,
    )


def report(session: Session, status: str, error_code: str | None = None, sid: str = "SM1") -> None:
    record_sms_status(session, sid=sid, status=status, error_code=error_code, now=NOW)
    session.flush()
    session.expire_all()


def test_person_who_opted_out_is_not_texted_again(session: Session) -> None:
    person = make_employee(session, phone=NUMBER, sms_opt_in=True)
    text_to(session, person)
    assert may_be_texted(person)
    report(session, "failed", "21610")
    assert (person.sms_error_code, may_be_texted(person)) == (21610, False)


def test_phone_out_of_reach_is_kept_and_stops_nothing(session: Session) -> None:
    person = make_employee(session, phone=NUMBER, sms_opt_in=True)
    text_to(session, person)
    report(session, "undelivered", "30003")
    assert (person.sms_error_code, may_be_texted(person)) == (30003, True)


def test_text_that_arrives_clears_it(session: Session) -> None:
    person = make_employee(session, phone=NUMBER, sms_opt_in=True, sms_error_code=30003)
    text_to(session, person)
    report(session, "delivered")
    assert person.sms_error_code is None


def test_code_of_an_earlier_number_says_nothing_of_the_present_one(session: Session) -> None:
    person = make_employee(session, phone="+12015550199", sms_opt_in=True)
    text_to(session, person)
    report(session, "failed", "21614")
    assert person.sms_error_code is None


def test_code_without_a_person_changes_nobody(session: Session) -> None:
    person = make_employee(session, phone=NUMBER, sms_opt_in=True)
    make_message(session, channel=ChannelName.SMS, address=NUMBER, status=OutboxStatus.SENT, provider_reference="SM1")
    report(session, "failed", "21610")
    assert person.sms_error_code is None


def test_stop_by_text_holds_until_start_whatever_arrives_late(session: Session) -> None:
    person = make_employee(session, phone=NUMBER, sms_opt_in=True)
    text_to(session, person)
    for _ in range(2):
        stop_texts(session, person, now=NOW)
    session.flush()
    report(session, "delivered")
    assert (person.sms_error_code, may_be_texted(person)) == (21610, False)
    allow_texts_again(session, person, now=NOW)
    session.flush()
    assert may_be_texted(person) is True
    lines = session.scalars(sa.select(AuditEvent.action).order_by(AuditEvent.id)).all()
    assert lines == ["texts.stopped", "texts.started"]


def test_start_puts_no_wrong_number_right(session: Session) -> None:
    person = make_employee(session, phone=NUMBER, sms_opt_in=True, sms_error_code=21614)
    allow_texts_again(session, person, now=NOW)
    assert (person.sms_error_code, may_be_texted(person)) == (21614, False)
