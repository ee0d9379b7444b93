"""A technician's number opens their data on a telephone only: on every other way whoever connects writes the number."""

import json
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.checkins.script import (
    SPOKEN_BROKEN_NUMBER,
    SPOKEN_NO_CALLER_ID,
    SPOKEN_NOT_A_TELEPHONE,
    SPOKEN_UNKNOWN_CALLER,
)
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
        "sip address as the number": {
            "call": {
                "id": "c",
                "type": "inboundPhoneCall",
                "customer": {"number": f"sip:{number}@pbx.example;user=phone"},
            }
        },
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


def sentence_for(name: str) -> str:
    """Return why the number opens nothing: it is not there, or it is not a telephone's."""
    withheld = {"withheld, and a number beside", "customer without a number, and a number beside"}
    return SPOKEN_NO_CALLER_ID if name in withheld else SPOKEN_NOT_A_TELEPHONE


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
    assert [result["result"] for result in json.loads(answer.text)["results"]] == [sentence_for(name)] * 2
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


@pytest.mark.parametrize(
    ("customer", "sentence"),
    [
        ({}, SPOKEN_NO_CALLER_ID),
        ({"number": ""}, SPOKEN_NO_CALLER_ID),
        ({"number": "anonymous"}, SPOKEN_NO_CALLER_ID),
        ({"number": "7378742833"}, SPOKEN_NO_CALLER_ID),
        ({"number": "+1312555"}, SPOKEN_BROKEN_NUMBER),
        ({"number": "+13125550999"}, SPOKEN_UNKNOWN_CALLER),
    ],
)
def test_sentence_fits_why_nobody_is_recognised(
    client: FlaskClient, vapi_headers: dict[str, str], customer: dict[str, str], sentence: str
) -> None:
    tools = [{"id": "t", "function": {"name": "get_tech_checkin_context", "arguments": {}}}]
    call = {"id": "c", "type": "inboundPhoneCall", "customer": customer}
    message = {"type": "tool-calls", "toolCallList": tools, "call": call}
    answer = client.post("/vapi/webhook", json={"message": message}, headers=vapi_headers)
    assert [result["result"] for result in json.loads(answer.text)["results"]] == [sentence]


@pytest.mark.parametrize("number", ["0013125550142", "tel:+13125550142", "+1 (312) 555-0142"])
def test_number_is_recognised_however_the_network_writes_it(
    client: FlaskClient, vapi_headers: dict[str, str], session: Session, number: str
) -> None:
    make_profile(session, make_employee(session, phone="+13125550142"), personal_why=WHY)
    session.commit()
    tools = [{"id": "t", "function": {"name": "get_tech_checkin_context", "arguments": {}}}]
    call = {"id": "c", "type": "inboundPhoneCall", "customer": {"number": number}}
    message = {"type": "tool-calls", "toolCallList": tools, "call": call}
    assert WHY in client.post("/vapi/webhook", json={"message": message}, headers=vapi_headers).text
