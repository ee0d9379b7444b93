"""Writing messages, cancelling them and offering them again."""

import select
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind
from app.extensions import db
from app.models import OutboxStatus
from app.queries.outbox import list_due_messages, list_messages
from app.services.messages.deliveries import record_failure
from app.services.messages.outbox import cancel_messages, retry_dead
from tests.builders import NOW, make_alert, make_employee, make_message
from tests.integration.services.messages.claiming import (
    SECOND,
    TEMPORARY,
    TWO_MINUTES,
    claimed,
    enqueue,
    grouped,
)


def test_enqueued_message_is_due_at_once(session: Session) -> None:
    message = enqueue(session)
    assert message is not None
    assert [due.id for due in list_due_messages(session, NOW)] == [message.id]


def test_enqueue_with_a_known_key_writes_nothing(session: Session) -> None:
    enqueue(session)
    assert enqueue(session, body_text="Again") is None
    assert [message.body_text for message in list_messages(session)] == ["Ana Ruiz reported: no ladder"]


def test_due_messages_are_offered_urgent_first_and_not_before_their_time(session: Session) -> None:
    later = make_message(session, available_at=NOW + SECOND)
    plain = make_message(session)
    urgent = make_message(session, urgent=True)
    make_message(session, status=OutboxStatus.SENT)
    assert [due.id for due in list_due_messages(session, NOW)] == [urgent.id, plain.id]
    assert [due.id for due in list_due_messages(session, NOW + SECOND)] == [urgent.id, plain.id, later.id]


def test_retry_offers_dead_messages_again(session: Session) -> None:
    one = make_message(session, status=OutboxStatus.DEAD, attempts=16, available_at=NOW - TWO_MINUTES)
    two = make_message(session, status=OutboxStatus.DEAD, attempts=16)
    make_message(session, status=OutboxStatus.SENT)
    assert retry_dead(session, now=NOW, ids=[one.id]) == 1
    assert [due.id for due in list_due_messages(session, NOW)] == [one.id]
    assert retry_dead(session, now=NOW) == 1
    session.refresh(two)
    assert (two.status, two.attempts) == (OutboxStatus.PENDING, 0)


def test_cancelled_first_message_releases_the_others_of_its_group(session: Session) -> None:
    alert = make_alert(session, kind=AlertKind.BLOCKER)
    first = enqueue(session, alert_id=alert.id, group_within=TWO_MINUTES)
    assert first is not None
    second = grouped(session, 2)
    record_failure(session, claimed(session, first.id), TEMPORARY, max_attempts=3, now=NOW)
    assert cancel_messages(session, alert_id=alert.id) == 1
    due = list_due_messages(session, NOW + timedelta(minutes=1))
    assert [message.id for message in due] == [second.id]


def test_messages_in_hand_are_not_cancelled(session: Session) -> None:
    alert = make_alert(session, make_employee(session))
    message = make_message(session, alert_id=alert.id)
    claimed(session, message.id)
    assert cancel_messages(session, alert_id=alert.id) == 0


def test_commit_of_a_message_wakes_the_clock(app: Flask, committed: Session) -> None:
    with app.app_context():
        listener = db.engine.raw_connection()
    driver: Any = listener.driver_connection
    driver.set_session(autocommit=True)
    try:
        listener.cursor().execute("LISTEN outbox")
        enqueue(committed)
        driver.poll()
        assert driver.notifies == []
        committed.commit()
        select.select([driver], [], [], 5)
        driver.poll()
        assert [note.channel for note in driver.notifies] == ["outbox"]
    finally:
        listener.invalidate()
        listener.close()
