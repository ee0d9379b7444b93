"""Somebody is hurt: the tool is open to every caller, says what is so, and survives an outage."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.models import Alert, OutboxMessage
from tests.builders import make_employee
from tests.vapi_line import VapiLine

STRANGER = "+13125550199"
TOLD = (
    "Dispatch is being told. Tell the caller: If it's an emergency, hang up and dial nine one one now. Dispatch knows."
)


@pytest.fixture
def dispatch(session: Session) -> None:
    make_employee(session, role=Role.DISPATCHER)
    session.commit()


def hurt(line: VapiLine, **arguments: object) -> str:
    [result] = line.tools(("raise_safety_alert", arguments))
    return str(result["result"])


@pytest.mark.parametrize("caller", [STRANGER, None, "anonymous"])
def test_callers_who_are_not_on_file_may_raise_it(
    client: FlaskClient, vapi_headers: dict[str, str], session: Session, dispatch: None, caller: str | None
) -> None:
    assert hurt(VapiLine(client, vapi_headers, caller), place="12 Hill Street") == TOLD
    [alert] = session.scalars(select(Alert)).all()
    number = {"number": STRANGER} if caller == STRANGER else {}
    assert (alert.kind, alert.employee_id, alert.note) == ("safety", None, "12 Hill Street")
    assert {name: value for name, value in alert.facts.items() if name == "number"} == number


def test_nothing_that_the_model_adds_about_the_injury_is_kept(
    client: FlaskClient, vapi_headers: dict[str, str], session: Session, dispatch: None
) -> None:
    hurt(VapiLine(client, vapi_headers, STRANGER), injury="cut his hand", number="+15125550100")
    [alert], messages = session.scalars(select(Alert)).all(), session.scalars(select(OutboxMessage)).all()
    kept = [str(alert.facts), *(f"{each.body_text} {each.data}" for each in messages)]
    assert [words for words in kept if "hand" in words or "+15125550100" in words] == []


def test_caller_is_sent_to_dispatch_where_nobody_can_be_told(
    client: FlaskClient, vapi_headers: dict[str, str], session: Session
) -> None:
    said = hurt(VapiLine(client, vapi_headers, STRANGER))
    assert said.endswith("hang up and dial nine one one now. Then call dispatch. I couldn't.")
