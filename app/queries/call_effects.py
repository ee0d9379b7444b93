"""What one call left behind: its check-in, the alerts that it raised, and their messages."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertStatus
from app.domain.checkins.fields import FIELDS
from app.domain.messages.delivery import CALL_ID, ChannelName
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
    id: int
    kind: AlertKind
    status: AlertStatus
    rule_id: str
    why: str


@dataclass(frozen=True, kw_only=True)
class QueuedMessage:
    id: UUID
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
    call = session.get(Call, call_id)
    if call is None:
        return CallEffects(checkin=(), alerts=(), messages=())
    checkin = session.scalar(select(DailyCheckin).where(DailyCheckin.call_id == call_id))
    alerts = session.execute(
        select(
            Alert.id,
            Alert.kind,
            Alert.status,
            Alert.rule_id,
            func.coalesce(Alert.facts["why"].astext, "").label("why"),
        )
        .where(_raised_by(call_id))
        .order_by(Alert.id)
    )
    messages = session.execute(
        select(
            OutboxMessage.id,
            OutboxMessage.channel,
            func.coalesce(Employee.name, OutboxMessage.route, OutboxMessage.address).label("recipient"),
            OutboxMessage.subject,
            OutboxMessage.status,
        )
        .outerjoin(Employee, Employee.id == OutboxMessage.recipient_id)
        .where(_caused_by(call))
        .order_by(OutboxMessage.created_at, OutboxMessage.id)
    )
    return CallEffects(
        checkin=tuple((name, getattr(checkin, name)) for name in SHOWN_COLUMNS) if checkin else (),
        alerts=tuple(RaisedAlert(**row) for row in alerts.mappings()),
        messages=tuple(QueuedMessage(**row) for row in messages.mappings()),
        quiet=call.quiet,
    )


def _raised_by(call_id: str) -> ColumnElement[bool]:
    """An alert about safety needs no check-in: it is the call's own."""
    checkins = select(DailyCheckin.id).where(DailyCheckin.call_id == call_id)
    return or_(Alert.checkin_id.in_(checkins), Alert.dedupe_key == f"{AlertKind.SAFETY}:{call_id}")


def _caused_by(call: Call) -> ColumnElement[bool]:
    alerts = select(Alert.id).where(_raised_by(call.id))
    without_alert = and_(OutboxMessage.created_at >= call.created_at, OutboxMessage.data[CALL_ID].astext == call.id)
    return or_(OutboxMessage.alert_id.in_(alerts), without_alert)


def list_callers(session: Session) -> list[tuple[int, str]]:
    """Return the technicians who can phone in, as (id, name)."""
    query = (
        select(Employee.id, Employee.name)
        .where(Employee.active, Employee.phone.is_not(None), Employee.role == Role.TECHNICIAN)
        .order_by(Employee.name)
    )
    return [(row.id, row.name) for row in session.execute(query)]
