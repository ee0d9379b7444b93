"""Taking back the last change of an alert: the state of the moment before is restored, the chain included."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind, AlertNotice, AlertOutcome, AlertStatus
from app.domain.alerts.undo import may_undo
from app.domain.errors import InvalidTransition
from app.models import Alert, AlertEvent
from app.services.alerts.lifecycle import STATE_COLUMNS, move
from app.services.alerts.notify import notify_alert
from app.services.alerts.records import Actor, find_last_event, is_live_elsewhere, lock_alert
from app.services.messages.outbox import cancel_messages
from app.settings import Settings

TOO_LATE = "This can no longer be undone: something came after it, or more than five minutes have passed."
NEWER = "This can no longer be undone: a newer alert stands for the same thing."


def undo_last_change(session: Session, alert_id: int, *, actor: Actor, settings: Settings, now: datetime) -> Alert:
    """Restore what was there before the actor's last change. Raises InvalidTransition where it is too late."""
    alert = lock_alert(session, alert_id)
    event = find_last_event(session, alert.id)
    if event is None or not may_undo(event.event, by_id=event.actor_id, at=event.at, actor_id=actor.id, now=now):
        raise InvalidTransition(TOO_LATE)
    before = _state_before(event)
    if before["status"] is not AlertStatus.RESOLVED and is_live_elsewhere(session, alert):
        raise InvalidTransition(NEWER)
    if event.event is AlertEventKind.HANDED_OVER:
        _take_back_from(session, alert, settings=settings, now=now)
    return move(
        session, alert, AlertEventKind.UNDONE, now=now, actor=actor, data={"undid": event.event.value}, **before
    )


def _take_back_from(session: Session, alert: Alert, *, settings: Settings, now: datetime) -> None:
    """Cancel the message to the one it was handed to; where it has gone, tell them."""
    cancelled = cancel_messages(session, alert_id=alert.id, notice=AlertNotice.HANDED_OVER)
    if not cancelled:
        notify_alert(session, alert, notice=AlertNotice.TAKEN_BACK, settings=settings, now=now)


def _state_before(event: AlertEvent) -> dict[str, Any]:
    """Return every part of the state as values of its columns; what an event does not hold was empty."""
    kept: Mapping[str, Any] = event.data["before"]
    return {column: _value(column, kept.get(column)) for column in STATE_COLUMNS} | {
        "escalation_step": kept.get("escalation_step", 0)
    }


def _value(column: str, kept: Any) -> Any:
    if kept is None:
        return None
    if column == "status":
        return AlertStatus(kept)
    if column == "outcome":
        return AlertOutcome(kept)
    is_time = isinstance(Alert.__table__.c[column].type, sa.DateTime)
    return datetime.fromisoformat(kept) if is_time else kept
