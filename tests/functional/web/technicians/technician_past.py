"""A technician's past for page tests, and the counting of a page's queries."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind, AlertKind, AlertStatus
from app.models import AuditEvent, Employee
from tests.builders import NOW, make_alert, make_alert_event, make_checkin, make_kpi, make_profile, make_reading
from tests.functional.web.conftest import SignedInPages

CHARTS = ("energy", "calendar", "blockers", "goal", "weeks")


def workdays_back(count: int) -> list[datetime]:
    """Return that many past workday mornings, the newest first, as seen from the real clock that requests read."""
    now = NOW.replace(hour=13, minute=0)
    days = (now - timedelta(days=back) for back in range(1, 3 * count + 5))
    return [day for day in days if day.isoweekday() <= 5][:count]


def fill(session: Session, dee: Employee, *, days: int = 10) -> None:
    """A past with energy, a blocker, a watch, KPI readings and a goal."""
    mornings = workdays_back(days)
    for index, at in enumerate(mornings):
        make_checkin(session, dee, timestamp=at, energy_level=2 + index % 3, kpi_action_today=f"Photos {index}")
    today = mornings[0].date()
    kpi = make_kpi(session, name="Callbacks", unit="a week")
    for week in range(6):
        make_reading(session, dee, kpi, read_on=today - timedelta(weeks=week), value=Decimal(4 + week))
    make_profile(
        session,
        dee,
        primary_kpi="Callbacks",
        personal_why="Be home for dinner.",
        goal_kpi_id=kpi.id,
        goal_baseline=Decimal(12),
        goal_target=Decimal(4),
        goal_started_on=today - timedelta(days=40),
        goal_due_on=today + timedelta(days=50),
        goal_milestones=[{"text": "Ride along with Lee", "done_on": None}],
    )
    blocker = make_alert(session, dee, kind=AlertKind.BLOCKER, note="Gate code", alert_on=today, opened_at=mornings[0])
    make_alert_event(session, blocker, at=mornings[0])
    watch = make_alert(
        session, dee, kind=AlertKind.BURNOUT, alert_on=today, opened_at=mornings[0], status=AlertStatus.ACKNOWLEDGED
    )
    make_alert_event(
        session,
        watch,
        at=mornings[0],
        event=AlertEventKind.OUTCOME,
        actor_name="Sam Lee",
        note="talked on the way to the yard",
    )


def page_of(person: Employee) -> str:
    return f"/technicians/{person.id}"


def get(pages: SignedInPages, path: str) -> Any:
    return pages.client.get(path, headers={"Accept": "application/json"})


def audit_lines(session: Session) -> list[tuple[int | None, int | None, dict[str, str]]]:
    query = sa.select(AuditEvent).where(AuditEvent.action == "technician_page.read").order_by(AuditEvent.id)
    return [(line.actor_id, line.subject_id, line.detail) for line in session.scalars(query)]
