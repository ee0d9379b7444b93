"""Undoing the last change: the state and the chain are as if it had not been pressed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind, AlertKind, AlertNotice, AlertOutcome, AlertStatus
from app.domain.errors import InvalidTransition
from app.domain.permissions import Role
from app.models import Alert, AlertEvent, Employee, OutboxMessage, OutboxStatus
from app.services.alerts.actions import (
    acknowledge_alert,
    hand_over_alert,
    put_back_alert,
    record_outcome,
    resolve_alert,
    snooze_alert,
)
from app.services.alerts.lifecycle import STATE_COLUMNS
from app.services.alerts.notify import notify_alert
from app.services.alerts.records import Actor
from app.services.alerts.undo import undo_last_change
from app.settings import Settings
from tests.builders import NOW, make_alert, make_employee

LATER = NOW + timedelta(minutes=3)


@pytest.fixture
def dana(session: Session) -> Employee:
    return make_employee(session, name="Dana Kim", role=Role.DISPATCHER)


@pytest.fixture
def kay(session: Session) -> Employee:
    return make_employee(session, name="Kay Ortiz", role=Role.DISPATCHER)


@pytest.fixture
def alert(session: Session) -> Alert:
    technician = make_employee(session, name="Marcus Webb")
    return make_alert(
        session, technician, next_escalation_at=NOW + timedelta(minutes=10), escalation_step=1, dedupe_key="one"
    )


def actor(employee: Employee) -> Actor:
    return Actor(id=employee.id, name=employee.name)


def state(alert: Alert) -> dict[str, Any]:
    return {column: getattr(alert, column) for column in STATE_COLUMNS}


def handed_messages(session: Session, notice: AlertNotice) -> list[OutboxMessage]:
    query = select(OutboxMessage).where(OutboxMessage.data["notice"].astext == notice)
    return list(session.scalars(query))


Act = Callable[[Session, Alert, Actor, Settings], Alert]
FROM_OPEN: dict[str, Act] = {
    "acknowledge": lambda s, a, who, settings: acknowledge_alert(s, a.id, actor=who, settings=settings, now=NOW),
    "outcome": lambda s, a, who, _: record_outcome(s, a.id, outcome=AlertOutcome.COVERED, actor=who, now=NOW),
    "resolve": lambda s, a, who, _: resolve_alert(s, a.id, actor=who, now=NOW),
}
FROM_TAKEN: dict[str, Act] = {
    "put back": lambda s, a, who, settings: put_back_alert(s, a.id, actor=who, settings=settings, now=NOW),
    "snooze": lambda s, a, who, _: snooze_alert(s, a.id, until=NOW + timedelta(hours=1), actor=who, now=NOW),
}


@pytest.mark.parametrize("act", FROM_OPEN.values(), ids=FROM_OPEN)
def test_open_alert_is_open_again_and_its_chain_goes_on(
    session: Session, settings: Settings, alert: Alert, dana: Employee, act: Act
) -> None:
    before = state(alert)
    act(session, alert, actor(dana), settings)
    assert state(alert) != before
    undo_last_change(session, alert.id, actor=actor(dana), settings=settings, now=LATER)
    assert state(alert) == before
    event = session.scalars(select(AlertEvent).order_by(AlertEvent.id.desc()).limit(1)).one()
    assert (event.event, event.actor_name) == (AlertEventKind.UNDONE, "Dana Kim")


@pytest.mark.parametrize("act", FROM_TAKEN.values(), ids=FROM_TAKEN)
def test_taken_alert_is_its_owners_again(
    session: Session, settings: Settings, alert: Alert, dana: Employee, act: Act
) -> None:
    acknowledge_alert(session, alert.id, actor=actor(dana), settings=settings, now=NOW)
    before = state(alert)
    act(session, alert, actor(dana), settings)
    undo_last_change(session, alert.id, actor=actor(dana), settings=settings, now=LATER)
    assert state(alert) == before


@pytest.mark.parametrize("sent", [True, False])
def test_who_was_handed_it_hears_only_where_the_message_has_gone(
    session: Session, settings: Settings, alert: Alert, dana: Employee, kay: Employee, *, sent: bool
) -> None:
    hand_over_alert(session, alert.id, to_id=kay.id, actor=actor(dana), settings=settings, now=NOW)
    for message in handed_messages(session, AlertNotice.HANDED_OVER):
        message.status = OutboxStatus.SENT if sent else OutboxStatus.PENDING
    session.flush()
    undo_last_change(session, alert.id, actor=actor(dana), settings=settings, now=LATER)
    assert (alert.status, alert.owner_id) == (AlertStatus.OPEN, None)
    session.expire_all()
    [first] = handed_messages(session, AlertNotice.HANDED_OVER)
    told = [message.recipient_id for message in handed_messages(session, AlertNotice.TAKEN_BACK)]
    assert (first.status, told) == ((OutboxStatus.SENT, [kay.id]) if sent else (OutboxStatus.CANCELLED, []))


@pytest.mark.parametrize("kind", [kind for kind in AlertKind if kind is not AlertKind.MISSED])
def test_message_to_who_was_handed_it_says_that_it_is_not_theirs(
    session: Session, settings: Settings, dana: Employee, kay: Employee, kind: AlertKind
) -> None:
    dana.role = kay.role = Role.MANAGER if kind is AlertKind.BURNOUT else Role.DISPATCHER
    person = make_employee(session, name="Marcus Webb", manager_id=kay.id)
    alert = make_alert(session, None if kind is AlertKind.LINE else person, kind=kind)
    alert.owner_id, alert.owner_name, alert.status = kay.id, kay.name, AlertStatus.ACKNOWLEDGED
    [message] = notify_alert(session, alert, notice=AlertNotice.TAKEN_BACK, settings=settings, now=NOW)
    assert message.subject.startswith("Not yours after all: ")


def test_not_by_somebody_else_not_after_something_else_and_not_twice(
    session: Session, settings: Settings, alert: Alert, dana: Employee, kay: Employee
) -> None:
    resolve_alert(session, alert.id, actor=actor(dana), now=NOW)
    for who, at in ((kay, LATER), (dana, NOW + timedelta(minutes=6))):
        with pytest.raises(InvalidTransition):
            undo_last_change(session, alert.id, actor=actor(who), settings=settings, now=at)
    undo_last_change(session, alert.id, actor=actor(dana), settings=settings, now=LATER)
    with pytest.raises(InvalidTransition):
        undo_last_change(session, alert.id, actor=actor(dana), settings=settings, now=LATER)


def test_not_where_a_newer_alert_stands_for_the_same(
    session: Session, settings: Settings, alert: Alert, dana: Employee
) -> None:
    resolve_alert(session, alert.id, actor=actor(dana), now=NOW)
    make_alert(session, session.get_one(Employee, alert.employee_id), dedupe_key=alert.dedupe_key)
    with pytest.raises(InvalidTransition):
        undo_last_change(session, alert.id, actor=actor(dana), settings=settings, now=LATER)
