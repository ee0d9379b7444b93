"""What one call left behind: its check-in, the alerts that it raised, and their messages."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertStatus
from app.domain.checkins.fields import FIELDS
from app.domain.messages.delivery import ChannelName
from app.domain.permissions import Role
from app.models import Alert, Call, DailyCheckin, Employee, OutboxMessage, OutboxStatus

SHOWN_COLUMNS = (
    *(field.name for field in FIELDS if field.name != "call_id"),
    "unclear_note",
    "checkin_on",
    "report_fields",
)


@dataclass(frozen=True, kw_only=True)
class RaisedAlert:
    kind: AlertKind
    status: AlertStatus
    rule_id: str
    why: str


@dataclass(frozen=True, kw_only=True)
class QueuedMessage:
    channel: ChannelName
    recipient: str
    """The person's name, else the route's, else the address."""
    subject: str
    status: OutboxStatus


@dataclass(frozen=True, kw_only=True)
class CallEffects:
    checkin: tuple[tuple[str, Any], ...]
    """Column and value; empty where the call left no check-in."""
    alerts: tuple[RaisedAlert, ...]
    messages: tuple[QueuedMessage, ...]
    quiet: bool = False
    """Whether it was to tell nobody."""


def load_call_effects(session: Session, call_id: str) -> CallEffects:
    checkin = session.scalar(select(DailyCheckin).where(DailyCheckin.call_id == call_id))
    quiet = session.scalar(select(Call.quiet).where(Call.id == call_id)) is True
    if checkin is None:
        return CallEffects(checkin=(), alerts=(), messages=(), quiet=quiet)
    alerts = session.execute(
        select(Alert.kind, Alert.status, Alert.rule_id, func.coalesce(Alert.facts["why"].astext, "").label("why"))
        .where(Alert.checkin_id == checkin.id)
        .order_by(Alert.id)
    )
    messages = session.execute(
        select(
            OutboxMessage.channel,
            func.coalesce(Employee.name, OutboxMessage.route, OutboxMessage.address).label("recipient"),
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
        alerts=tuple(RaisedAlert(**row) for row in alerts.mappings()),
        messages=tuple(QueuedMessage(**row) for row in messages.mappings()),
        quiet=quiet,
    )


def list_callers(session: Session) -> list[tuple[int, str]]:
    """Return the technicians who can phone in, as (id, name)."""
    query = (
        select(Employee.id, Employee.name)
        .where(Employee.active, Employee.phone.is_not(None), Employee.role == Role.TECHNICIAN)
        .order_by(Employee.name)
    )
    return [(row.id, row.name) for row in session.execute(query)]
