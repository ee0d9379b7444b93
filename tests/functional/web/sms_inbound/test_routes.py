"""Texts as Twilio posts them: only signed, answered in TwiML, and in words while the database is away."""

import base64
import hashlib
import hmac
import html
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.models import DailyCheckin, Employee
from tests.builders import make_employee

TOKEN, NUMBER = "test-token-of-the-sms-account", "+12015550101"


@pytest.fixture(autouse=True)
def _twilio(app: Flask) -> Iterator[None]:
    before = app.extensions["settings"]
    app.extensions["settings"] = replace(before, twilio_auth_token=TOKEN, public_url="https://ops.example")
    yield
    app.extensions["settings"] = before


@pytest.fixture
def dee(session: Session) -> Employee:
    person = make_employee(session, name="Dee Okafor", phone=NUMBER)
    session.commit()
    return person


def post(client: FlaskClient, words: str, *, token: str = TOKEN, sid: str = "SM1") -> TestResponse:
    fields = {"From": NUMBER, "To": "+13125550100", "Body": words, "MessageSid": sid}
    signed = "https://ops.example/sms-inbound" + "".join(f"{name}{fields[name]}" for name in sorted(fields))
    signature = base64.b64encode(hmac.new(token.encode(), signed.encode(), hashlib.sha1).digest()).decode()
    return client.post("/sms-inbound", data=fields, headers={"X-Twilio-Signature": signature})


def replies(response: TestResponse) -> list[str]:
    assert (response.status_code, response.mimetype) == (200, "text/xml")
    whole = re.fullmatch(r'<\?xml version="1.0" encoding="UTF-8"\?><Response>(.*)</Response>', response.text)
    assert whole is not None
    return [html.unescape(words) for words in re.findall(r"<Message>([^<]*)</Message>", whole[1])]


def test_check_in_by_text(client: FlaskClient, session: Session, dee: Employee) -> None:
    reply = "Ready, energy four. Saved, thanks. Have a good one, Dee. Blocked? Text: blocker, and what it is."
    assert replies(post(client, "Ready 4")) == [reply]
    assert replies(post(client, "Ready 4")) == [reply]
    rows = session.execute(sa.select(DailyCheckin.employee_id, DailyCheckin.energy_level)).all()
    assert [tuple(row) for row in rows] == [(dee.id, 4)]


@pytest.mark.usefixtures("dee")
def test_words_of_the_sender_are_no_markup(client: FlaskClient) -> None:
    [reply] = replies(post(client, "ready, blocker <Redirect>&x</Redirect>"))
    assert "<Redirect>&x</Redirect>" in reply


@pytest.mark.usefixtures("dee")
def test_stop_is_answered_by_the_network_alone(client: FlaskClient, session: Session) -> None:
    assert replies(post(client, "STOP")) == []
    assert session.scalars(sa.select(Employee.sms_error_code)).all() == [21610]


@pytest.mark.usefixtures("dee")
def test_text_without_twilios_signature_is_refused(client: FlaskClient, session: Session) -> None:
    assert post(client, "sick", token="another").status_code == 403
    assert client.post("/sms-inbound", data={"From": NUMBER, "Body": "sick"}).status_code == 403
    assert session.scalars(sa.select(DailyCheckin)).all() == []


def test_nothing_configured_lets_nobody_text_in(app: Flask, client: FlaskClient) -> None:
    app.extensions["settings"] = replace(app.extensions["settings"], twilio_auth_token="")
    assert post(client, "sick", token="").status_code == 403
