"""Low energy on workdays running: one alert for the run, and its days come and go with the readings."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind, AlertKind, AlertOutcome, AlertStatus
from app.models import AlertEvent, Employee
from app.services.alerts.actions import resolve_alert
from app.services.alerts.records import Actor
from app.settings import Settings
from tests.builders import NOW, make_employee, make_time_off
from tests.integration.services.alerts.following import alerts_of, low_day, save

DANA = Actor(id=None, name="Dana Kim")


@pytest.fixture
def ana(session: Session) -> Employee:
    return make_employee(session, name="Ana Ruiz")


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
