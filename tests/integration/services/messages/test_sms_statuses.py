"""What Twilio reports of a text after it took it: late, twice, and in any order."""

import pytest
from sqlalchemy.orm import Session

from app.domain.messages.delivery import ChannelName
from app.models import OutboxMessage, OutboxStatus
from app.services.messages.sms_statuses import record_sms_status
from tests.builders import NOW, make_message


@pytest.fixture
def text(session: Session) -> OutboxMessage:
    return make_message(
        session,
        channel=ChannelName.SMS,
        address="+12015550101",
        status=OutboxStatus.SENT,
        provider_reference="SM1",
    )


def report(session: Session, text: OutboxMessage, status: str, error_code: str | None = None) -> bool:
    ours = record_sms_status(session, sid="SM1", status=status, error_code=error_code, now=NOW)
    session.refresh(text)
    return ours


def test_delivered_text_keeps_when(session: Session, text: OutboxMessage) -> None:
    assert report(session, text, "delivered")
    assert (text.status, text.data["delivered_at"]) == (OutboxStatus.SENT, NOW.isoformat())


@pytest.mark.parametrize("status", ["failed", "undelivered"])
def test_text_that_did_not_arrive_turns_red_with_the_code(session: Session, text: OutboxMessage, status: str) -> None:
    assert report(session, text, status, "30003")
    assert text.status is OutboxStatus.DEAD
    assert text.last_error == "SMS not delivered: the phone was off or out of reach. Call instead."


def test_report_on_the_way_changes_nothing(session: Session, text: OutboxMessage) -> None:
    assert report(session, text, "sending")
    assert (text.status, text.data) == (OutboxStatus.SENT, {})


def test_unknown_text_is_not_ours(session: Session, text: OutboxMessage) -> None:
    assert not record_sms_status(session, sid="SM2", status="failed", error_code=None, now=NOW)
    session.refresh(text)
    assert text.status is OutboxStatus.SENT
