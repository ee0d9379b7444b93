"""The open alerts of somebody who leaves: to the successor where they may own it, else back to everybody."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind, AlertNotice, AlertStatus
from app.models import Alert, Employee
from app.policy import chain_settings
from app.queries.reach import list_possible_owners
from app.queries.reports import list_owned_alerts
from app.services.alerts.lifecycle import move
from app.services.alerts.notify import notify_alert
from app.settings import Settings


def pass_on_alerts(
    session: Session, leaver: Employee, successor_id: int | None, *, settings: Settings, now: datetime
) -> None:
    """Give each live alert of the leaver to the successor, or open it again for those who were told first."""
    for alert in list_owned_alerts(session, leaver.id):
        owners = dict(list_possible_owners(session, alert.kind, alert.employee_id))
        if successor_id in owners:
            _hand_over(session, alert, leaver, successor_id, owners[successor_id], now=now)
            notice = AlertNotice.HANDED_OVER
        else:
            _reopen(session, alert, leaver, settings=settings, now=now)
            notice = AlertNotice.REOPENED
        notify_alert(session, alert, notice=notice, settings=settings, now=now)


def _hand_over(session: Session, alert: Alert, leaver: Employee, owner_id: int, owner: str, *, now: datetime) -> None:
    move(
        session,
        alert,
        AlertEventKind.HANDED_OVER,
        now=now,
        note=f"{leaver.name} has left",
        data={"to_id": owner_id, "to_name": owner},
        owner_id=owner_id,
        owner_name=owner,
    )


def _reopen(session: Session, alert: Alert, leaver: Employee, *, settings: Settings, now: datetime) -> None:
    move(
        session,
        alert,
        AlertEventKind.REOPENED,
        now=now,
        note=f"{leaver.name} has left",
        status=AlertStatus.OPEN,
        owner_id=None,
        owner_name=None,
        acknowledged_at=None,
        escalation_step=0,
        next_escalation_at=now + chain_settings(settings).repeat,
    )
