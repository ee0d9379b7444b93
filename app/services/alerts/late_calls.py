"""A later call turns "missed" into "late": its alert closes by itself."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind, AlertOutcome, AlertStatus
from app.models import Alert, DailyCheckin, Employee
from app.services.alerts.records import add_event


def missed_key(employee_id: int, day: date) -> str:
    return f"missed:{employee_id}:{day.isoformat()}"


def close_missed_alert(session: Session, checkin: DailyCheckin, *, now: datetime) -> None:
    query = select(Alert).where(
        Alert.dedupe_key == missed_key(checkin.employee_id, checkin.checkin_on), Alert.status != AlertStatus.RESOLVED
    )
    alert = session.scalar(query.with_for_update())
    if alert is not None:
        zone = session.get_one(Employee, checkin.employee_id).timezone
        close_as_late(session, alert, called_at=checkin.timestamp, timezone=zone, now=now)


def close_as_late(session: Session, alert: Alert, *, called_at: datetime, timezone: str, now: datetime) -> None:
    alert.status = AlertStatus.RESOLVED
    alert.outcome = AlertOutcome.CALLED_LATE
    alert.resolved_at = now
    alert.next_escalation_at = None
    called = called_at.astimezone(ZoneInfo(timezone))
    add_event(session, alert, AlertEventKind.RESOLVED, now=now, note=f"called late, at {called:%H:%M}")
