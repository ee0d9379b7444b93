"""The figures an on-call engineer watches, each from the tables themselves: right whatever process is asked."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertStatus
from app.models import Alert, Call, CallOrigin, DailyCheckin, OutboxMessage, OutboxStatus


@dataclass(frozen=True)
class Operations:
    outbox: dict[str, int]
    """Messages by status."""
    oldest_due_at: datetime | None
    """When the longest-waiting due message became due; None where nothing waits."""
    live_alerts: dict[tuple[str, str], int]
    """Open and acknowledged alerts by kind and status."""
    last_call_at: datetime | None
    last_checkin_at: datetime | None


def operations(session: Session, now: datetime) -> Operations:
    outbox = session.execute(select(OutboxMessage.status, func.count()).group_by(OutboxMessage.status))
    alerts = session.execute(
        select(Alert.kind, Alert.status, func.count())
        .where(Alert.status != AlertStatus.RESOLVED)
        .group_by(Alert.kind, Alert.status)
    )
    due = select(func.min(OutboxMessage.available_at)).where(
        OutboxMessage.status == OutboxStatus.PENDING, OutboxMessage.available_at <= now
    )
    return Operations(
        outbox={status.value: count for status, count in outbox},
        oldest_due_at=session.scalar(due),
        live_alerts={(kind.value, status.value): count for kind, status, count in alerts},
        last_call_at=session.scalar(select(func.max(Call.created_at)).where(Call.origin == CallOrigin.TELEPHONE)),
        last_checkin_at=session.scalar(select(func.max(DailyCheckin.timestamp))),
    )
