"""What one call left behind: its check-in, the alerts that it raised, and their messages."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.checkins.fields import FIELDS
from app.domain.permissions import Role
from app.models import Alert, DailyCheckin, Employee, OutboxMessage

SHOWN_COLUMNS = (
    *(field.name for field in FIELDS if field.name != "call_id"),
    "checkin_on",
    "report_fields",
)


@dataclass(frozen=True, kw_only=True)
class CallEffects:
    checkin: tuple[tuple[str, Any], ...]
    """Column and value; empty where the call left no check-in."""
    alerts: tuple[tuple[str, str, str, str], ...]
    """Kind, status, rule and why."""
    messages: tuple[tuple[str, str, str, str], ...]
    """Channel, recipient, subject and status."""


def load_call_effects(session: Session, call_id: str) -> CallEffects:
    checkin = session.scalar(select(DailyCheckin).where(DailyCheckin.call_id == call_id))
    if checkin is None:
        return CallEffects(checkin=(), alerts=(), messages=())
    alerts = session.execute(
        select(Alert.kind, Alert.status, Alert.rule_id, func.coalesce(Alert.facts["why"].astext, ""))
        .where(Alert.checkin_id == checkin.id)
        .order_by(Alert.id)
    )
    messages = session.execute(
        select(
            OutboxMessage.channel,
            func.coalesce(Employee.name, OutboxMessage.route, OutboxMessage.address),
            OutboxMessage.subject,
            OutboxMessage.status,
        )
        .join(Alert, Alert.id == OutboxMessage.alert_id)
        .outerjoin(Employee, Employee.id == OutboxMessage.recipient_id)
        .where(Alert.checkin_id == checkin.id)
        .order_by(OutboxMessage.created_at, OutboxMessage.id)
    )
    return CallEffects(
        checkin=tuple((name, getattr(checkin, name)) for name in SHOWN_COLUMNS),
        alerts=tuple((kind.value, status.value, rule, why) for kind, status, rule, why in alerts),
        messages=tuple((channel.value, to, subject, status.value) for channel, to, subject, status in messages),
    )


def list_callers(session: Session) -> list[tuple[int, str]]:
    """Return the technicians who can phone in, as (id, name)."""
    query = (
        select(Employee.id, Employee.name)
        .where(Employee.active, Employee.phone.is_not(None), Employee.role == Role.TECHNICIAN)
        .order_by(Employee.name)
    )
    return [(id_, name) for id_, name in session.execute(query)]
