"""Claiming, recording and trying again: none is lost, none is sent twice, and a group stays together."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertStatus
from app.extensions import db
from app.models import OutboxStatus
from app.queries.outbox import count_by_status, list_due_messages
from app.services.messages.deliveries import record_failure, record_sent
from tests.builders import NOW, make_alert, make_employee, make_message
from tests.integration.services.messages.claiming import (
    LEASE,
    PERMANENT,
    SECOND,
    TEMPORARY,
    TWO_MINUTES,
    claimed,
    enqueue,
    grouped,
    take,
)


def test_message_in_hand_cannot_be_claimed_until_its_lease_ends(session: Session) -> None:
    message = make_message(session)
    claim = claimed(session, message.id)
    assert claim.first.attempts == 1
    assert take(session, message.id, now=NOW + LEASE - SECOND) is None
    assert list_due_messages(session, NOW + LEASE - SECOND) == []
    again = claimed(session, message.id, now=NOW + LEASE)
    assert again.first.attempts == 2
    assert again.token != claim.token


def test_sent_message_is_never_offered_again(session: Session) -> None:
    message = make_message(session)
    record_sent(session, claimed(session, message.id), reference="SM123", now=NOW + SECOND)
    session.refresh(message)
    assert (message.status, message.provider_reference) == (OutboxStatus.SENT, "SM123")
    assert take(session, message.id, now=NOW + timedelta(days=1)) is None


def test_sent_after_the_lease_ran_out_still_counts(session: Session) -> None:
    message = make_message(session)
    slow = claimed(session, message.id)
    claimed(session, message.id, now=NOW + LEASE)
    record_sent(session, slow, reference=None, now=NOW + LEASE + SECOND)
    session.refresh(message)
    assert message.status is OutboxStatus.SENT


def test_failure_of_an_old_lease_does_not_disturb_the_new_one(session: Session) -> None:
    message = make_message(session)
    slow = claimed(session, message.id)
    token = claimed(session, message.id, now=NOW + LEASE).token
    record_failure(session, slow, TEMPORARY, max_attempts=1, now=NOW + LEASE + SECOND)
    session.refresh(message)
    assert (message.status, message.claim_token) == (OutboxStatus.PENDING, token)


def test_temporary_failure_is_tried_again_after_a_pause(session: Session) -> None:
    message = make_message(session)
    assert record_failure(session, claimed(session, message.id), TEMPORARY, max_attempts=3, now=NOW) is (
        OutboxStatus.PENDING
    )
    session.refresh(message)
    assert message.last_error == "The mail server is busy (451)."
    assert message.claim_token is None
    assert NOW + timedelta(seconds=5) <= message.available_at <= NOW + timedelta(seconds=6.25)


def test_last_try_and_permanent_failure_give_up(session: Session) -> None:
    tired, refused = make_message(session, attempts=2), make_message(session)
    record_failure(session, claimed(session, tired.id), TEMPORARY, max_attempts=3, now=NOW)
    record_failure(session, claimed(session, refused.id), PERMANENT, max_attempts=3, now=NOW)
    assert count_by_status(session)[OutboxStatus.DEAD] == 2


def test_first_of_a_group_goes_at_once_and_the_rest_together(session: Session) -> None:
    first = grouped(session, 1)
    second = grouped(session, 2, after=20 * SECOND)
    third = grouped(session, 3, after=119 * SECOND)
    other = enqueue(session, dedupe_key="else", address="b@demo.example", now=NOW + SECOND, group_within=TWO_MINUTES)
    assert other is not None
    assert [due.id for due in list_due_messages(session, NOW + SECOND)] == [first.id, other.id]
    record_sent(session, claimed(session, first.id), reference=None, now=NOW + SECOND)
    claim = claimed(session, third.id, now=NOW + TWO_MINUTES)
    assert [message.id for message in claim.messages] == [third.id, second.id]
    assert take(session, second.id, now=NOW + TWO_MINUTES) is None
    assert grouped(session, 4, after=TWO_MINUTES).held_until is None


def test_messages_of_one_instant_go_together_at_once(session: Session) -> None:
    ids = [grouped(session, number).id for number in range(3)]
    claim = claimed(session, ids[0])
    assert sorted(message.id for message in claim.messages) == sorted(ids)


def test_second_try_of_a_group_carries_the_same_messages(session: Session) -> None:
    """Otherwise a message whose first try did arrive would arrive again as a part of another one."""
    first, second = grouped(session, 1), grouped(session, 2)
    claimed(session, first.id)
    third = grouped(session, 3, after=SECOND)
    assert list_due_messages(session, NOW + LEASE - SECOND) == []
    again = claimed(session, first.id, now=NOW + TWO_MINUTES)
    assert [message.id for message in again.messages] == [first.id, second.id]
    assert [message.id for message in claimed(session, third.id, now=NOW + TWO_MINUTES).messages] == [third.id]


def test_resolved_alert_makes_its_message_pointless(session: Session) -> None:
    alert = make_alert(session, make_employee(session), status=AlertStatus.RESOLVED)
    message = make_message(session, alert_id=alert.id, data={"notice": "raised"})
    correction = make_message(session, alert_id=alert.id, data={"notice": "withdrawn"})
    assert take(session, message.id) is None
    assert message.status is OutboxStatus.CANCELLED
    assert take(session, correction.id) is not None


@pytest.mark.parametrize(
    ("notice", "status"),
    [("raised", OutboxStatus.PENDING), ("repeated", OutboxStatus.CANCELLED), ("backup", OutboxStatus.CANCELLED)],
)
def test_owned_alert_stops_the_chain_but_not_the_first_message(
    session: Session, notice: str, status: OutboxStatus
) -> None:
    alert = make_alert(session, make_employee(session), status=AlertStatus.ACKNOWLEDGED)
    message = make_message(session, alert_id=alert.id, data={"notice": notice})
    take(session, message.id)
    assert message.status is status


def test_two_workers_at_once_claim_a_message_once(app: Flask, committed: Session) -> None:
    message = make_message(committed)
    committed.commit()
    with app.app_context():
        engine = db.engine
    with Session(engine) as one, Session(engine) as two:
        assert take(one, message.id) is not None
        assert take(two, message.id) is None  # skips the locked row, does not wait
        one.commit()
        assert take(two, message.id) is None
