"""Reports and status updates: they speak of the caller's own call only."""

import json
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Call, CallStatus, Employee, ToolResult
from app.settings import Settings
from app.vapi.inbound import dispatch
from app.vapi.inbound.context import Context
from app.vapi.inbound.payloads import parse_body
from app.vapi.inbound.reports import read_report
from tests.builders import NOW, make_employee, make_profile
from tests.vapi_line import DAILY, VapiLine


@pytest.fixture
def dee(session: Session) -> Employee:
    employee = make_employee(session)
    make_profile(session, employee)
    session.commit()
    return employee


@pytest.mark.parametrize("known", [True, False], ids=["a colleague", "a stranger"])
def test_report_about_the_call_of_another_changes_nothing(
    client: FlaskClient, session: Session, vapi_headers: dict[str, str], dee: Employee, *, known: bool
) -> None:
    other = make_employee(session).phone if known else "+13125550199"
    session.commit()
    line = VapiLine(client, vapi_headers, dee.phone)
    line.log(DAILY)
    foreign = VapiLine(client, vapi_headers, other, call_id=line.call_id)
    report = {"endedReason": "pipeline-error", "durationSeconds": 9_999}
    assert foreign.post(foreign.envelope("end-of-call-report", **report)).status_code == 200
    assert foreign.post(foreign.envelope("status-update", status="ended")).status_code == 200
    session.expire_all()
    call = session.scalars(select(Call)).one()
    assert (call.status, call.ended_reason, call.duration_seconds) == (CallStatus.IN_PROGRESS, None, None)
    assert line.post(line.envelope("end-of-call-report", **report | {"durationSeconds": 84})).status_code == 200
    session.expire_all()
    assert session.scalars(select(Call.duration_seconds)).all() == [84]


@pytest.mark.parametrize(
    ("said", "cost"),
    [
        ({"cost": 0.081, "costBreakdown": {"total": 9}}, Decimal("0.0810")),
        ({"cost": 0}, Decimal(0)),
        ({"costBreakdown": {"total": "0.0192"}}, Decimal("0.0192")),
        ({"call": {"cost": 0.07}}, Decimal("0.0700")),
        ({"costs": [{"type": "model", "cost": 0.01}, {"type": "vapi", "cost": 0.05}, {}, 7]}, Decimal("0.0600")),
        ({"cost": -1}, None),
        ({"cost": 1e9}, None),
        ({"cost": "free", "costs": []}, None),
    ],
)
def test_cost_is_read_where_the_report_has_it(said: dict[str, object], cost: Decimal | None) -> None:
    assert read_report(said).cost_usd == cost


@pytest.mark.parametrize(
    ("said", "turn_ms"),
    [
        ({"artifact": {"performanceMetrics": {"turnLatencyAverage": 1150.6}}}, 1151),
        ({"performanceMetrics": {"turnLatencyAverage": 900}}, 900),
        ({"call": {"artifact": {"performanceMetrics": {"turnLatencyAverage": 800}}}}, 800),
        ({"artifact": {"performanceMetrics": {"turnLatencyAverage": -5}}}, None),
        ({"artifact": {}}, None),
    ],
)
def test_turns_are_as_long_as_the_report_says(said: dict[str, object], turn_ms: int | None) -> None:
    assert read_report(said).turn_ms == turn_ms


def test_report_leaves_what_the_call_cost_and_a_later_one_without_it_takes_nothing(
    client: FlaskClient, session: Session, vapi_headers: dict[str, str], dee: Employee
) -> None:
    line = VapiLine(client, vapi_headers, dee.phone)
    metrics = {"performanceMetrics": {"turnLatencyAverage": 1150.6}}
    line.post(line.envelope("end-of-call-report", cost=0.081, artifact=metrics, analysis={}))
    line.post(line.envelope("end-of-call-report", artifact={}, analysis={}))
    call = session.scalars(select(Call)).one()
    assert (call.cost_usd, call.turn_ms) == (Decimal("0.0810"), 1151)


def test_time_of_an_answer_is_kept_with_it(
    client: FlaskClient,
    session: Session,
    vapi_headers: dict[str, str],
    dee: Employee,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The stopwatch goes on by a second at each look: once at the arrival, and once at each decision."""
    seconds = iter(range(100))
    monkeypatch.setattr("app.vapi.inbound.webhook.perf_counter", lambda: next(seconds))
    monkeypatch.setattr("app.vapi.inbound.context.perf_counter", lambda: next(seconds))
    line = VapiLine(client, vapi_headers, dee.phone)
    line.tools(("get_tech_checkin_context", {}))
    line.tools(("log_daily_checkin", DAILY))
    line.tools(("log_daily_checkin", {**DAILY, "energy_level": 1}))
    line.tools(("request_call_back", {}))
    context_ms = session.scalars(select(Call.context_ms)).one()
    assert context_ms is not None
    assert 1_000 <= context_ms < 2_000
    kept = session.execute(select(ToolResult.tool, ToolResult.answered_ms).order_by(ToolResult.tool)).all()
    assert kept == [("log_daily_checkin", 1_000), ("log_daily_checkin", 1_000), ("request_call_back", 1_000)]


def test_replayed_message_kept_nobody_waiting(app: Flask, session: Session, dee: Employee, settings: Settings) -> None:
    number = {"number": dee.phone}
    calls = [
        {"id": f"t{place}", "name": name, "arguments": arguments}
        for place, (name, arguments) in enumerate([("get_tech_checkin_context", {}), ("log_daily_checkin", DAILY)])
    ]
    call = {"id": "late", "type": "inboundPhoneCall", "customer": number}
    message = parse_body(json.dumps({"message": {"type": "tool-calls", "call": call, "toolCallList": calls}}).encode())
    with app.app_context():
        dispatch.answer(message, Context(settings, NOW))
    assert session.scalars(select(Call.context_ms)).all() == [None]
    assert session.scalars(select(ToolResult.answered_ms)).all() == [None]
