"""One alert for each obstacle, over calls and days, and what ops hears of it."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind, AlertKind, AlertOutcome, AlertStatus
from app.domain.permissions import Role
from app.models import Alert, AlertEvent, Employee, OutboxMessage, OutboxStatus
from app.services.alerts.follow import raise_alerts
from app.settings import Settings
from tests.builders import NOW, make_checkin, make_employee

DAY = timedelta(days=1)


@pytest.fixture
def ana(session: Session) -> Employee:
    make_employee(session, name="Dana Kim", role=Role.DISPATCHER, email="dana@demo.example")
    return make_employee(session, name="Ana Ruiz")


def report(session: Session, ana: Employee, settings: Settings, note: str | None, at: datetime = NOW) -> None:
    checkin = make_checkin(session, ana, timestamp=at, blocker_present=True, blocker_note=note)
    raise_alerts(session, checkin, settings=settings, now=at)


def alerts(session: Session) -> list[Alert]:
    return list(session.scalars(select(Alert).where(Alert.kind == AlertKind.BLOCKER).order_by(Alert.id)))


def messages(session: Session) -> list[OutboxMessage]:
    return list(session.scalars(select(OutboxMessage).order_by(OutboxMessage.created_at, OutboxMessage.id)))


def test_two_obstacles_of_one_day_are_two_alerts(session: Session, settings: Settings, ana: Employee) -> None:
    report(session, ana, settings, "The gate is locked")
    report(session, ana, settings, "No ladder", NOW + timedelta(minutes=6))
    assert [alert.note for alert in alerts(session)] == ["The gate is locked", "No ladder"]


def test_same_words_in_a_second_call_are_one_alert(session: Session, settings: Settings, ana: Employee) -> None:
    report(session, ana, settings, "The gate is locked")
    report(session, ana, settings, "the gate is LOCKED!", NOW + timedelta(minutes=6))
    assert len(alerts(session)) == len(messages(session)) == 1


def test_same_blocker_again_joins_the_open_alert_and_is_told_in_its_thread(
    session: Session, settings: Settings, ana: Employee
) -> None:
    report(session, ana, settings, "The gate is locked")
    [first] = messages(session)
    first.status = OutboxStatus.SENT
    for days in (1, 2):
        report(session, ana, settings, "the gate is locked", NOW + days * DAY)
    [alert] = alerts(session)
    assert alert.facts["days"] == ["2026-11-17", "2026-11-18", "2026-11-19"]
    events = session.scalars(select(AlertEvent).where(AlertEvent.event == AlertEventKind.ADDED).order_by(AlertEvent.id))
    assert [event.note for event in events] == ["again, day 2", "again, day 3"]
    again = messages(session)[1:]
    assert [message.subject for message in again] == [
        "Again, day 2, Ana Ruiz: The gate is locked",
        "Again, day 3, Ana Ruiz: The gate is locked",
    ]
    assert {message.data["thread"] for message in again} == {str(first.id)}


def test_fixed_blocker_that_comes_back_is_a_new_alert(session: Session, settings: Settings, ana: Employee) -> None:
    report(session, ana, settings, "The gate is locked")
    alerts(session)[0].status, alerts(session)[0].outcome = AlertStatus.RESOLVED, AlertOutcome.FIXED
    report(session, ana, settings, "The gate is locked", NOW + DAY)
    assert [alert.status for alert in alerts(session)] == [AlertStatus.RESOLVED, AlertStatus.OPEN]


def test_blocker_that_is_not_named_is_told_once_the_call_is_over(
    session: Session, settings: Settings, ana: Employee
) -> None:
    report(session, ana, settings, None)
    assert [message.subject for message in messages(session)] == ["Blocker, Ana Ruiz: not named"]
    assert "reported at 07:00 today: a blocker, not named" in messages(session)[0].body_text
