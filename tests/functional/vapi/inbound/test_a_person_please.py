"""A caller wants a person: put through to dispatch where it has a number, else called back."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from tests.builders import make_employee
from tests.vapi_line import VapiLine

STRANGER = "+13125550199"


@pytest.fixture
def with_dispatch(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.extensions, "settings", replace(app.extensions["settings"], dispatch_number="+13125550100"))


def transfer(line: VapiLine) -> dict[str, object]:
    answer = line.post(line.envelope("transfer-destination-request"))
    body: dict[str, object] = answer.get_json()
    return body


def test_caller_is_put_through_and_dispatch_hears_who_it_is(
    client: FlaskClient, vapi_headers: dict[str, str], session: Session, with_dispatch: None
) -> None:
    person = make_employee(session, name="Luis Romero")
    session.commit()
    assert transfer(VapiLine(client, vapi_headers, person.phone)) == {
        "destination": {
            "type": "number",
            "number": "+13125550100",
            "message": "I'm putting you through to dispatch.",
            "transferPlan": {"mode": "warm-transfer-say-message", "message": "Luis Romero, from the check-in line."},
        }
    }


def test_line_without_a_number_of_dispatch_says_so(client: FlaskClient, vapi_headers: dict[str, str]) -> None:
    assert transfer(VapiLine(client, vapi_headers, STRANGER)) == {
        "error": "This line does not transfer calls. Call request_call_back."
    }


def test_stranger_is_called_back(client: FlaskClient, vapi_headers: dict[str, str], session: Session) -> None:
    make_employee(session, role=Role.DISPATCHER)
    session.commit()
    [result] = VapiLine(client, vapi_headers, STRANGER).tools(("request_call_back", {}))
    assert result["result"] == "Dispatch is asked to call. Tell the caller: I've asked them to call you."


def test_withheld_number_is_given_dispatchs(
    client: FlaskClient, vapi_headers: dict[str, str], session: Session, with_dispatch: None
) -> None:
    [result] = VapiLine(client, vapi_headers, "anonymous").tools(("request_call_back", {}))
    assert result["result"].endswith("Please call dispatch at three one two, five five five, zero one zero zero.")
