"""Saving a check-in and letting the alerts follow it."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind
from app.models import Alert, AlertEvent, DailyCheckin, Employee
from app.services.alerts.follow import raise_alerts
from app.settings import Settings
from tests.builders import NOW, make_checkin


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
