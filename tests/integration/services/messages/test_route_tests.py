"""A test to a desk: what it says, whereto it goes, and what became of the last one."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.messages.delivery import ChannelName
from app.models import OutboxMessage, OutboxStatus
from app.services.messages.deliveries import claim_message
from app.services.messages.route_tests import LOOKED_BACK, list_desks, send_route_test
from app.settings import Settings
from tests.builders import NOW, make_message


@pytest.fixture
def company(settings: Settings) -> Settings:
    return replace(settings, ops_urls=("mailto:ops@demo.example",), dispatch_urls=("https://hooks.demo.example/a",))


def test_desks_are_the_addresses_of_the_settings(session: Session, company: Settings) -> None:
    desks = list_desks(session, company, now=NOW)
    assert [(desk.recipient.name, desk.last) for desk in desks] == [("ops", None), ("dispatch", None)]
    assert all("hooks.demo.example/a" not in desk.recipient.address for desk in desks)


def test_test_is_a_message_of_its_own_to_this_address(session: Session, company: Settings) -> None:
    ops, dispatch = list_desks(session, company, now=NOW)
    send_route_test(session, dispatch.key, settings=company, now=NOW)
    send_route_test(session, dispatch.key, settings=company, now=NOW + timedelta(seconds=1))
    messages = session.scalars(sa.select(OutboxMessage).order_by(OutboxMessage.created_at)).all()
    assert [(message.route, message.urgent) for message in messages] == [("dispatch", True), ("dispatch", True)]
    claim = claim_message(session, messages[1].id, settings=company, now=NOW + timedelta(seconds=1))
    assert claim is not None
    assert [desk.last for desk in list_desks(session, company, now=NOW)] == [None, messages[1]]
    assert ops.last is None


def test_address_that_is_set_no_more_gets_none(session: Session, settings: Settings, company: Settings) -> None:
    [_ops, dispatch] = list_desks(session, company, now=NOW)
    assert send_route_test(session, dispatch.key, settings=settings, now=NOW) is None
    assert session.scalar(sa.select(sa.func.count()).select_from(OutboxMessage)) == 0


def test_last_delivery_of_any_kind_is_told_with_its_outcome(session: Session, company: Settings) -> None:
    [_ops, dispatch] = list_desks(session, company, now=NOW)
    assert (dispatch.is_webhook, dispatch.tried) == (True, None)
    about_ana = make_message(
        session,
        channel=ChannelName.WEBHOOK,
        route="dispatch",
        data={"destination": dispatch.key},
        claimed_at=NOW - timedelta(minutes=3),
        status=OutboxStatus.DEAD,
        last_error="Webhook: the server answered 404.",
    )
    make_message(session, route="dispatch", data={"destination": dispatch.key})  # waits
    make_message(session, route="dispatch", data={"destination": "another"}, claimed_at=NOW)
    assert [desk.tried for desk in list_desks(session, company, now=NOW)] == [None, about_ana]
    later = about_ana.created_at + LOOKED_BACK + timedelta(seconds=1)
    assert [desk.tried for desk in list_desks(session, company, now=later)] == [None, None]
