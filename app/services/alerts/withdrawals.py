"""The caller took the cause of an alert back in the same call."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind, AlertNotice, AlertOutcome, AlertStatus
from app.models import Alert
from app.services.alerts.notify import notify_alert
from app.services.alerts.records import add_event
from app.settings import Settings

CORRECTED_BY_CALLER = "corrected by caller"


def withdraw_alert(session: Session, alert: Alert, *, settings: Settings, now: datetime) -> None:
    """Resolve a locked alert; messages not sent yet are cancelled, and whoever was told hears it."""
    alert.status = AlertStatus.RESOLVED
    alert.outcome = AlertOutcome.CORRECTED_BY_CALLER
    alert.resolved_at = now
    alert.next_escalation_at = None
    add_event(session, alert, AlertEventKind.WITHDRAWN, now=now, note=CORRECTED_BY_CALLER)
    notify_alert(session, alert, notice=AlertNotice.WITHDRAWN, settings=settings, now=now)
