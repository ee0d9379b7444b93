"""The line guard: nearly nobody calls, so ops looks at the line before anybody is taken for missing."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertOutcome, AlertStatus
from app.models import Alert, Employee
from app.settings import Settings
from tests.builders import make_call, make_checkin, make_employee
from tests.integration.services.alerts.missing import CUT_OFF, missed


@pytest.fixture
def crew(session: Session) -> list[Employee]:
    """Ten technicians who called on each of the last five Tuesdays."""
    crew = [make_employee(session, name=f"Crew {number}") for number in range(10)]
    for weeks in range(1, 6):
        for employee in crew:
            make_call(session, employee, started_at=CUT_OFF - timedelta(weeks=weeks, hours=3))
    return crew


def kinds(session: Session) -> list[AlertKind]:
    return sorted(session.scalars(select(Alert.kind)))


def test_line_guard_tells_ops_and_holds_the_rest_for_fifteen_minutes(
    session: Session, settings: Settings, crew: list[Employee]
) -> None:
    make_checkin(session, crew[0])
    assert missed(session, settings) == []
    assert kinds(session) == [AlertKind.LINE]
    assert missed(session, settings, CUT_OFF + timedelta(minutes=14)) == []
    assert len(missed(session, settings, CUT_OFF + timedelta(minutes=15))) == 9
    assert kinds(session).count(AlertKind.LINE) == 1


def test_line_guard_compares_calls_at_the_first_run_and_holds_from_it(
    session: Session, settings: Settings, crew: list[Employee]
) -> None:
    """An outage of ours put the first run off to 10:40."""
    first_run = CUT_OFF + timedelta(minutes=25)
    assert missed(session, settings, first_run) == []
    assert kinds(session) == [AlertKind.LINE]
    assert missed(session, settings, first_run + timedelta(minutes=14)) == []
    assert len(missed(session, settings, first_run + timedelta(minutes=15))) == len(crew)


def test_new_directory_is_a_dead_line_before_it_is_a_missing_crew(session: Session, settings: Settings) -> None:
    for number in range(24):
        make_employee(session, name=f"New {number}")
    assert missed(session, settings) == []
    assert kinds(session) == [AlertKind.LINE]


def test_people_who_call_during_the_hold_are_never_alerted(
    session: Session, settings: Settings, crew: list[Employee]
) -> None:
    missed(session, settings)
    for employee in crew[1:]:
        make_checkin(session, employee, timestamp=CUT_OFF + timedelta(minutes=5))
    assert missed(session, settings, CUT_OFF + timedelta(minutes=15)) == ["Crew 0"]


def test_line_alert_closes_by_itself_when_the_calls_come_in(
    session: Session, settings: Settings, crew: list[Employee]
) -> None:
    missed(session, settings)
    for employee in crew[:5]:
        make_checkin(session, employee, timestamp=CUT_OFF + timedelta(minutes=5))
    missed(session, settings, CUT_OFF + timedelta(minutes=6))
    line = session.scalars(select(Alert).where(Alert.kind == AlertKind.LINE)).one()
    assert (line.status, line.outcome) == (AlertStatus.RESOLVED, AlertOutcome.LINE_BACK)
    assert missed(session, settings, CUT_OFF + timedelta(minutes=7)) == []
    assert kinds(session) == [AlertKind.LINE]


def test_line_guard_says_why(session: Session, settings: Settings, crew: list[Employee]) -> None:
    make_checkin(session, crew[0])
    missed(session, settings)
    facts = session.scalars(select(Alert.facts)).one()
    assert (facts["expected"], facts["called"], facts["usual_share"], facts["earlier_weeks"]) == (10, 1, 1.0, 5)


def test_half_the_crew_calling_is_no_dead_line(session: Session, settings: Settings, crew: list[Employee]) -> None:
    for employee in crew[:5]:
        make_checkin(session, employee)
    assert len(missed(session, settings)) == 5
