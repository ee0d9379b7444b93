"""A test to a desk: what it says, whereto it goes, and what became of the last one."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.models import OutboxMessage
from app.services.messages.deliveries import claim_message
from app.services.messages.route_tests import list_desks, send_route_test
from app.settings import Settings
from tests.builders import NOW


@pytest.fixture
def company(settings: Settings) -> Settings:
    return replace(settings, ops_urls=("mailto:ops@demo.example",), dispatch_urls=("https://hooks.demo.example/a",))


def test_desks_are_the_addresses_of_the_settings(session: Session, company: Settings) -> None:
    desks = list_desks(session, company)
    assert [(desk.recipient.name, desk.last) for desk in desks] == [("ops", None), ("dispatch", None)]
    assert all("hooks.demo.example/a" not in desk.recipient.address for desk in desks)


def test_test_is_a_message_of_its_own_to_this_address(session: Session, company: Settings) -> None:
    ops, dispatch = list_desks(session, company)
    send_route_test(session, dispatch.key, settings=company, now=NOW)
    send_route_test(session, dispatch.key, settings=company, now=NOW + timedelta(seconds=1))
    messages = session.scalars(sa.select(OutboxMessage).order_by(OutboxMessage.created_at)).all()
    assert [(message.route, message.urgent) for message in messages] == [("dispatch", True), ("dispatch", True)]
    claim = claim_message(session, messages[1].id, settings=company, now=NOW + timedelta(seconds=1))
    assert claim is not None
    assert [desk.last for desk in list_desks(session, company)] == [None, messages[1]]
    assert ops.last is None


def test_address_that_is_set_no_more_gets_none(session: Session, settings: Settings, company: Settings) -> None:
    [_ops, dispatch] = list_desks(session, company)
    assert send_route_test(session, dispatch.key, settings=settings, now=NOW) is None
    assert session.scalar(sa.select(sa.func.count()).select_from(OutboxMessage)) == 0
