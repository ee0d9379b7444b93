"""Expectations for many people in a constant number of queries, and blocker ages."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertStatus
from app.domain.mornings.workdays import NotExpectedReason, TimeOffKind
from app.queries.alerts import blocker_ages
from app.queries.expected import expectations, list_technicians
from app.settings import Settings
from tests.builders import NOW, TODAY, make_alert, make_employee, make_time_off
from tests.query_counts import counted


def test_expectation_names_the_reason_for_each_person(session: Session, settings: Settings) -> None:
    expected = make_employee(session, name="A")
    off = make_employee(session, name="B")
    make_time_off(session, off, kind=TimeOffKind.SICK)
    weekend = make_employee(session, name="C", workdays=[6, 7])
    found = {
        person.employee.id: person.expectation
        for person in expectations(session, list_technicians(session), now=NOW, settings=settings)
    }
    assert {employee_id: expectation.reason for employee_id, expectation in found.items()} == {
        expected.id: None,
        off.id: NotExpectedReason.TIME_OFF,
        weekend.id: NotExpectedReason.NOT_A_WORKDAY,
    }


def test_each_person_has_their_own_today(session: Session, settings: Settings) -> None:
    late_evening = datetime(2026, 11, 17, 5, 30, tzinfo=UTC)
    people = [make_employee(session, timezone=zone) for zone in ("America/Chicago", "America/New_York")]
    days = [person.day for person in expectations(session, people, now=late_evening, settings=settings)]
    assert days == [date(2026, 11, 16), date(2026, 11, 17)]


def test_public_holiday_by_setting(session: Session, settings: Settings) -> None:
    people = [make_employee(session)]
    thanksgiving = datetime(2026, 11, 26, 14, tzinfo=UTC)
    (person,) = expectations(session, people, now=thanksgiving, settings=settings)
    assert person.expectation.sentence == "Public holiday: Thanksgiving Day."


def test_number_of_queries_does_not_grow_with_people(session: Session, settings: Settings) -> None:
    people = [make_employee(session) for _ in range(30)]
    for employee in people:
        make_time_off(session, employee)
    with counted(session.get_bind()) as statements:
        expectations(session, people, now=NOW, settings=settings)
    assert len(statements) == 2


def test_blocker_age_counts_the_technicians_own_workdays(session: Session, settings: Settings) -> None:
    office, weekend = make_employee(session), make_employee(session, workdays=[6, 7])
    alerts = [
        make_alert(session, employee, kind=AlertKind.BLOCKER, alert_on=TODAY - timedelta(days=5))
        for employee in (office, weekend)
    ]
    assert blocker_ages(session, alerts, now=NOW, settings=settings) == {alerts[0].id: 3, alerts[1].id: 2}


def test_age_of_a_resolved_blocker_stops(session: Session, settings: Settings) -> None:
    alert = make_alert(
        session,
        make_employee(session),
        kind=AlertKind.BLOCKER,
        alert_on=TODAY - timedelta(days=7),
        status=AlertStatus.RESOLVED,
        resolved_at=NOW - timedelta(days=5),
    )
    assert blocker_ages(session, [alert], now=NOW, settings=settings) == {alert.id: 1}
