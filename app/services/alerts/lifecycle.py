"""One alert from one state to another, in one UPDATE: of two people who press at once, exactly one gets through."""

from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import OUTCOME_WORDS, AlertEventKind, AlertKind, AlertStatus
from app.domain.errors import InvalidTransition, NotFound
from app.models import Alert, AlertEvent, Employee
from app.policy import chain_settings
from app.services.alerts.records import Actor, taken_at
from app.settings import Settings

LIVE = frozenset({AlertStatus.OPEN, AlertStatus.ACKNOWLEDGED})


def transition(session: Session, alert_id: int, from_states: AbstractSet[AlertStatus], **changes: Any) -> Alert | None:
    """Return the changed alert, or None where it is in none of the states by the time its row is free."""
    statement = (
        sa.update(Alert)
        .where(Alert.id == alert_id, Alert.status.in_(sorted(from_states)))
        .values(**changes)
        .returning(Alert)
        .execution_options(populate_existing=True, synchronize_session=False)
    )
    return session.scalar(statement)


def outcome_due_at(settings: Settings, now: datetime) -> Any:
    """Return, as SQL, when the owner is asked for an outcome: an attendance alert without one, nothing else."""
    asks = sa.and_(Alert.kind == AlertKind.ATTENDANCE, Alert.outcome.is_(None))
    due_at = sa.literal(now + chain_settings(settings).outcome_reminder, sa.DateTime(timezone=True))
    return sa.case((asks, due_at), else_=None)


def refuse(session: Session, alert_id: int, actor: Actor) -> InvalidTransition | NotFound:
    """Say who was first and when, in the zone of whoever is told."""
    alert = session.get(Alert, alert_id, populate_existing=True)
    if alert is None:
        return NotFound("This alert does not exist.")
    if alert.status is AlertStatus.RESOLVED:
        return InvalidTransition(_resolved_sentence(session, alert, actor))
    if alert.status is AlertStatus.OPEN:
        return InvalidTransition("Nobody has this alert yet: take it first.")
    name = "You have" if actor.id is not None and actor.id == alert.owner_id else f"{alert.owner_name} has"
    return InvalidTransition(f"{name} had this since {_clock(session, alert, taken_at(session, alert), actor)}.")


def _resolved_sentence(session: Session, alert: Alert, actor: Actor) -> str:
    """A caller who takes it back closes an alert as well as a person does."""
    closing = session.scalar(
        select(AlertEvent)
        .where(
            AlertEvent.alert_id == alert.id,
            AlertEvent.event.in_([AlertEventKind.RESOLVED, AlertEventKind.WITHDRAWN, AlertEventKind.OUTCOME]),
        )
        .order_by(AlertEvent.id.desc())
        .limit(1)
    )
    by = f" by {closing.actor_name}" if closing is not None and closing.actor_name else ""
    outcome = f": {OUTCOME_WORDS[alert.outcome]}" if alert.outcome else ""
    return f"This was already closed{by} at {_clock(session, alert, alert.resolved_at, actor)}{outcome}."


def _clock(session: Session, alert: Alert, at: datetime | None, actor: Actor) -> str:
    """Return the wall clock of whoever is told; at a shared desk, of the technician it is about."""
    if at is None:
        return "earlier"
    for employee_id in (actor.id, alert.employee_id):
        if employee_id is not None:
            zone = session.get_one(Employee, employee_id).timezone
            return f"{at.astimezone(ZoneInfo(zone)):%H:%M}"
    return f"{at:%H:%M} UTC"
