"""Every event as it goes over the wire to a desk: of the described shape, and genuine by the example's check."""

import json
import runpy
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.channels.webhook import WebhookChannel
from app.domain.alerts.kinds import AlertKind, AlertNotice
from app.domain.messages.delivery import ChannelName, DeliveryError, OutgoingMessage
from app.domain.messages.webhook_events import BY_TYPE, body_schema
from app.domain.permissions import Role
from app.models import Employee, OutboxMessage
from app.services.alerts.notify import notify_alert
from app.services.messages.call_backs import request_call_back
from app.services.messages.compose import compose
from app.services.messages.deliveries import claim_message
from app.services.messages.late_arrivals import tell_who_is_late
from app.services.messages.morning_briefs import queue_morning_briefs
from app.services.messages.route_tests import list_desks, send_route_test
from app.settings import Settings
from tests.builders import NOW, make_alert, make_call, make_checkin, make_employee
from tests.integration.channels.conftest import HttpServer

ROOT = Path(__file__).parents[3]
IS_GENUINE = runpy.run_path(str(ROOT / "docs" / "examples" / "webhook_check.py"))["is_genuine"]
SECRETS = ("whsec_YSBrZXkgb2YgdGhlIHRlc3RzLCAzMiBieXRlcyBsb25n", "a text that is not base64 at all!")
CUT_OFF = NOW + timedelta(hours=3, minutes=15)
FACTS: dict[AlertKind, dict[str, Any]] = {
    AlertKind.ATTENDANCE: {"not_ready_reason": "sick"},
    AlertKind.MISSED: {"cut_off_at": CUT_OFF.isoformat()},
    AlertKind.LINE: {"why": "3 calls came; 18 is usual."},
}


@pytest.fixture
def company(settings: Settings, http_server: HttpServer) -> Settings:
    return replace(settings, ops_urls=(http_server.url,), dispatch_urls=(http_server.url,), quiet_hours="")


def cause(session: Session, company: Settings, kind: str, ana: Employee) -> None:
    """Do what leads to this event."""
    match kind:
        case "late":
            tell_who_is_late(session, make_checkin(session, ana, eta_minutes=90), settings=company, now=NOW)
        case "call_back":
            call = make_call(session, ana)
            request_call_back(session, call=call, person=ana, number="+13125550177", settings=company, now=NOW)
        case "brief":
            queue_morning_briefs(session, now=CUT_OFF, settings=company)
        case "route_test":
            send_route_test(session, list_desks(session, company, now=NOW)[0].key, settings=company, now=NOW)
        case _:
            about = None if kind == AlertKind.LINE else ana
            alert = make_alert(session, about, kind=AlertKind(kind), facts=FACTS.get(AlertKind(kind), {}))
            notify_alert(session, alert, notice=AlertNotice.RAISED, settings=company, now=NOW)


def outgoing(session: Session, company: Settings) -> OutgoingMessage:
    """Return the message to the webhook as a worker hands it to the channel."""
    to_webhook = select(OutboxMessage).where(OutboxMessage.channel == ChannelName.WEBHOOK)
    row = session.scalars(to_webhook.order_by(OutboxMessage.created_at)).first()
    assert row is not None
    claim = claim_message(session, row.id, settings=company, now=row.available_at)
    assert claim is not None
    return compose(claim, company, lambda _message: "token")


@pytest.mark.parametrize("kind", BY_TYPE)
def test_event_arrives_as_it_is_described(
    session: Session, company: Settings, http_server: HttpServer, kind: str
) -> None:
    cause(session, company, kind, make_employee(session, name="Ana Ruiz"))
    WebhookChannel(SECRETS[0]).send(outgoing(session, company))
    body = http_server.json
    jsonschema.validate(body, body_schema(BY_TYPE[kind]), format_checker=jsonschema.FormatChecker())
    assert body["type"] == kind
    assert set(body["data"]) <= set(BY_TYPE[kind].shape)
    assert "sick" not in json.dumps(body)


def test_several_blockers_arrive_as_one(session: Session, company: Settings, http_server: HttpServer) -> None:
    for name in ("Ana Ruiz", "Bo Lind", "Cy Young"):
        alert = make_alert(session, make_employee(session, name=name), kind=AlertKind.BLOCKER, note="no ladder")
        notify_alert(session, alert, notice=AlertNotice.RAISED, settings=company, now=NOW)
    WebhookChannel("").send(outgoing(session, company))
    jsonschema.validate(http_server.json, body_schema(BY_TYPE["blocker"]))
    messages = http_server.json["data"]["messages"]
    assert {part["happened"].split(" reported")[0] for part in messages} == {"Ana Ruiz", "Bo Lind", "Cy Young"}


def test_nothing_about_low_energy_can_go_to_a_webhook(session: Session, company: Settings) -> None:
    make_employee(session, role=Role.HR)
    cause(session, company, AlertKind.BURNOUT, make_employee(session, name="Ana Ruiz"))
    assert session.scalars(select(OutboxMessage.channel)).all() == [ChannelName.EMAIL]
    with pytest.raises(DeliveryError) as caught:
        WebhookChannel("").send(message_of_the_row(session))
    assert (caught.value.sentence, caught.value.permanent) == (
        "Webhook: no event is described for this kind of message.",
        True,
    )


def message_of_the_row(session: Session) -> OutgoingMessage:
    row = session.scalars(select(OutboxMessage)).one()
    return OutgoingMessage(
        id=row.id, address="https://x.example", kind=row.kind, subject="s", text="t", message_id="<1@x.example>"
    )


@pytest.mark.parametrize("secret", SECRETS)
def test_example_tells_genuine_requests_from_others(
    message: Callable[..., OutgoingMessage], http_server: HttpServer, secret: str
) -> None:
    WebhookChannel(secret).send(message(address=http_server.url))
    [(_path, headers, body)] = http_server.requests
    assert IS_GENUINE(secret, headers, body) is True
    assert IS_GENUINE(secret, headers, body + b" ") is False
    assert IS_GENUINE("another", headers, body) is False
    old = headers | {"webhook-timestamp": str(int(headers["webhook-timestamp"]) - 301)}
    assert IS_GENUINE(secret, old, body) is False
    rotated = headers | {"webhook-signature": f"v1,bm9uZQ== {headers['webhook-signature']}"}
    assert IS_GENUINE(secret, rotated, body) is True
