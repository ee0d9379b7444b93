"""The chain of an attendance alert that nobody takes, or that its owner says nothing about.

Every due alert is locked before it is judged, so an acknowledgement that came first makes this run a no-op, and two
clocks at once take different alerts.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.chain import chain_step, next_due
from app.domain.alerts.kinds import AlertNotice, AlertStatus
from app.models import Alert, Employee
from app.policy import chain_settings
from app.queries.work_patterns import checkin_day
from app.services.alerts.lifecycle import end_chain, move
from app.services.alerts.notify import notify_alert
from app.settings import Settings

MOST_AT_ONCE = 100


def escalate_due_alerts(session: Session, *, now: datetime, settings: Settings) -> int:
    """Take the step that is due for each alert; return how many were moved."""
    alerts = session.scalars(
        select(Alert)
        .where(Alert.next_escalation_at <= now, Alert.status != AlertStatus.RESOLVED)
        .order_by(Alert.next_escalation_at)
        .limit(MOST_AT_ONCE)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    ).all()
    for alert in alerts:
        _advance(session, alert, settings=settings, now=now)
    session.flush()
    return len(alerts)


def _advance(session: Session, alert: Alert, *, settings: Settings, now: datetime) -> None:
    past_day = _is_past(session, alert, settings=settings, now=now)
    step = chain_step(alert.kind, alert.status, alert.escalation_step, chain_settings(settings), past_day=past_day)
    if step is None or (past_day and alert.owner_id is None):
        end_chain(session, alert)
        return
    reopened = step.notice is AlertNotice.REOPENED
    move(
        session,
        alert,
        step.event,
        now=now,
        data={"notice": step.notice.value, "owner": alert.owner_name},
        status=step.status,
        escalation_step=step.next_step,
        next_escalation_at=next_due(step, due_at=alert.next_escalation_at or now, now=now),
        **({"owner_id": None, "owner_name": None} if reopened else {}),
    )
    notify_alert(session, alert, notice=step.notice, settings=settings, now=now)


def _is_past(session: Session, alert: Alert, *, settings: Settings, now: datetime) -> bool:
    """Whether the day that the alert is about is over where the person is."""
    person = session.get(Employee, alert.employee_id) if alert.employee_id else None
    return person is not None and alert.alert_on < checkin_day(person, now, settings=settings)
