"""SAFETY-1: who hears, when, and how often, for callers on file and not."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.models import Alert, Call, CallStatus, Employee, OutboxMessage
from app.services.alerts.safety import raise_safety_alert
from app.settings import Settings
from tests.builders import NOW, make_employee

NIGHT = datetime(2026, 11, 18, 8, 30, tzinfo=UTC)
"""Half past two in Chicago: quiet hours."""


@pytest.fixture
def company(session: Session) -> None:
    make_employee(session, role=Role.DISPATCHER, name="Dana", email="dana@demo.example")
    make_employee(session, role=Role.ADMIN, name="Ada", email="ada@demo.example")


@pytest.fixture
def technician(session: Session, company: None) -> Employee:
    manager = make_employee(session, role=Role.MANAGER, name="Mia", email="mia@demo.example")
    return make_employee(session, name="Luis Romero", manager_id=manager.id)


def call_of(session: Session, employee: Employee | None, **more: Any) -> Call:
    id_ = f"call-{employee.id if employee else 0}-{len(session.scalars(select(Call)).all())}"
    status = CallStatus.IN_PROGRESS
    call = Call(id=id_, employee_id=employee.id if employee else None, status=status, created_at=NOW, **more)
    session.add(call)
    session.flush()
    return call


def tell(session: Session, settings: Settings, call: Call, employee: Employee | None = None, **said: Any) -> bool:
    defaults: dict[str, Any] = {"number": "+13125550177", "now": NOW}
    return raise_safety_alert(session, call=call, employee=employee, settings=settings, **defaults | said)


def sent(session: Session) -> list[OutboxMessage]:
    """Return the messages by address, each alert's first one before its corrections."""
    latest_last = (OutboxMessage.alert_id, OutboxMessage.data["notice"].astext != "raised", OutboxMessage.dedupe_key)
    return list(session.scalars(select(OutboxMessage).order_by(OutboxMessage.address, *latest_last)))


def test_SAFETY_1_goes_to_dispatch_and_the_manager_at_once_at_night(  # noqa: N802 - the rule's id
    session: Session, settings: Settings, technician: Employee
) -> None:
    assert tell(session, settings, call_of(session, technician), technician, place="12 Hill Street", now=NIGHT)
    [alert] = session.scalars(select(Alert)).all()
    assert (alert.kind, alert.rule_id, alert.employee_id, alert.note) == (
        "safety",
        "SAFETY-1",
        technician.id,
        "12 Hill Street",
    )
    assert [(each.address, each.urgent, each.available_at) for each in sent(session)] == [
        ("dana@demo.example", True, NIGHT),
        ("mia@demo.example", True, NIGHT),
    ]
    assert {each.subject for each in sent(session)} == {"Luis Romero may be hurt or in danger"}


def test_place_that_is_said_with_the_alert_stands_in_its_first_message(
    session: Session, settings: Settings, technician: Employee
) -> None:
    tell(session, settings, call_of(session, technician), technician, place="12 Hill Street")
    assert all("at: 12 Hill Street" in each.body_text for each in sent(session))


def test_stranger_is_heard_and_can_be_called_back(session: Session, settings: Settings, company: None) -> None:
    assert tell(session, settings, call_of(session, None))
    [message] = sent(session)
    assert message.subject == "A caller may be hurt or in danger"
    assert "+13125550177" in message.body_text


def test_one_call_is_one_alert_and_another_call_another(
    session: Session, settings: Settings, technician: Employee
) -> None:
    first = call_of(session, technician)
    for place in (None, None, "12 Hill Street", "12 Hill Street"):
        assert tell(session, settings, first, technician, place=place)
    assert len(session.scalars(select(Alert)).all()) == 1
    assert [each.data["notice"] for each in sent(session)] == ["raised", "corrected"] * 2
    tell(session, settings, call_of(session, technician), technician)
    assert len(session.scalars(select(Alert)).all()) == 2


def test_nobody_is_said_to_be_told_where_nobody_is(session: Session, settings: Settings) -> None:
    assert tell(session, settings, call_of(session, None)) is False


def test_call_that_only_tries_the_line_raises_nothing(
    session: Session, settings: Settings, technician: Employee
) -> None:
    assert tell(session, settings, call_of(session, technician, quiet=True), technician) is False
    assert session.scalars(select(Alert)).all() == []
