"""A technician's number opens their data on a telephone only: on every other way whoever connects writes the number."""

import json
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.checkins.script import SPOKEN_NO_CALLER_ID
from app.extensions import settings_of
from app.models import DailyCheckin, Employee
from app.vapi.inbound.transports import TRANSPORTS, Transport
from tests.builders import make_employee, make_profile
from tests.vapi_line import DAILY

WHY = "so that my daughter can go to college"
TRUNK = "11111111-2222-4333-8444-555555555555"


@pytest.fixture
def technician(session: Session) -> Employee:
    technician = make_employee(session)
    make_profile(session, technician, personal_why=WHY)
    session.commit()
    return technician


def claims(number: str) -> dict[str, dict[str, Any]]:
    """Return by a name the fields of a message that claims this number."""
    customer = {"number": number}
    return {
        "web": {"call": {"id": "c", "type": "webCall", "customer": customer}},
        "web, number beside": {"call": {"id": "c", "type": "webCall"}, "customer": customer},
        "websocket": {"call": {"id": "c", "type": "vapi.websocketCall", "customer": customer}},
        "chat": {"chat": {"id": "c"}, "customer": customer},
        "chat with a call": {
            "chat": {"id": "c"},
            "call": {"id": "c", "type": "inboundPhoneCall", "customer": customer},
        },
        "sip address": {
            "call": {"id": "c", "type": "inboundPhoneCall", "customer": {**customer, "sipUri": "sip:x@pbx.example"}}
        },
        "sip transport": {
            "call": {"id": "c", "type": "inboundPhoneCall", "phoneCallTransport": "sip", "customer": customer}
        },
        "sip without a type": {"call": {"id": "c", "customer": {**customer, "sipUri": "sip:x@pbx.example"}}},
        "a type of tomorrow": {"call": {"id": "c", "type": "hologramCall", "customer": customer}},
        "withheld, and a number beside": {
            "call": {"id": "c", "type": "inboundPhoneCall", "customer": {"number": "anonymous"}},
            "customer": customer,
        },
        "customer without a number, and a number beside": {
            "call": {"id": "c", "type": "inboundPhoneCall", "customer": {"name": "Dee"}},
            "customer": customer,
        },
    }


@pytest.mark.parametrize("name", claims(""))
def test_claimed_number_opens_nothing_but_on_a_telephone(
    client: FlaskClient, session: Session, vapi_headers: dict[str, str], technician: Employee, name: str
) -> None:
    fields = claims(technician.phone or "")[name]
    tools = [
        {"id": "t1", "function": {"name": "get_tech_checkin_context", "arguments": {}}},
        {"id": "t2", "function": {"name": "log_daily_checkin", "arguments": DAILY}},
    ]
    message = {"type": "tool-calls", "toolCallList": tools, **fields}
    answer = client.post("/vapi/webhook", json={"message": message}, headers=vapi_headers)
    assert [result["result"] for result in json.loads(answer.text)["results"]] == [SPOKEN_NO_CALLER_ID] * 2
    asked = client.post(
        "/vapi/webhook", json={"message": {"type": "assistant-request", **fields}}, headers=vapi_headers
    )
    assert json.loads(asked.text)["assistantOverrides"]["variableValues"]["mode"] == "general"
    assert WHY not in answer.text + asked.text
    assert session.scalars(select(DailyCheckin)).all() == []


def test_sip_trunk_that_the_settings_trust_vouches(
    app: Flask,
    client: FlaskClient,
    vapi_headers: dict[str, str],
    technician: Employee,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(app.extensions, "settings", replace(settings_of(app), vapi_trusted_sip_numbers=(TRUNK,)))

    def context_over(line_id: str) -> str:
        customer = {"number": technician.phone}
        call = {"id": "c", "type": "inboundPhoneCall", "phoneCallTransport": "sip", "customer": customer}
        tools = [{"id": "t", "function": {"name": "get_tech_checkin_context", "arguments": {}}}]
        message = {"type": "tool-calls", "toolCallList": tools, "call": {**call, "phoneNumberId": line_id}}
        return client.post("/vapi/webhook", json={"message": message}, headers=vapi_headers).text

    assert WHY in context_over(TRUNK)
    assert WHY not in context_over("another")


def test_every_transport_has_its_rule_and_reason() -> None:
    assert set(TRANSPORTS) == set(Transport)
    assert {name for name, rule in TRANSPORTS.items() if rule.identifies} == {Transport.TELEPHONE, Transport.UNSTATED}
