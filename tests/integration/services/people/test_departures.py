"""The last day: who takes over what, and when; and coming back."""

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertStatus
from app.domain.errors import InvalidInput
from app.domain.permissions import Role
from app.models import Employee, Employment
from app.queries.people_facts import load_facts
from app.services.people.changed_by import ChangedBy
from app.services.people.departures import bring_back, end_employment, settle_departures
from app.services.people.planning import apply_due_changes
from app.services.people.saving import save_person
from app.settings import Settings
from tests.builders import NOW, TODAY, make_alert, make_employee, make_team

FRIDAY = date(2026, 11, 20)
SATURDAY_IN_CHICAGO = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)


@pytest.fixture
def sam(session: Session) -> Employee:
    return make_employee(session, name="Sam Lee", role=Role.MANAGER)


@pytest.fixture
def kay(session: Session) -> Employee:
    return make_employee(session, name="Kay Moss", role=Role.MANAGER)


def test_reports_and_alerts_need_a_successor(
    session: Session, settings: Settings, hr: ChangedBy, sam: Employee
) -> None:
    report = make_employee(session, manager_id=sam.id)
    make_alert(session, report, owner_id=sam.id, owner_name=sam.name, status=AlertStatus.ACKNOWLEDGED)
    with pytest.raises(InvalidInput, match="Sam Lee has 1 report and 1 open alert: choose who takes over"):
        end_employment(session, sam.id, last_day=FRIDAY, successor_id=None, by=hr, now=NOW, settings=settings)


def test_nobody_to_pass_on_needs_no_successor(session: Session, settings: Settings, hr: ChangedBy) -> None:
    ana = make_employee(session)
    end_employment(session, ana.id, last_day=FRIDAY, successor_id=None, by=hr, now=NOW, settings=settings)
    assert (ana.ended_on, ana.active) == (FRIDAY, True)


def test_reports_and_alerts_move_when_the_last_day_is_over(
    session: Session, settings: Settings, hr: ChangedBy, sam: Employee, kay: Employee
) -> None:
    report = make_employee(session, manager_id=sam.id)
    kay.manager_id = sam.manager_id
    team = make_team(session, lead_id=sam.id)
    alert = make_alert(session, report, owner_id=sam.id, owner_name=sam.name, status=AlertStatus.ACKNOWLEDGED)
    end_employment(session, sam.id, last_day=FRIDAY, successor_id=kay.id, by=hr, now=NOW, settings=settings)
    assert (sam.active, report.manager_id, alert.owner_id) == (True, sam.id, sam.id)
    apply_due_changes(session, now=SATURDAY_IN_CHICAGO, settings=settings)
    assert settle_departures(session, now=SATURDAY_IN_CHICAGO, settings=settings) == 1
    session.refresh(team)
    assert (sam.active, report.manager_id, alert.owner_id, team.lead_id) == (False, kay.id, kay.id, kay.id)
    assert settle_departures(session, now=SATURDAY_IN_CHICAGO, settings=settings) == 0


def test_a_last_day_before_today_moves_all_at_once(
    session: Session, settings: Settings, hr: ChangedBy, sam: Employee, kay: Employee
) -> None:
    report = make_employee(session, manager_id=sam.id)
    yesterday = TODAY - timedelta(days=1)
    end_employment(session, sam.id, last_day=yesterday, successor_id=kay.id, by=hr, now=NOW, settings=settings)
    assert (sam.active, report.manager_id) == (False, kay.id)


def test_an_alert_the_successor_may_not_own_is_open_again(
    session: Session, settings: Settings, hr: ChangedBy, sam: Employee
) -> None:
    clerk = make_employee(session, role=Role.HR)
    report = make_employee(session, manager_id=sam.id)
    alert = make_alert(session, report, owner_id=sam.id, owner_name=sam.name, status=AlertStatus.ACKNOWLEDGED)
    yesterday = TODAY - timedelta(days=1)
    end_employment(session, sam.id, last_day=yesterday, successor_id=clerk.id, by=hr, now=NOW, settings=settings)
    assert (alert.status, alert.owner_id) == (AlertStatus.OPEN, None)


def test_a_successor_from_below_takes_the_leavers_place(
    session: Session, settings: Settings, hr: ChangedBy, sam: Employee
) -> None:
    head = make_employee(session, role=Role.MANAGER)
    sam.manager_id = head.id
    lead = make_employee(session, role=Role.MANAGER, manager_id=sam.id)
    other = make_employee(session, manager_id=sam.id)
    yesterday = TODAY - timedelta(days=1)
    end_employment(session, sam.id, last_day=yesterday, successor_id=lead.id, by=hr, now=NOW, settings=settings)
    assert (lead.manager_id, other.manager_id) == (head.id, lead.id)


def test_coming_back_keeps_the_first_stay(session: Session, settings: Settings, hr: ChangedBy) -> None:
    ana = make_employee(session, active=False, started_on=date(2024, 1, 8), ended_on=date(2025, 6, 30))
    facts = bring_back(load_facts(session)[ana.id], started_on=TODAY)
    save_person(session, ana.id, facts, by=hr, now=NOW, settings=settings)
    assert (ana.active, ana.started_on, ana.ended_on, ana.checkins_from) == (
        True,
        TODAY,
        None,
        TODAY + timedelta(days=1),
    )
    past = session.scalars(sa.select(Employment)).one()
    assert (past.started_on, past.ended_on) == (date(2024, 1, 8), date(2025, 6, 30))
