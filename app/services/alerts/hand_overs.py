"""Giving an alert to somebody else, who then hears of it and owns what becomes of it."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind, AlertNotice, AlertStatus
from app.domain.errors import InvalidInput
from app.models import Alert, Employee
from app.queries.reach import list_possible_owners
from app.services.alerts.lifecycle import LIVE, outcome_due_at, refuse, transition
from app.services.alerts.notify import notify_alert
from app.services.alerts.records import Actor, add_event
from app.settings import Settings


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
    """Make somebody else the owner of a live alert, taken or not."""
    new_owner = _may_own(session, to_id, session.get_one(Alert, alert_id))
    alert = transition(
        session,
        alert_id,
        LIVE,
        status=AlertStatus.ACKNOWLEDGED,
        owner_id=new_owner.id,
        owner_name=new_owner.name,
        acknowledged_at=sa.func.coalesce(Alert.acknowledged_at, now),
        escalation_step=0,
        next_escalation_at=outcome_due_at(settings, now),
    )
    if alert is None:
        raise refuse(session, alert_id, actor)
    data = {"to_id": new_owner.id, "to_name": new_owner.name}
    add_event(session, alert, AlertEventKind.HANDED_OVER, now=now, actor=actor, note=note, data=data)
    session.flush()
    notify_alert(session, alert, notice=AlertNotice.HANDED_OVER, settings=settings, now=now)
    return alert


def _may_own(session: Session, employee_id: int, alert: Alert) -> Employee:
    """Only somebody who may see the alert at all can be given it, because the message about it says what it is."""
    if all(employee_id != id_ for id_, _name in list_possible_owners(session, alert.kind, alert.employee_id)):
        raise InvalidInput("Choose somebody who may handle this alert.", field="to")
    return session.get_one(Employee, employee_id)
