"""Corrections: a message that was sent is followed by a correction, and one that waits is rewritten."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertNotice, AlertOutcome, AlertStatus
from app.domain.checkins.fields import NotReadyReason
from app.domain.permissions import Role
from app.models import Alert, DailyCheckin, Employee, OutboxMessage, OutboxStatus
from app.services.alerts.follow import raise_alerts
from app.settings import Settings
from tests.builders import NOW, make_checkin, make_employee

SICK = {"ready_status": False, "not_ready_reason": NotReadyReason.SICK}
LATER = NOW + timedelta(minutes=6)


@pytest.fixture
def ana(session: Session) -> Employee:
    manager = make_employee(session, name="Max", role=Role.MANAGER, email="max@demo.example")
    make_employee(session, name="Dee", role=Role.DISPATCHER, email="dee@demo.example")
    return make_employee(session, name="Ana Ruiz", manager_id=manager.id)


def save(session: Session, checkin: DailyCheckin, settings: Settings, **answers: Any) -> None:
    for name, value in answers.items():
        setattr(checkin, name, value)
    session.flush()
    raise_alerts(session, checkin, settings=settings, now=LATER if answers else NOW)


def told(session: Session, notice: AlertNotice) -> Sequence[OutboxMessage]:
    query = select(OutboxMessage).where(OutboxMessage.data["notice"].astext == notice)
    return session.scalars(query.order_by(OutboxMessage.address).execution_options(populate_existing=True)).all()


def send(session: Session) -> None:
    for message in session.scalars(select(OutboxMessage)):
        message.status = OutboxStatus.SENT
    session.flush()


def test_message_that_waits_gets_the_new_words(session: Session, settings: Settings, ana: Employee) -> None:
    checkin = make_checkin(session, ana, blocker_present=True, blocker_note="No regulator")
    save(session, checkin, settings)
    save(session, checkin, settings, blocker_note="No regulator on the van")
    [message] = told(session, AlertNotice.RAISED)
    assert message.subject == "Blocker, Ana Ruiz: No regulator on the van"
    assert "No regulator on the van" in message.body_text
    assert told(session, AlertNotice.CORRECTED) == []


def test_whoever_had_the_old_note_gets_the_new_one_in_the_same_thread(
    session: Session, settings: Settings, ana: Employee
) -> None:
    checkin = make_checkin(session, ana, blocker_present=True, blocker_note="No regulator")
    save(session, checkin, settings)
    send(session)
    save(session, checkin, settings, blocker_note="No regulator on the van")
    [first], [update] = told(session, AlertNotice.RAISED), told(session, AlertNotice.CORRECTED)
    assert (update.address, update.subject) == (first.address, "Update, Ana Ruiz: No regulator on the van")
    assert update.data["thread"] == str(first.id)
    assert "No regulator on the van" in update.body_text


def test_changed_reason_is_told_to_those_who_read_reasons(session: Session, settings: Settings, ana: Employee) -> None:
    checkin = make_checkin(session, ana, **SICK)
    save(session, checkin, settings)
    send(session)
    save(session, checkin, settings, not_ready_reason=NotReadyReason.FAMILY)
    [update] = told(session, AlertNotice.CORRECTED)
    assert (update.address, update.subject) == ("max@demo.example", "Update: Ana Ruiz is not coming in today (family)")


def test_note_changed_back_before_the_update_went_sends_none(
    session: Session, settings: Settings, ana: Employee
) -> None:
    checkin = make_checkin(session, ana, blocker_present=True, blocker_note="No regulator")
    save(session, checkin, settings)
    send(session)
    save(session, checkin, settings, blocker_note="No ladder")
    save(session, checkin, settings, blocker_note="No regulator")
    assert [message.status for message in told(session, AlertNotice.CORRECTED)] == [OutboxStatus.CANCELLED]


def test_later_call_withdraws_what_an_earlier_one_said(session: Session, settings: Settings, ana: Employee) -> None:
    save(session, make_checkin(session, ana, **SICK), settings)
    send(session)
    second = make_checkin(session, ana, timestamp=LATER)
    raise_alerts(session, second, settings=settings, now=LATER)
    [alert] = session.scalars(select(Alert).where(Alert.kind == AlertKind.ATTENDANCE))
    assert (alert.status, alert.outcome) == (AlertStatus.RESOLVED, AlertOutcome.CORRECTED_BY_CALLER)
    assert alert.next_escalation_at is None
    corrections = told(session, AlertNotice.WITHDRAWN)
    assert [message.address for message in corrections] == ["dee@demo.example", "max@demo.example"]
    assert "Ana Ruiz is ready after all: the earlier message" in corrections[0].body_text


def test_two_sick_calls_of_one_day_are_one_alert(session: Session, settings: Settings, ana: Employee) -> None:
    save(session, make_checkin(session, ana, **SICK), settings)
    second = make_checkin(session, ana, timestamp=LATER, **SICK)
    raise_alerts(session, second, settings=settings, now=LATER)
    assert len(session.scalars(select(Alert)).all()) == 1
    assert len(told(session, AlertNotice.RAISED)) == 2


def test_somebody_covered_and_the_person_comes_after_all(session: Session, settings: Settings, ana: Employee) -> None:
    save(session, make_checkin(session, ana, **SICK), settings)
    send(session)
    [alert] = session.scalars(select(Alert))
    alert.status, alert.outcome, alert.resolved_at = AlertStatus.RESOLVED, AlertOutcome.COVERED, NOW
    second = make_checkin(session, ana, timestamp=LATER)
    for _ in range(2):
        raise_alerts(session, second, settings=settings, now=LATER)
    assert alert.outcome is AlertOutcome.COVERED
    assert len(told(session, AlertNotice.WITHDRAWN)) == 2


def test_sick_again_before_the_correction_went_takes_the_correction_back(
    session: Session, settings: Settings, ana: Employee
) -> None:
    checkin = make_checkin(session, ana, **SICK)
    save(session, checkin, settings)
    send(session)
    save(session, checkin, settings, ready_status=True, not_ready_reason=None)
    save(session, checkin, settings, **SICK)
    assert {message.status for message in told(session, AlertNotice.WITHDRAWN)} == {OutboxStatus.CANCELLED}
