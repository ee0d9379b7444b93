"""The run at the cut-off, as tests of missed check-ins and of the line guard start it."""

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Alert, Employee
from app.services.alerts.missed import record_missed_checkins
from app.settings import Settings

CUT_OFF = datetime(2026, 11, 17, 16, 15, tzinfo=UTC)
"""10:15 in Chicago."""


def missed(session: Session, settings: Settings, now: datetime = CUT_OFF) -> list[str]:
    """Return the names that this run raised."""
    raised = record_missed_checkins(session, now=now, settings=settings)
    return [session.get_one(Employee, alert.employee_id).name for alert in raised]


def alert_of(session: Session, employee: Employee) -> Alert:
    return session.scalars(select(Alert).where(Alert.employee_id == employee.id)).one()
