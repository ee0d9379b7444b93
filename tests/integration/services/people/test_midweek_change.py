"""Team, manager and zone change in mid-week: yesterday, last week and what was raised stay as they were."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertStatus
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import Alert, Employee
from app.queries.expected import load_calendars
from app.queries.people_facts import load_facts
from app.queries.team_weeks import TrendPeriod, list_team_weeks
from app.services.alerts.missed import record_missed_checkins
from app.services.people.changed_by import ChangedBy
from app.services.people.saving import save_person
from app.settings import Settings
from tests.builders import make_checkin, make_employee, make_team

WEDNESDAY = datetime(2026, 11, 18, 20, 0, tzinfo=UTC)
"""14:00 in Chicago."""
LAST_MONDAY, YESTERDAY = date(2026, 11, 9), date(2026, 11, 17)


def test_the_days_before_are_as_they_were(session: Session, settings: Settings, hr: ChangedBy) -> None:
    old, new = (make_employee(session, role=Role.MANAGER) for _ in range(2))
    north, south = make_team(session, name="North"), make_team(session, name="South")
    ana = make_employee(session, manager_id=old.id, team_id=north.id)
    make_checkin(session, ana, timestamp=datetime(2026, 11, 9, 13, 0, tzinfo=UTC))
    [missed] = record_missed_checkins(session, now=WEDNESDAY, settings=settings)
    reader = Viewer(employee_id=0, role=Role.EXECUTIVE, timezone="UTC", name="Elaine")
    period = TrendPeriod.of(LAST_MONDAY, LAST_MONDAY + timedelta(days=6), holidays={}, now=WEDNESDAY)
    before = (list_team_weeks(session, reader, period), _yesterday(session, settings, ana.id))

    facts = load_facts(session, [ana.id])[ana.id]
    moved = replace(
        facts, manager_id=new.id, team_id=south.id, timezone="Asia/Tokyo", workdays=(6, 7), holiday_calendar=""
    )
    save_person(session, ana.id, moved, by=hr, now=WEDNESDAY, settings=settings)

    assert (list_team_weeks(session, reader, period), _yesterday(session, settings, ana.id)) == before
    alert = session.get_one(Alert, missed.id)
    assert (alert.kind, alert.status, alert.alert_on) == (AlertKind.MISSED, AlertStatus.OPEN, date(2026, 11, 18))


def _yesterday(session: Session, settings: Settings, number: int) -> tuple[bool, str, str]:
    employee = session.get_one(Employee, number)
    calendar = load_calendars(session, [employee], first=YESTERDAY, last=YESTERDAY, settings=settings)[number]
    expectation = calendar.expected_on(YESTERDAY)
    return expectation.expected, expectation.sentence, calendar.pattern.on(YESTERDAY).timezone
