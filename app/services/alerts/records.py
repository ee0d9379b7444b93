"""The statements that write alerts and their timeline, shared by the services about alerts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind, AlertStatus
from app.domain.alerts.rules import Finding
from app.domain.errors import NotFound
from app.domain.viewers import Viewer
from app.models import Alert, AlertEvent


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who did it, as the timeline names them. Without an id: somebody at a shared desk who gave a name."""

    id: int | None
    name: str

    @classmethod
    def of(cls, viewer: Viewer) -> "Actor":
        return cls(id=viewer.employee_id, name=viewer.name)


@dataclass(frozen=True, kw_only=True)
class NewAlert:
    finding: Finding
    dedupe_key: str
    alert_on: date
    employee_id: int | None = None
    checkin_id: int | None = None
    note: str | None = None
    next_escalation_at: datetime | None = None


def insert_alert(session: Session, new: NewAlert, *, now: datetime) -> Alert | None:
    """Open an alert, or return None where one with this key is live: two at once cannot double it."""
    return next(iter(insert_alerts(session, [new], now=now)), None)


def insert_alerts(session: Session, new: Sequence[NewAlert], *, now: datetime) -> list[Alert]:
    """Open alerts in one statement; return those whose key was free."""
    if not new:
        return []
    statement = (
        insert(Alert)
        .on_conflict_do_nothing(index_elements=[Alert.dedupe_key], index_where=Alert.status != AlertStatus.RESOLVED)
        .returning(Alert)
    )
    alerts = list(session.scalars(statement, [_columns(alert, now) for alert in new]))
    for alert in alerts:
        add_event(session, alert, AlertEventKind.RAISED, now=now, data=alert.facts)
    return alerts


def _columns(new: NewAlert, now: datetime) -> dict[str, Any]:
    return {
        "rule_id": new.finding.rule_id,
        "kind": new.finding.kind,
        "status": AlertStatus.OPEN,
        "employee_id": new.employee_id,
        "checkin_id": new.checkin_id,
        "alert_on": new.alert_on,
        "dedupe_key": new.dedupe_key,
        "facts": stored_facts(new.finding),
        "note": new.note or new.finding.facts.get("blocker_note"),
        "opened_at": now,
        "escalation_step": 0,
        "next_escalation_at": new.next_escalation_at,
    }


def stored_facts(finding: Finding) -> dict[str, Any]:
    return {**finding.facts, "why": finding.why}


def add_event(
    session: Session,
    alert: Alert,
    event: AlertEventKind,
    *,
    now: datetime,
    actor: Actor | None = None,
    note: str | None = None,
    data: dict[str, Any] | None = None,
) -> None:
    session.add(
        AlertEvent(
            alert_id=alert.id,
            at=now,
            event=event,
            actor_id=actor.id if actor else None,
            actor_name=actor.name if actor else None,
            note=note,
            data=data or {},
        )
    )


def lock_alert(session: Session, alert_id: int) -> Alert:
    """Return the alert's latest state, locked to the end of the transaction."""
    query = select(Alert).where(Alert.id == alert_id).with_for_update().execution_options(populate_existing=True)
    alert = session.scalar(query)
    if alert is None:
        raise NotFound("This alert does not exist.")
    return alert


def lock_newest(session: Session, dedupe_key: str) -> Alert | None:
    """Return the newest alert with this key, live or resolved, locked."""
    query = (
        select(Alert)
        .where(Alert.dedupe_key == dedupe_key)
        .order_by(Alert.id.desc())
        .limit(1)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return session.scalar(query)


def taken_at(session: Session, alert: Alert) -> datetime | None:
    """Return since when the owner of today has it; `acknowledged_at` keeps the very first time, over a reopening."""
    if alert.acknowledged_at is None:
        return None
    taken = (AlertEventKind.ACKNOWLEDGED, AlertEventKind.HANDED_OVER)
    query = select(sa.func.max(AlertEvent.at)).where(AlertEvent.alert_id == alert.id, AlertEvent.event.in_(taken))
    return session.scalar(query) or alert.acknowledged_at


def find_last_event(session: Session, alert_id: int) -> AlertEvent | None:
    query = select(AlertEvent).where(AlertEvent.alert_id == alert_id).order_by(AlertEvent.id.desc()).limit(1)
    return session.scalar(query)


def is_live_elsewhere(session: Session, alert: Alert) -> bool:
    """Whether another alert about the same thing is open or taken."""
    others = select(Alert.id).where(
        Alert.dedupe_key == alert.dedupe_key, Alert.id != alert.id, Alert.status != AlertStatus.RESOLVED
    )
    return session.scalar(select(others.exists())) is True
