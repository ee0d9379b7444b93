"""The chain of an attendance alert that nobody takes, or that its owner says nothing about.

Every due alert is locked before it is judged, so an acknowledgement that came first makes this run a no-op, and two
clocks at once take different alerts.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.chain import ChainStep, chain_step
from app.domain.alerts.kinds import AlertNotice, AlertStatus
from app.models import Alert
from app.policy import chain_settings
from app.services.alerts.lifecycle import move
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
    step = chain_step(alert.kind, alert.status, alert.escalation_step, chain_settings(settings))
    if step is None:
        alert.next_escalation_at = None
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
        next_escalation_at=_next_due(alert, step, now),
        **({"owner_id": None, "owner_name": None} if reopened else {}),
    )
    notify_alert(session, alert, notice=step.notice, settings=settings, now=now)


def _next_due(alert: Alert, step: ChainStep, now: datetime) -> datetime | None:
    """Count from when this step was due; a reopened alert starts afresh, as its people have only just heard."""
    if step.next_after is None:
        return None
    due_at = alert.next_escalation_at or now
    return (now if step.notice in {AlertNotice.REOPENED, AlertNotice.OUTCOME_REMINDER} else due_at) + step.next_after
