"""The chain of an attendance alert: 10, 20, 30 minutes; the outcome asked for once; reopening."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind, AlertKind, AlertOutcome, AlertStatus
from app.domain.permissions import Role
from app.models import Alert, AlertEvent, OutboxMessage
from app.services.alerts.actions import acknowledge_alert, record_outcome, resolve_alert, snooze_alert
from app.services.alerts.escalate import escalate_due_alerts
from app.services.alerts.records import Actor
from app.settings import Settings
from tests.builders import NOW, TODAY, make_alert, make_employee

DANA = Actor(id=None, name="Dana Kim")


def after(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


@pytest.fixture
def alert(session: Session) -> Alert:
    manager = make_employee(session, role=Role.MANAGER)
    technician = make_employee(session, name="Marcus Webb", manager_id=manager.id)
    return make_alert(session, technician, next_escalation_at=after(10))


@pytest.fixture
def run(session: Session, settings: Settings) -> Callable[[float], int]:
    return lambda minutes: escalate_due_alerts(session, now=after(minutes), settings=settings)


def steps(session: Session) -> list[tuple[AlertEventKind, str | None]]:
    rows = session.execute(select(AlertEvent.event, AlertEvent.data).order_by(AlertEvent.id))
    return [(event, data.get("notice")) for event, data in rows]


def test_nothing_is_due_before_ten_minutes(alert: Alert, run: Callable[[float], int]) -> None:
    assert run(9.9) == 0


def test_unacknowledged_alert_goes_through_the_chain_and_stays_open(
    session: Session, alert: Alert, run: Callable[[float], int]
) -> None:
    assert [run(minutes) for minutes in (10, 10.1, 19.9, 20, 29.9, 30, 300)] == [1, 0, 0, 1, 0, 1, 0]
    assert steps(session) == [
        (AlertEventKind.REPEATED, "repeated"),
        (AlertEventKind.ESCALATED, "backup"),
        (AlertEventKind.ESCALATED, "managers_manager"),
    ]
    assert (alert.status, alert.next_escalation_at) == (AlertStatus.OPEN, None)


def test_clock_that_is_seconds_late_keeps_the_due_times(alert: Alert, run: Callable[[float], int]) -> None:
    run(10.5)
    assert alert.next_escalation_at == after(20)


def test_after_an_outage_the_chain_goes_on_from_now_one_step_at_a_time(
    session: Session, alert: Alert, run: Callable[[float], int]
) -> None:
    assert [run(minutes) for minutes in (95, 95.2, 95.4, 104.9, 105)] == [1, 0, 0, 0, 1]
    assert [notice for _, notice in steps(session)] == ["repeated", "backup"]


def test_open_alert_about_a_past_day_tells_nobody(session: Session, alert: Alert, run: Callable[[float], int]) -> None:
    run(3 * 24 * 60)
    assert (steps(session), alert.next_escalation_at) == ([], None)
    assert session.scalars(select(OutboxMessage)).all() == []


def test_alert_of_the_night_goes_on_after_midnight(session: Session, settings: Settings) -> None:
    """The day of a window over midnight is not over before its window is."""
    at_one = datetime(2026, 11, 18, 7, 0, tzinfo=UTC)  # in Chicago, in the night after `TODAY`
    technician = make_employee(session, window_start=time(22), window_end=time(2))
    make_alert(session, technician, alert_on=TODAY, next_escalation_at=at_one)
    assert escalate_due_alerts(session, now=at_one, settings=settings) == 1
    assert steps(session) == [(AlertEventKind.REPEATED, "repeated")]


def test_taken_on_friday_its_owner_alone_is_asked_on_monday(
    session: Session, settings: Settings, alert: Alert, run: Callable[[float], int]
) -> None:
    make_employee(session, role=Role.DISPATCHER)
    owner = make_employee(session, role=Role.DISPATCHER, email="owner@demo.example")
    actor = Actor(id=owner.id, name=owner.name)
    acknowledge_alert(session, alert.id, actor=actor, settings=settings, now=after(5))
    for minutes in (3 * 24 * 60, 3 * 24 * 60 + 15, 3 * 24 * 60 + 60):
        run(minutes)
    assert steps(session)[1:] == [(AlertEventKind.REMINDED, "outcome_reminder")]
    messages = session.scalars(select(OutboxMessage)).all()
    assert [message.address for message in messages] == ["owner@demo.example"]
    assert "on Tue 17 Nov" in messages[0].subject
    assert alert.status is AlertStatus.ACKNOWLEDGED


@pytest.mark.parametrize("minutes", [5, 15, 25])
def test_acknowledgement_makes_later_runs_no_ops(
    session: Session, settings: Settings, alert: Alert, run: Callable[[float], int], minutes: float
) -> None:
    for due in (10, 20):
        if due < minutes:
            run(due)
    acknowledge_alert(session, alert.id, actor=DANA, settings=settings, now=after(minutes))
    assert [run(later) for later in (10, 20, 30, minutes + 59)] == [0, 0, 0, 0]


def test_owner_without_outcome_is_asked_once_then_the_alert_reopens(
    session: Session, settings: Settings, alert: Alert, run: Callable[[float], int]
) -> None:
    acknowledge_alert(session, alert.id, actor=DANA, settings=settings, now=after(5))
    assert [run(minutes) for minutes in (64, 65, 66, 79, 80)] == [0, 1, 0, 0, 1]
    assert steps(session)[1:] == [(AlertEventKind.REMINDED, "outcome_reminder"), (AlertEventKind.REOPENED, "reopened")]
    assert (alert.status, alert.owner_name, alert.next_escalation_at) == (AlertStatus.OPEN, None, after(90))


def test_reopened_alert_starts_the_chain_afresh(
    session: Session, settings: Settings, alert: Alert, run: Callable[[float], int]
) -> None:
    acknowledge_alert(session, alert.id, actor=DANA, settings=settings, now=after(0))
    assert [run(minutes) for minutes in (60, 75, 84, 85, 95, 105)] == [1, 1, 0, 1, 1, 1]
    assert [notice for _, notice in steps(session)[-3:]] == ["repeated", "backup", "managers_manager"]


def test_outcome_in_time_ends_it(
    session: Session, settings: Settings, alert: Alert, run: Callable[[float], int]
) -> None:
    acknowledge_alert(session, alert.id, actor=DANA, settings=settings, now=after(5))
    record_outcome(session, alert.id, outcome=AlertOutcome.COVERED, actor=DANA, now=after(40))
    assert [run(minutes) for minutes in (65, 80, 300)] == [0, 0, 0]


def test_resolved_alert_is_never_reopened(
    session: Session, settings: Settings, alert: Alert, run: Callable[[float], int]
) -> None:
    acknowledge_alert(session, alert.id, actor=DANA, settings=settings, now=after(0))
    run(60)
    resolve_alert(session, alert.id, actor=DANA, now=after(70))
    assert run(75) == 0
    assert alert.status is AlertStatus.RESOLVED


def test_burnout_alert_that_was_put_off_never_reaches_dispatch(
    session: Session, settings: Settings, run: Callable[[float], int]
) -> None:
    make_employee(session, role=Role.DISPATCHER, dispatch_backup=True)
    burnout = make_alert(session, make_employee(session), kind=AlertKind.BURNOUT)
    acknowledge_alert(session, burnout.id, actor=DANA, settings=settings, now=NOW)
    snooze_alert(session, burnout.id, until=after(60), actor=DANA, now=after(1))
    assert [run(minutes) for minutes in (59, 60, 75, 90, 300)] == [0, 1, 0, 0, 0]
    assert (burnout.status, burnout.next_escalation_at) == (AlertStatus.ACKNOWLEDGED, None)


def test_two_clocks_at_once_take_each_step_once(committed: Session, settings: Settings) -> None:
    technician = make_employee(committed)
    for _ in range(10):
        make_alert(committed, technician, next_escalation_at=after(10))
    committed.commit()
    engine, moved = committed.get_bind(), []

    def tick() -> None:
        with Session(engine) as own:
            moved.append(escalate_due_alerts(own, now=after(10), settings=settings))
            own.commit()

    threads = [threading.Thread(target=tick) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sum(moved) == 10
    assert len(steps(committed)) == 10
