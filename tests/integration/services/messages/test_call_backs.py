"""A caller wants to be called back: one line to dispatch with the number, however often they ask."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.models import Call, CallStatus, OutboxMessage
from app.services.messages.call_backs import LIMIT_MINUTES, request_call_back
from app.settings import Settings
from tests.builders import NOW, make_employee

NUMBER = "+13125550177"


@pytest.fixture
def call(session: Session) -> Call:
    make_employee(session, role=Role.DISPATCHER, email="dana@demo.example")
    call = Call(id="call-1", status=CallStatus.IN_PROGRESS, created_at=NOW)
    session.add(call)
    session.flush()
    return call


def test_dispatch_gets_the_name_and_the_number_once(session: Session, settings: Settings, call: Call) -> None:
    person = make_employee(session, name="Luis Romero")
    for _ in range(3):
        assert request_call_back(session, call=call, person=person, number=NUMBER, settings=settings, now=NOW)
    [message] = session.scalars(select(OutboxMessage)).all()
    assert (message.address, message.subject) == ("dana@demo.example", "Call back: Luis Romero")
    assert "(312) 555-0177" in message.body_text
    later = NOW + timedelta(minutes=LIMIT_MINUTES)
    assert request_call_back(session, call=call, person=person, number=NUMBER, settings=settings, now=later)
    assert len(session.scalars(select(OutboxMessage)).all()) == 2


def test_stranger_may_ask_and_a_withheld_number_cannot_be_called(
    session: Session, settings: Settings, call: Call
) -> None:
    assert request_call_back(session, call=call, person=None, number=None, settings=settings, now=NOW) is False
    assert request_call_back(session, call=call, person=None, number=NUMBER, settings=settings, now=NOW)
    [message] = session.scalars(select(OutboxMessage)).all()
    assert message.subject == "Call back: A caller who is not on file"
