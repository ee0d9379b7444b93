"""One alert from one state to another: the only code that changes an alert's state, owner, outcome or due time.

The row is locked first, so of two people who press at once exactly one gets through and the other is told who was
first. Every change writes one line of the timeline, and that line keeps what was there before.
"""

from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind, AlertNotice, AlertOutcome, AlertStatus
from app.domain.alerts.words import OUTCOME_WORDS
from app.domain.errors import InvalidTransition
from app.models import Alert, AlertEvent, Employee
from app.services.alerts.notify import notify_alert
from app.services.alerts.records import Actor, add_event, lock_alert, taken_at
from app.settings import Settings

LIVE = frozenset({AlertStatus.OPEN, AlertStatus.ACKNOWLEDGED})
CORRECTED_BY_CALLER = OUTCOME_WORDS[AlertOutcome.CORRECTED_BY_CALLER]
STATE_COLUMNS = (
    "status",
    "owner_id",
    "owner_name",
    "outcome",
    "outcome_note",
    "acknowledged_at",
    "covered_at",
    "resolved_at",
    "escalation_step",
    "next_escalation_at",
    "snoozed_until",
)
"""What a move may change, and what an event keeps of the moment before it."""


def lock_to_move(
    session: Session, alert_id: int, *, actor: Actor, allowed_from: AbstractSet[AlertStatus] = LIVE
) -> Alert:
    """Return the alert, locked, for somebody who wants to change it.

    Raises NotFound, or InvalidTransition naming who was first where it is in none of the states it may start from.
    """
    alert = lock_alert(session, alert_id)
    if alert.status not in allowed_from:
        raise refusal(session, alert, actor)
    return alert


def move(
    session: Session,
    alert: Alert,
    event: AlertEventKind,
    *,
    now: datetime,
    actor: Actor | None = None,
    note: str | None = None,
    data: dict[str, Any] | None = None,
    **changes: Any,
) -> Alert:
    """Change a locked alert and write the event; `changes` are values by the names in STATE_COLUMNS."""
    before = _state(alert)
    for column in STATE_COLUMNS:
        if column in changes:
            setattr(alert, column, changes.pop(column))
    if changes:
        raise TypeError(f"no part of an alert's state: {sorted(changes)}")
    add_event(session, alert, event, now=now, actor=actor, note=note, data={**(data or {}), "before": before})
    session.flush()
    return alert


def close(
    session: Session,
    alert: Alert,
    outcome: AlertOutcome,
    *,
    now: datetime,
    note: str,
    event: AlertEventKind = AlertEventKind.RESOLVED,
) -> Alert:
    """Resolve a locked alert without anybody's doing: the cause is gone."""
    closed: dict[str, Any] = {
        "status": AlertStatus.RESOLVED,
        "outcome": outcome,
        "resolved_at": now,
        "next_escalation_at": None,
    }
    return move(session, alert, event, now=now, note=note, **closed)


def end_chain(session: Session, alert: Alert) -> None:
    """Let nothing more become due for a locked alert that waits for a person; no line of the timeline says so."""
    alert.next_escalation_at = None
    session.flush()


def withdraw(session: Session, alert: Alert, *, settings: Settings, now: datetime) -> None:
    """Close a locked alert whose cause the caller took back; unsent messages are cancelled, whoever was told hears."""
    outcome, event = AlertOutcome.CORRECTED_BY_CALLER, AlertEventKind.WITHDRAWN
    close(session, alert, outcome, event=event, note=CORRECTED_BY_CALLER, now=now)
    notify_alert(session, alert, notice=AlertNotice.WITHDRAWN, settings=settings, now=now)


def refusal(session: Session, alert: Alert, actor: Actor) -> InvalidTransition:
    """Say who was first and when, in the zone of whoever is told."""
    if alert.status is AlertStatus.RESOLVED:
        return InvalidTransition(_resolved_sentence(session, alert, actor))
    if alert.status is AlertStatus.OPEN:
        return InvalidTransition("Nobody has this alert yet: take it first.")
    name = "You have" if actor.id is not None and actor.id == alert.owner_id else f"{alert.owner_name} has"
    return InvalidTransition(f"{name} had this since {_clock(session, alert, taken_at(session, alert), actor)}.")


def _state(alert: Alert) -> dict[str, Any]:
    """Return the state as JSON values, without what is empty."""
    values = {column: getattr(alert, column) for column in STATE_COLUMNS}
    return {
        column: value.isoformat() if isinstance(value, datetime) else value
        for column, value in values.items()
        if value is not None
    }


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
