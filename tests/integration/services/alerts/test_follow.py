"""Alerts follow a check-in's latest state, once, whatever is corrected and however often it is saved."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind, AlertKind, AlertOutcome, AlertStatus
from app.domain.checkins.fields import NotReadyReason
from app.models import Alert, AlertEvent, DailyCheckin, Employee
from app.services.alerts.actions import resolve_alert
from app.services.alerts.follow import raise_alerts
from app.services.alerts.records import Actor
from app.settings import Settings
from tests.builders import NOW, TODAY, make_checkin, make_employee, make_time_off

DANA = Actor(id=None, name="Dana Kim")
MONDAY = TODAY - timedelta(days=1)
SICK = {"ready_status": False, "not_ready_reason": NotReadyReason.SICK}
BLOCKED = {"blocker_present": True, "blocker_note": "No compressor on the van"}


@pytest.fixture
def ana(session: Session) -> Employee:
    return make_employee(session, name="Ana Ruiz")


def save(session: Session, checkin: DailyCheckin, settings: Settings, **said: Any) -> tuple[Alert, ...]:
    for name, value in said.items():
        setattr(checkin, name, value)
    session.flush()
    return raise_alerts(session, checkin, settings=settings, now=NOW)


def alerts_of(session: Session) -> list[Alert]:
    return list(session.scalars(select(Alert).order_by(Alert.id)))


def timeline(session: Session, alert: Alert) -> list[AlertEventKind]:
    return list(
        session.scalars(select(AlertEvent.event).where(AlertEvent.alert_id == alert.id).order_by(AlertEvent.id))
    )


def low_day(session: Session, employee: Employee, settings: Settings, at: datetime, energy: int = 2) -> DailyCheckin:
    checkin = make_checkin(session, employee, timestamp=at, energy_level=energy)
    raise_alerts(session, checkin, settings=settings, now=at)
    return checkin


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


def test_second_low_workday_raises_one_burnout_alert(session: Session, settings: Settings, ana: Employee) -> None:
    low_day(session, ana, settings, NOW - timedelta(days=1))
    low_day(session, ana, settings, NOW)
    (alert,) = alerts_of(session)
    assert (alert.rule_id, alert.kind, alert.dedupe_key) == ("BURNOUT-1", AlertKind.BURNOUT, f"burnout:{ana.id}")
    assert alert.next_escalation_at is None


def test_third_and_fourth_low_day_join_the_open_alert(session: Session, settings: Settings, ana: Employee) -> None:
    for day in range(4):
        low_day(session, ana, settings, NOW + timedelta(days=day - 1))
    (alert,) = alerts_of(session)
    assert [day["on"] for day in alert.facts["days"]] == ["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19"]
    events = session.execute(select(AlertEvent.event, AlertEvent.note).order_by(AlertEvent.id)).all()
    assert [tuple(event) for event in events] == [
        (AlertEventKind.RAISED, None),
        (AlertEventKind.ADDED, "day 3"),
        (AlertEventKind.ADDED, "day 4"),
    ]


def test_acknowledged_burnout_alert_still_takes_the_next_day(
    session: Session, settings: Settings, ana: Employee
) -> None:
    low_day(session, ana, settings, NOW - timedelta(days=1))
    low_day(session, ana, settings, NOW)
    alerts_of(session)[0].status = AlertStatus.ACKNOWLEDGED
    low_day(session, ana, settings, NOW + timedelta(days=1))
    (alert,) = alerts_of(session)
    assert (alert.status, len(alert.facts["days"])) == (AlertStatus.ACKNOWLEDGED, 3)


def test_low_day_apart_from_the_run_does_not_join(session: Session, settings: Settings, ana: Employee) -> None:
    low_day(session, ana, settings, NOW - timedelta(days=1))
    low_day(session, ana, settings, NOW)
    low_day(session, ana, settings, NOW + timedelta(days=1), energy=4)
    low_day(session, ana, settings, NOW + timedelta(days=2))
    assert len(alerts_of(session)[0].facts["days"]) == 2


def test_corrected_energy_withdraws_a_two_day_alert(session: Session, settings: Settings, ana: Employee) -> None:
    low_day(session, ana, settings, NOW - timedelta(days=1))
    today = low_day(session, ana, settings, NOW)
    assert save(session, today, settings, energy_level=4) == ()
    assert (alerts_of(session)[0].status, alerts_of(session)[0].outcome) == (
        AlertStatus.RESOLVED,
        AlertOutcome.CORRECTED_BY_CALLER,
    )


def test_corrected_energy_takes_only_its_day_out_of_a_longer_alert(
    session: Session, settings: Settings, ana: Employee
) -> None:
    for day in (-1, 0):
        low_day(session, ana, settings, NOW + timedelta(days=day))
    third = low_day(session, ana, settings, NOW + timedelta(days=1))
    save(session, third, settings, energy_level=3)
    (alert,) = alerts_of(session)
    assert (alert.status, [day["on"] for day in alert.facts["days"]]) == (
        AlertStatus.OPEN,
        ["2026-11-16", "2026-11-17"],
    )


def test_second_call_of_the_day_counts_with_its_later_reading(
    session: Session, settings: Settings, ana: Employee
) -> None:
    low_day(session, ana, settings, NOW - timedelta(days=1))
    low_day(session, ana, settings, NOW)
    low_day(session, ana, settings, NOW + timedelta(hours=1), energy=4)
    assert alerts_of(session)[0].outcome is AlertOutcome.CORRECTED_BY_CALLER


def test_burnout_resolved_by_the_manager_is_not_raised_again_for_the_same_day(
    session: Session, settings: Settings, ana: Employee
) -> None:
    low_day(session, ana, settings, NOW - timedelta(days=1))
    today = low_day(session, ana, settings, NOW)
    resolve_alert(session, alerts_of(session)[0].id, actor=DANA, now=NOW, outcome=AlertOutcome.TALKED)
    assert save(session, today, settings, energy_level=1) == ()
    assert len(alerts_of(session)) == 1


def test_burnout_over_recorded_time_off(session: Session, settings: Settings, ana: Employee) -> None:
    make_time_off(session, ana, starts_on=date(2026, 11, 13), ends_on=date(2026, 11, 16))
    low_day(session, ana, settings, NOW - timedelta(days=5))
    low_day(session, ana, settings, NOW)
    assert [day["on"] for day in alerts_of(session)[0].facts["days"]] == ["2026-11-12", "2026-11-17"]


def test_two_people_have_an_alert_each(session: Session, settings: Settings, ana: Employee) -> None:
    marcus = make_employee(session, name="Marcus Webb")
    for employee in (ana, marcus):
        low_day(session, employee, settings, NOW - timedelta(days=1))
        low_day(session, employee, settings, NOW)
    assert [alert.employee_id for alert in alerts_of(session)] == [ana.id, marcus.id]
