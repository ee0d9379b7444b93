"""The statements that every use-case about alerts shares."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind, AlertKind, AlertStatus
from app.domain.alerts.rules import blocker_finding
from app.domain.errors import NotFound
from app.models import Alert, AlertEvent, Employee
from app.services.alerts.records import NewAlert, insert_alert, insert_alerts, lock_alert, lock_newest, taken_at
from tests.builders import NOW, TODAY, make_alert, make_alert_event, make_employee

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def ana(session: Session) -> Employee:
    return make_employee(session, name="Ana Ruiz")


def new(ana: Employee, key: str = "blocker:1") -> NewAlert:
    return NewAlert(finding=blocker_finding(TODAY, "No ladder"), dedupe_key=key, alert_on=TODAY, employee_id=ana.id)


def test_new_alert_is_open_with_its_facts_and_the_first_line_of_its_timeline(session: Session, ana: Employee) -> None:
    alert = insert_alert(session, new(ana), now=NOW)
    assert alert is not None
    assert (alert.rule_id, alert.kind, alert.status, alert.note, alert.opened_at) == (
        "BLOCKER-1",
        AlertKind.BLOCKER,
        AlertStatus.OPEN,
        "No ladder",
        NOW,
    )
    [event] = session.scalars(select(AlertEvent))
    assert (event.event, event.at, event.data) == (AlertEventKind.RAISED, NOW, alert.facts)


def test_second_live_alert_of_one_cause_is_not_written(session: Session, ana: Employee) -> None:
    assert [insert_alert(session, new(ana), now=NOW) is not None for _ in range(2)] == [True, False]
    assert len(session.scalars(select(Alert)).all()) == 1


def test_resolved_alert_leaves_its_cause_free(session: Session, ana: Employee) -> None:
    make_alert(session, ana, dedupe_key="blocker:1", status=AlertStatus.RESOLVED)
    assert insert_alert(session, new(ana), now=NOW) is not None


def test_of_several_those_with_a_free_cause_are_opened(session: Session, ana: Employee) -> None:
    make_alert(session, ana, dedupe_key="blocker:1")
    opened = insert_alerts(session, [new(ana, "blocker:1"), new(ana, "blocker:2")], now=NOW)
    assert [alert.dedupe_key for alert in opened] == ["blocker:2"]
    assert insert_alerts(session, [], now=NOW) == []


def test_lock_finds_the_alert_or_says_that_there_is_none(session: Session, ana: Employee) -> None:
    alert = make_alert(session, ana)
    assert lock_alert(session, alert.id) is alert
    with pytest.raises(NotFound):
        lock_alert(session, alert.id + 1)


def test_newest_of_a_cause_is_found_live_or_resolved(session: Session, ana: Employee) -> None:
    assert lock_newest(session, "burnout:1") is None
    make_alert(session, ana, dedupe_key="burnout:1", status=AlertStatus.RESOLVED)
    second = make_alert(session, ana, dedupe_key="burnout:1", status=AlertStatus.RESOLVED)
    assert lock_newest(session, "burnout:1") is second


def test_owner_of_today_has_it_since_the_last_taking(session: Session, ana: Employee) -> None:
    alert = make_alert(session, ana, acknowledged_at=NOW)
    assert taken_at(session, alert) == NOW
    for at, event in ((NOW, AlertEventKind.ACKNOWLEDGED), (LATER, AlertEventKind.HANDED_OVER)):
        make_alert_event(session, alert, at=at, event=event)
    assert taken_at(session, alert) == LATER
