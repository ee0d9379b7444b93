"""One person's alerts and what became of them: blockers with their age, marks on the energy chart, the timeline."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind, AlertKind, AlertStatus
from app.models import Alert, AlertEvent


@dataclass(frozen=True, kw_only=True)
class TimelineEntry:
    at: datetime
    event: AlertEventKind
    kind: AlertKind
    rule_id: str
    alert_id: int
    actor_name: str | None
    note: str | None
    why: str | None
    """The values and dates that fired the rule; on the line that raised it."""


def list_person_alerts(session: Session, employee_id: int, *, since: date) -> list[Alert]:
    """Return the alerts since that date and every older one that is still live, oldest first."""
    query = (
        select(Alert)
        .where(
            Alert.employee_id == employee_id,
            or_(Alert.alert_on >= since, Alert.status != AlertStatus.RESOLVED),
        )
        .order_by(Alert.opened_at, Alert.id)
    )
    return list(session.scalars(query))


def list_person_timeline(session: Session, employee_id: int, *, since: datetime, most: int = 60) -> list[TimelineEntry]:
    """Return what happened around this person's alerts, newest first."""
    query = (
        select(AlertEvent, Alert)
        .join(Alert, Alert.id == AlertEvent.alert_id)
        .where(Alert.employee_id == employee_id, AlertEvent.at >= since)
        .order_by(AlertEvent.at.desc(), AlertEvent.id.desc())
        .limit(most)
    )
    return [_entry(event, alert) for event, alert in session.execute(query)]


def _entry(event: AlertEvent, alert: Alert) -> TimelineEntry:
    raised = event.event in {AlertEventKind.RAISED, AlertEventKind.ADDED}
    return TimelineEntry(
        at=event.at,
        event=event.event,
        kind=alert.kind,
        rule_id=alert.rule_id,
        alert_id=alert.id,
        actor_name=event.actor_name,
        note=event.note,
        why=(event.data.get("why") or alert.facts.get("why")) if raised else None,
    )
