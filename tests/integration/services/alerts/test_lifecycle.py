"""Moving and closing an alert: the state, the line of its timeline, and what the line keeps of the moment before."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind, AlertOutcome, AlertStatus
from app.domain.errors import InvalidTransition, NotFound
from app.domain.permissions import Role
from app.models import Alert, AlertEvent, Employee, OutboxMessage, OutboxStatus
from app.services.alerts.lifecycle import STATE_COLUMNS, close, lock_to_move, move, withdraw
from app.services.alerts.records import Actor
from app.settings import Settings
from tests.builders import NOW, make_alert, make_employee, make_message

ROOT = Path(__file__).resolve().parents[4]
LATER = NOW + timedelta(minutes=6)


@pytest.fixture
def dana(session: Session) -> Employee:
    return make_employee(session, name="Dana Kim", role=Role.DISPATCHER)


@pytest.fixture
def alert(session: Session) -> Alert:
    technician = make_employee(session, name="Marcus Webb")
    return make_alert(session, technician, next_escalation_at=NOW + timedelta(minutes=10), escalation_step=1)


def last_event(session: Session, alert: Alert) -> AlertEvent:
    query = select(AlertEvent).where(AlertEvent.alert_id == alert.id).order_by(AlertEvent.id.desc()).limit(1)
    return session.scalars(query).one()


def test_move_changes_the_state_and_keeps_what_was_before(session: Session, alert: Alert, dana: Employee) -> None:
    actor = Actor(id=dana.id, name=dana.name)
    move(
        session,
        alert,
        AlertEventKind.ACKNOWLEDGED,
        now=LATER,
        actor=actor,
        note="on it",
        data={"link": "n0"},
        status=AlertStatus.ACKNOWLEDGED,
        owner_id=dana.id,
        owner_name=dana.name,
        escalation_step=0,
        next_escalation_at=None,
    )
    session.expire_all()
    event = last_event(session, alert)
    assert (alert.status, alert.owner_id, alert.escalation_step, alert.next_escalation_at) == (
        AlertStatus.ACKNOWLEDGED,
        dana.id,
        0,
        None,
    )
    assert (event.event, event.at, event.actor_name, event.note) == (
        AlertEventKind.ACKNOWLEDGED,
        LATER,
        "Dana Kim",
        "on it",
    )
    assert event.data == {
        "link": "n0",
        "before": {"status": "open", "escalation_step": 1, "next_escalation_at": "2026-11-17T13:10:00+00:00"},
    }


def test_move_refuses_what_is_no_part_of_the_state(session: Session, alert: Alert) -> None:
    with pytest.raises(TypeError, match="facts"):
        move(session, alert, AlertEventKind.CORRECTED, now=LATER, facts={})


def test_close_ends_the_alert_and_its_chain_without_anybody(session: Session, alert: Alert) -> None:
    close(session, alert, AlertOutcome.CALLED_LATE, note="called late, at 10:40", now=LATER)
    event = last_event(session, alert)
    assert (alert.status, alert.outcome, alert.resolved_at, alert.next_escalation_at) == (
        AlertStatus.RESOLVED,
        AlertOutcome.CALLED_LATE,
        LATER,
        None,
    )
    assert (event.event, event.actor_name, event.note) == (AlertEventKind.RESOLVED, None, "called late, at 10:40")


def test_withdrawal_cancels_what_is_not_sent_and_tells_whoever_was_told(
    session: Session, settings: Settings, alert: Alert
) -> None:
    told = {"audience": "dispatch", "recipient": "Dee", "timezone": "America/Chicago"}
    make_message(session, alert_id=alert.id, address="dee@demo.example", status=OutboxStatus.SENT, data=told)
    waiting = make_message(session, alert_id=alert.id, address="bea@demo.example", data=told)
    withdraw(session, alert, settings=settings, now=LATER)
    assert last_event(session, alert).event is AlertEventKind.WITHDRAWN
    assert session.get_one(OutboxMessage, waiting.id, populate_existing=True).status is OutboxStatus.CANCELLED
    corrections = session.scalars(select(OutboxMessage).where(OutboxMessage.subject.startswith("Correction"))).all()
    assert [message.address for message in corrections] == ["dee@demo.example"]


def test_lock_is_refused_in_a_state_it_may_not_start_from(session: Session, alert: Alert, dana: Employee) -> None:
    actor = Actor(id=dana.id, name=dana.name)
    with pytest.raises(InvalidTransition) as refused:
        lock_to_move(session, alert.id, actor=actor, allowed_from={AlertStatus.ACKNOWLEDGED})
    assert refused.value.sentence == "Nobody has this alert yet: take it first."


def test_lock_of_what_does_not_exist_is_not_found(session: Session, dana: Employee) -> None:
    with pytest.raises(NotFound):
        lock_to_move(session, 999_999, actor=Actor(id=dana.id, name=dana.name))


def test_at_a_shared_desk_the_refusal_tells_the_technicians_time(session: Session, alert: Alert) -> None:
    alert.status, alert.owner_name, alert.acknowledged_at = AlertStatus.ACKNOWLEDGED, "Kay Ortiz", NOW
    session.flush()
    with pytest.raises(InvalidTransition) as refused:
        lock_to_move(session, alert.id, actor=Actor(id=None, name="Desk"), allowed_from={AlertStatus.OPEN})
    assert refused.value.sentence == "Kay Ortiz has had this since 07:00."


def test_nothing_else_in_the_app_changes_the_state_of_an_alert() -> None:
    changed_elsewhere = {
        f"{path.name}:{target.lineno}"
        for layer in ("services", "web", "vapi", "jobs", "cli")
        for path in (ROOT / "app" / layer).rglob("*.py")
        if path != ROOT / "app" / "services" / "alerts" / "lifecycle.py"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Assign)
        for assigned in node.targets
        for target in ast.walk(assigned)
        if isinstance(target, ast.Attribute) and target.attr in STATE_COLUMNS and ast.unparse(target.value) == "alert"
    }
    assert changed_elsewhere == set()
