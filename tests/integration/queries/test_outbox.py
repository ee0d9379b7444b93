"""Reads of the outbox: what is due and in which order, what was given up, what somebody was told."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from app.domain.messages.delivery import ChannelName
from app.models import OutboxStatus
from app.queries import outbox
from app.queries.outbox import (
    DueMessage,
    SentMessage,
    count_by_status,
    groups_opened_at,
    list_alerts_last_texted,
    list_due_messages,
    list_mailbox,
    list_messages,
    list_sent_with,
    list_told,
    texted_to_desk,
    texted_to_person,
)
from tests.builders import NOW, make_alert, make_employee, make_message

MINUTE = timedelta(minutes=1)


def test_due_are_pending_and_not_later_and_not_carried_urgent_ones_first(session: Session) -> None:
    late = make_message(session, available_at=NOW - MINUTE, attempts=2)
    due = make_message(session, available_at=NOW)
    urgent = make_message(session, available_at=NOW, urgent=True)
    make_message(session, available_at=NOW + timedelta(microseconds=1))
    make_message(session, sent_with_id=due.id)
    for status in set(OutboxStatus) - {OutboxStatus.PENDING}:
        make_message(session, status=status)
    assert list_due_messages(session, NOW) == [
        DueMessage(id=urgent.id, urgent=True, attempts=0),
        DueMessage(id=late.id, urgent=False, attempts=2),
        DueMessage(id=due.id, urgent=False, attempts=0),
    ]


def test_no_more_are_offered_than_the_workers_take(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "MOST_OFFERED", 2)
    for _ in range(3):
        make_message(session)
    assert len(list_due_messages(session, NOW)) == 2


def test_newest_are_listed_first_by_status_and_up_to_a_limit(session: Session) -> None:
    old, dead, new = (
        make_message(session, subject=subject, status=status, created_at=NOW + minutes * MINUTE)
        for minutes, (subject, status) in enumerate(
            [("old", OutboxStatus.SENT), ("dead", OutboxStatus.DEAD), ("new", OutboxStatus.SENT)]
        )
    )
    assert list_messages(session) == [new, dead, old]
    assert list_messages(session, limit=2) == [new, dead]
    assert list_messages(session, status=OutboxStatus.SENT) == [new, old]


def test_mailbox_has_one_line_for_what_went_as_one(session: Session) -> None:
    first, alone = make_message(session), make_message(session, created_at=NOW + MINUTE)
    later, sooner = (
        make_message(session, sent_with_id=first.id, created_at=NOW + minutes * MINUTE) for minutes in (3, 2)
    )
    assert list_mailbox(session, limit=9) == [
        SentMessage(message=alone, together=1),
        SentMessage(message=first, together=3),
    ]
    assert list_mailbox(session, limit=1) == [SentMessage(message=alone, together=1)]
    assert list_sent_with(session, first.id) == [sooner, later]


def test_told_is_what_was_sent_or_is_on_its_way(session: Session) -> None:
    alert = make_alert(session, make_employee(session))
    sent = make_message(session, alert_id=alert.id, status=OutboxStatus.SENT, created_at=NOW + MINUTE)
    claimed = make_message(session, alert_id=alert.id, claim_token=uuid4())
    make_message(session, alert_id=alert.id)
    make_message(session, alert_id=alert.id, status=OutboxStatus.DEAD, claim_token=uuid4())
    make_message(session, status=OutboxStatus.SENT)
    assert list_told(session, alert.id) == [claimed, sent]


def test_every_status_is_counted_those_without_messages_too(session: Session) -> None:
    for status in (OutboxStatus.SENT, OutboxStatus.SENT, OutboxStatus.DEAD):
        make_message(session, status=status)
    nothing = dict.fromkeys(OutboxStatus, 0)
    assert count_by_status(session) == nothing | {OutboxStatus.SENT: 2, OutboxStatus.DEAD: 1}


def test_group_is_opened_by_the_last_message_that_went_at_once(session: Session) -> None:
    for minutes, held in ((0, False), (1, False), (2, True)):
        held_until = NOW + 9 * MINUTE if held else None
        make_message(session, group_key="blocker:ops", created_at=NOW + minutes * MINUTE, held_until=held_until)
    make_message(session, group_key="blocker:dispatch", created_at=NOW + 5 * MINUTE)
    within = {"blocker:ops": 10 * MINUTE, "blocker:dispatch": 5 * MINUTE, "blocker:hr": 10 * MINUTE}
    assert groups_opened_at(session, within, now=NOW + 10 * MINUTE) == {"blocker:ops": NOW + MINUTE}
    assert groups_opened_at(session, within, now=NOW + 11 * MINUTE) == {}
    assert groups_opened_at(session, {}, now=NOW) == {}


def test_last_text_about_alerts_is_the_one_sent_to_this_number_and_all_that_went_with_it(session: Session) -> None:
    kay = make_employee(session, phone="+12015550101")
    sent = {
        "recipient_id": kay.id,
        "channel": ChannelName.SMS,
        "address": kay.phone,
        "status": OutboxStatus.SENT,
        "sent_at": NOW,
    }
    make_message(session, **sent | {"data": {"alert_ids": [1]}, "sent_at": NOW - MINUTE})
    first = make_message(session, **sent, data={"alert_ids": [2]})
    make_message(session, **sent, data={"alert_ids": [3]}, sent_with_id=first.id)
    make_message(session, **sent | {"sent_at": NOW + MINUTE}, data={"day": "2026-11-17"})
    make_message(session, **sent | {"sent_at": NOW + MINUTE, "address": "+12015550199"}, data={"alert_ids": [4]})
    make_message(session, **sent | {"sent_at": NOW + MINUTE, "channel": ChannelName.EMAIL}, data={"alert_ids": [5]})
    make_message(session, **sent | {"status": OutboxStatus.CANCELLED}, data={"alert_ids": [6]})
    make_message(session, **sent | {"recipient_id": None}, data={"alert_ids": [7], "destination": "abc"})
    to_kay = texted_to_person(kay.id, "+12015550101")
    assert list_alerts_last_texted(session, to_kay, since=NOW - MINUTE) == [2, 3]
    assert list_alerts_last_texted(session, texted_to_desk("abc"), since=NOW - MINUTE) == [7]
    assert list_alerts_last_texted(session, to_kay, since=NOW + MINUTE) == []
