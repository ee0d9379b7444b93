"""What people do with an alert: take it, hand it over, put it off, say what became of it, close it.

Each act locks the alert and moves it by `lifecycle`. A resolved alert is never reopened by an act.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind, AlertKind, AlertNotice, AlertOutcome, AlertStatus
from app.domain.alerts.outcomes import ends, may_choose
from app.domain.errors import InvalidInput
from app.domain.mornings.working_hours import in_working_hours
from app.models import Alert, Employee
from app.policy import chain_settings
from app.queries.reach import list_possible_owners
from app.services.alerts.lifecycle import lock_to_move, move
from app.services.alerts.notify import notify_alert
from app.services.alerts.records import Actor
from app.settings import Settings

SAY_WHAT = "Say in a few words what became of it."
LONGEST_SNOOZE = timedelta(days=7)


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
    alert = lock_to_move(session, alert_id, actor=actor, allowed_from={AlertStatus.OPEN})
    changes = _owned_by(alert, actor, settings, now)
    return move(session, alert, AlertEventKind.ACKNOWLEDGED, now=now, actor=actor, note=note, data=data, **changes)


def hand_over_alert(
    session: Session,
    alert_id: int,
    *,
    to_id: int,
    actor: Actor,
    settings: Settings,
    now: datetime,
    note: str | None = None,
) -> Alert:
    """Make somebody else the owner of a live alert, taken or not; they are told."""
    alert = lock_to_move(session, alert_id, actor=actor)
    owner = _possible_owner(session, to_id, alert)
    changes = _owned_by(alert, owner, settings, now)
    data = {"to_id": owner.id, "to_name": owner.name}
    move(session, alert, AlertEventKind.HANDED_OVER, now=now, actor=actor, note=note, data=data, **changes)
    notify_alert(session, alert, notice=AlertNotice.HANDED_OVER, settings=settings, now=now)
    return alert


def record_outcome(
    session: Session, alert_id: int, *, outcome: AlertOutcome, actor: Actor, now: datetime, note: str | None = None
) -> Alert:
    """Keep what became of it, and close the alert where this outcome ends its kind."""
    alert = lock_to_move(session, alert_id, actor=actor)
    changes = _taken_by(alert, actor, now) | _outcome(alert, outcome, note, now)
    if ends(alert.kind, outcome):
        changes |= _resolved(now)
    data = {"outcome": outcome.value}
    return move(session, alert, AlertEventKind.OUTCOME, now=now, actor=actor, note=note, data=data, **changes)


def resolve_alert(
    session: Session,
    alert_id: int,
    *,
    actor: Actor,
    now: datetime,
    outcome: AlertOutcome | None = None,
    note: str | None = None,
) -> Alert:
    """Close a live alert, with or without an outcome; an open one is taken by whoever closes it."""
    alert = lock_to_move(session, alert_id, actor=actor)
    changes = _taken_by(alert, actor, now) | _resolved(now)
    if outcome is not None:
        changes |= _outcome(alert, outcome, note, now)
    data = {"outcome": outcome.value} if outcome else {}
    return move(session, alert, AlertEventKind.RESOLVED, now=now, actor=actor, note=note, data=data, **changes)


def put_back_alert(session: Session, alert_id: int, *, actor: Actor, settings: Settings, now: datetime) -> Alert:
    """Give an alert back to everybody; the chain begins again, so those told first hear of it once more."""
    alert = lock_to_move(session, alert_id, actor=actor, allowed_from={AlertStatus.ACKNOWLEDGED})
    chained = alert.kind is AlertKind.ATTENDANCE
    changes: dict[str, Any] = {
        "status": AlertStatus.OPEN,
        "owner_id": None,
        "owner_name": None,
        "acknowledged_at": None,
        "snoozed_until": None,
        "escalation_step": 0,
        "next_escalation_at": now + chain_settings(settings).repeat if chained else None,
    }
    return move(session, alert, AlertEventKind.PUT_BACK, now=now, actor=actor, **changes)


def snooze_alert(
    session: Session, alert_id: int, *, until: datetime, actor: Actor, now: datetime, note: str | None = None
) -> Alert:
    """Put off the question about the outcome until that time.

    Raises InvalidTransition for an alert that nobody has taken.
    """
    if not now < until <= now + LONGEST_SNOOZE:
        raise InvalidInput("Choose a time within the next seven days.", field="until")
    alert = lock_to_move(session, alert_id, actor=actor, allowed_from={AlertStatus.ACKNOWLEDGED})
    until = _while_at_work(session, actor, until)
    changes = {"snoozed_until": until, "escalation_step": 0, "next_escalation_at": until}
    data = {"until": until.isoformat()}
    return move(session, alert, AlertEventKind.SNOOZED, now=now, actor=actor, note=note, data=data, **changes)


def _while_at_work(session: Session, actor: Actor, until: datetime) -> datetime:
    """Bring an alert back while whoever put it off is at work."""
    if actor.id is None:
        return until
    person = session.get_one(Employee, actor.id)
    return in_working_hours(until, timezone=person.timezone, workdays=person.workdays)


def _owned_by(alert: Alert, owner: Actor, settings: Settings, now: datetime) -> dict[str, Any]:
    """An attendance alert without an outcome asks its owner for one later; no other kind does."""
    asks = alert.kind is AlertKind.ATTENDANCE and alert.outcome is None
    return {
        "status": AlertStatus.ACKNOWLEDGED,
        "owner_id": owner.id,
        "owner_name": owner.name,
        "acknowledged_at": alert.acknowledged_at or now,
        "escalation_step": 0,
        "next_escalation_at": now + chain_settings(settings).outcome_reminder if asks else None,
    }


def _taken_by(alert: Alert, actor: Actor, now: datetime) -> dict[str, Any]:
    """Return the changes that make the actor the owner of an alert that nobody has taken."""
    owner = {"owner_id": actor.id, "owner_name": actor.name} if alert.status is AlertStatus.OPEN else {}
    return {
        **owner,
        "status": AlertStatus.ACKNOWLEDGED,
        "acknowledged_at": alert.acknowledged_at or now,
        "escalation_step": 0,
        "next_escalation_at": None,
    }


def _outcome(alert: Alert, outcome: AlertOutcome, note: str | None, now: datetime) -> dict[str, Any]:
    if not may_choose(alert.kind, outcome):
        raise InvalidInput("Choose one of the outcomes in the list.", field="outcome")
    if outcome is AlertOutcome.OTHER and not note:
        raise InvalidInput(SAY_WHAT, field="outcome_note")
    return {"outcome": outcome, "outcome_note": note, "covered_at": alert.covered_at or now}


def _resolved(now: datetime) -> dict[str, Any]:
    return {"status": AlertStatus.RESOLVED, "resolved_at": now}


def _possible_owner(session: Session, employee_id: int, alert: Alert) -> Actor:
    """Only somebody who may see the alert at all can be given it, because the message about it says what it is."""
    if all(employee_id != id_ for id_, _name in list_possible_owners(session, alert.kind, alert.employee_id)):
        raise InvalidInput("Choose somebody who may handle this alert.", field="to")
    return Actor(id=employee_id, name=session.get_one(Employee, employee_id).name)
