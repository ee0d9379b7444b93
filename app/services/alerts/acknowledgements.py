"""What people do with an alert: take it, hand it over, put it off, say what became of it, close it.

Races are settled in SQL: each change is one UPDATE that names the states it may start from. Who comes second is told
who was first, and a resolved alert is never reopened.
"""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import OWNER_OUTCOMES, AlertEventKind, AlertKind, AlertOutcome, AlertStatus
from app.domain.errors import InvalidInput
from app.models import Alert
from app.services.alerts.lifecycle import LIVE, outcome_due_at, refuse, transition
from app.services.alerts.records import Actor, add_event
from app.settings import Settings

CLOSED_BY_OUTCOME = frozenset({AlertKind.ATTENDANCE, AlertKind.MISSED, AlertKind.BURNOUT, AlertKind.LINE})
"""A blocker stays open until somebody resolves it: moving the job away does not clear it."""


def acknowledge_alert(
    session: Session,
    alert_id: int,
    *,
    actor: Actor,
    settings: Settings,
    now: datetime,
    note: str | None = None,
    data: dict[str, Any] | None = None,
) -> Alert:
    """Make the actor the owner and stop the chain. Raises InvalidTransition naming who has it."""
    alert = transition(
        session,
        alert_id,
        {AlertStatus.OPEN},
        status=AlertStatus.ACKNOWLEDGED,
        owner_id=actor.id,
        owner_name=actor.name,
        acknowledged_at=sa.func.coalesce(Alert.acknowledged_at, now),
        escalation_step=0,
        next_escalation_at=outcome_due_at(settings, now),
    )
    if alert is None:
        raise refuse(session, alert_id, actor)
    add_event(session, alert, AlertEventKind.ACKNOWLEDGED, now=now, actor=actor, note=note, data=data)
    session.flush()
    return alert


def record_outcome(
    session: Session, alert_id: int, *, outcome: AlertOutcome, actor: Actor, now: datetime, note: str | None = None
) -> Alert:
    """Keep what became of it; on anything but a blocker that also closes the alert."""
    kind = session.get_one(Alert, alert_id).kind
    _check_outcome(kind, outcome)
    changes = _taken_by(actor, now) | _outcome(outcome, note, now)
    if kind in CLOSED_BY_OUTCOME:
        changes |= {"status": AlertStatus.RESOLVED, "resolved_at": now}
    alert = transition(session, alert_id, LIVE, **changes)
    if alert is None:
        raise refuse(session, alert_id, actor)
    add_event(session, alert, AlertEventKind.OUTCOME, now=now, actor=actor, note=note, data={"outcome": outcome.value})
    session.flush()
    return alert


def resolve_alert(
    session: Session,
    alert_id: int,
    *,
    actor: Actor,
    now: datetime,
    outcome: AlertOutcome | None = None,
    note: str | None = None,
) -> Alert:
    changes = _taken_by(actor, now) | {"status": AlertStatus.RESOLVED, "resolved_at": now}
    if outcome is not None:
        _check_outcome(session.get_one(Alert, alert_id).kind, outcome)
        changes |= _outcome(outcome, note, now)
    alert = transition(session, alert_id, LIVE, **changes)
    if alert is None:
        raise refuse(session, alert_id, actor)
    data = {"outcome": outcome.value} if outcome else {}
    add_event(session, alert, AlertEventKind.RESOLVED, now=now, actor=actor, note=note, data=data)
    session.flush()
    return alert


def snooze_alert(
    session: Session, alert_id: int, *, until: datetime, actor: Actor, now: datetime, note: str | None = None
) -> Alert:
    """Put off the question about the outcome. Only an owned alert: an open one stays loud until somebody takes it."""
    if not now < until <= now + timedelta(days=7):
        raise InvalidInput("Choose a time within the next seven days.", field="until")
    alert = transition(
        session, alert_id, {AlertStatus.ACKNOWLEDGED}, snoozed_until=until, escalation_step=0, next_escalation_at=until
    )
    if alert is None:
        raise refuse(session, alert_id, actor)
    add_event(
        session, alert, AlertEventKind.SNOOZED, now=now, actor=actor, note=note, data={"until": until.isoformat()}
    )
    session.flush()
    return alert


def _taken_by(actor: Actor, now: datetime) -> dict[str, Any]:
    """Whoever closes an alert that nobody took has taken it."""
    taken = Alert.status == AlertStatus.OPEN
    return {
        "owner_id": sa.case((taken, actor.id), else_=Alert.owner_id),
        "owner_name": sa.case((taken, actor.name), else_=Alert.owner_name),
        "acknowledged_at": sa.func.coalesce(Alert.acknowledged_at, now),
        "status": AlertStatus.ACKNOWLEDGED,
        "escalation_step": 0,
        "next_escalation_at": None,
    }


def _outcome(outcome: AlertOutcome, note: str | None, now: datetime) -> dict[str, Any]:
    return {"outcome": outcome, "outcome_note": note, "covered_at": sa.func.coalesce(Alert.covered_at, now)}


def _check_outcome(kind: AlertKind, outcome: AlertOutcome) -> None:
    if outcome not in OWNER_OUTCOMES[kind]:
        raise InvalidInput("Choose one of the outcomes in the list.", field="outcome")
