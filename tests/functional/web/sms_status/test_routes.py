"""Twilio's status callback: only signed, and a text that did not arrive turns red."""

import base64
import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import replace
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.messages.delivery import ChannelName
from app.models import OutboxMessage, OutboxStatus
from tests.builders import NOW, make_message

TOKEN = "test-token-of-the-sms-account"
SID = "SM0000000000000000000000000000000a"


@pytest.fixture(autouse=True)
def _twilio(app: Flask) -> Iterator[None]:
    before = app.extensions["settings"]
    app.extensions["settings"] = replace(before, twilio_auth_token=TOKEN, public_url="https://ops.example")
    yield
    app.extensions["settings"] = before


@pytest.fixture
def text(session: Session) -> OutboxMessage:
    message = make_message(
        session, channel=ChannelName.SMS, status=OutboxStatus.SENT, sent_at=NOW, provider_reference=SID, id=uuid4()
    )
    session.commit()
    return message


def report(client: FlaskClient, token: str = TOKEN, **fields: str) -> int:
    signed = "https://ops.example/sms-status" + "".join(f"{name}{fields[name]}" for name in sorted(fields))
    signature = base64.b64encode(hmac.new(token.encode(), signed.encode(), hashlib.sha1).digest()).decode()
    return client.post("/sms-status", data=fields, headers={"X-Twilio-Signature": signature}).status_code


def fresh(session: Session, message: OutboxMessage) -> OutboxMessage:
    session.expire_all()
    return session.get_one(OutboxMessage, message.id)


@pytest.mark.parametrize("status", ["failed", "undelivered"])
def test_text_that_did_not_arrive_turns_red(
    client: FlaskClient, session: Session, text: OutboxMessage, status: str
) -> None:
    assert report(client, MessageSid=SID, MessageStatus=status, ErrorCode="30003") == 204
    message = fresh(session, text)
    assert (message.status, message.last_error) == (
        OutboxStatus.DEAD,
        "SMS not delivered: the phone was off or out of reach. Call instead.",
    )


def test_delivery_is_noted(client: FlaskClient, session: Session, text: OutboxMessage) -> None:
    assert report(client, MessageSid=SID, MessageStatus="delivered") == 204
    message = fresh(session, text)
    assert (message.status, list(message.data)) == (OutboxStatus.SENT, ["delivered_at"])


def test_status_on_the_way_changes_nothing(client: FlaskClient, session: Session, text: OutboxMessage) -> None:
    assert report(client, MessageSid=SID, MessageStatus="queued") == 204
    assert (fresh(session, text).status, fresh(session, text).data) == (OutboxStatus.SENT, {})


def test_unknown_message_is_no_error(client: FlaskClient) -> None:
    assert report(client, MessageSid="SMunknown", MessageStatus="failed") == 204


def test_wrong_or_missing_signature_is_refused(client: FlaskClient, session: Session, text: OutboxMessage) -> None:
    assert report(client, token="another token", MessageSid=SID, MessageStatus="failed") == 403
    assert client.post("/sms-status", data={"MessageSid": SID, "MessageStatus": "failed"}).status_code == 403
    assert fresh(session, text).status is OutboxStatus.SENT
