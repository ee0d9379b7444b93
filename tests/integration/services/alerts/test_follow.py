"""Alerts follow a check-in's latest state, once, whatever is corrected and however often it is saved."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind, AlertKind, AlertOutcome, AlertStatus
from app.domain.checkins.fields import NotReadyReason
from app.models import Employee
from app.services.alerts.actions import resolve_alert
from app.services.alerts.follow import raise_alerts
from app.services.alerts.records import Actor
from app.settings import Settings
from tests.builders import NOW, TODAY, make_checkin, make_employee
from tests.integration.services.alerts.following import alerts_of, save, timeline

DANA = Actor(id=None, name="Dana Kim")
MONDAY = TODAY - timedelta(days=1)
SICK = {"ready_status": False, "not_ready_reason": NotReadyReason.SICK}
BLOCKED = {"blocker_present": True, "blocker_note": "No compressor on the van"}


@pytest.fixture
def ana(session: Session) -> Employee:
    return make_employee(session, name="Ana Ruiz")


def test_ready_checkin_raises_nothing(session: Session, settings: Settings, ana: Employee) -> None:
    assert save(session, make_checkin(session, ana), settings) == ()
    assert alerts_of(session) == []


def test_sick_checkin_raises_one_attendance_alert(session: Session, settings: Settings, ana: Employee) -> None:
    checkin = make_checkin(session, ana, **SICK)
    (alert,) = raise_alerts(session, checkin, settings=settings, now=NOW)
    assert (alert.rule_id, alert.kind, alert.status, alert.alert_on) == (
        "ATTENDANCE-1",
        AlertKind.ATTENDANCE,
        AlertStatus.OPEN,
        TODAY,
    )
    assert alert.facts == {
        "checkin_on": "2026-11-17",
        "ready_status": False,
        "not_ready_reason": "sick",
        "why": "Said not ready on Tue 17 Nov, for a personal reason.",
    }
    assert alert.next_escalation_at == NOW + timedelta(minutes=10)
    assert timeline(session, alert) == [AlertEventKind.RAISED]


def test_same_state_again_changes_nothing(session: Session, settings: Settings, ana: Employee) -> None:
    checkin = make_checkin(session, ana, **SICK, **BLOCKED)
    first = raise_alerts(session, checkin, settings=settings, now=NOW)
    assert raise_alerts(session, checkin, settings=settings, now=NOW + timedelta(seconds=5)) == first
    assert [timeline(session, alert) for alert in alerts_of(session)] == [[AlertEventKind.RAISED]] * 2


def test_corrected_note_updates_the_alert(session: Session, settings: Settings, ana: Employee) -> None:
    checkin = make_checkin(session, ana, **BLOCKED)
    save(session, checkin, settings)
    (alert,) = save(session, checkin, settings, blocker_note="No regulator on the van")
    assert (alert.note, alert.facts["blocker_note"]) == ("No regulator on the van", "No regulator on the van")
    assert timeline(session, alert) == [AlertEventKind.RAISED, AlertEventKind.CORRECTED]


def test_corrected_reason_updates_the_alert(session: Session, settings: Settings, ana: Employee) -> None:
    checkin = make_checkin(session, ana, **SICK)
    save(session, checkin, settings)
    (alert,) = save(session, checkin, settings, not_ready_reason=NotReadyReason.FAMILY)
    assert alert.facts["not_ready_reason"] == "family"


@pytest.mark.parametrize(
    "correction",
    [{"ready_status": True, "not_ready_reason": None}, {"not_ready_reason": NotReadyReason.VEHICLE}],
    ids=["ready-after-all", "only-the-van"],
)
def test_correction_that_removes_the_cause_withdraws_the_alert(
    session: Session, settings: Settings, ana: Employee, correction: dict[str, Any]
) -> None:
    checkin = make_checkin(session, ana, **SICK)
    (alert,) = save(session, checkin, settings)
    assert save(session, checkin, settings, **correction) == ()
    assert (alert.status, alert.outcome, alert.resolved_at, alert.next_escalation_at) == (
        AlertStatus.RESOLVED,
        AlertOutcome.CORRECTED_BY_CALLER,
        NOW,
        None,
    )
    assert timeline(session, alert) == [AlertEventKind.RAISED, AlertEventKind.WITHDRAWN]


def test_cause_that_comes_back_after_withdrawal_is_a_new_alert(
    session: Session, settings: Settings, ana: Employee
) -> None:
    checkin = make_checkin(session, ana, **SICK)
    save(session, checkin, settings)
    save(session, checkin, settings, ready_status=True, not_ready_reason=None)
    (again,) = save(session, checkin, settings, **SICK)
    assert [alert.status for alert in alerts_of(session)] == [AlertStatus.RESOLVED, AlertStatus.OPEN]
    assert again.status is AlertStatus.OPEN


def test_alert_that_somebody_resolved_is_not_raised_again_by_the_same_call(
    session: Session, settings: Settings, ana: Employee
) -> None:
    checkin = make_checkin(session, ana, **SICK)
    (alert,) = save(session, checkin, settings)
    resolve_alert(session, alert.id, actor=DANA, now=NOW)
    assert save(session, checkin, settings, not_ready_reason=NotReadyReason.FAMILY) == ()
    assert len(alerts_of(session)) == 1
