"""The inbox: the alerts a viewer may read, by tab, and one of them with its timeline and its messages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Select, SQLColumnExpression, func, select
from sqlalchemy.orm import Session, aliased

from app.domain.alerts.kinds import AlertKind, AlertOutcome, AlertStatus
from app.domain.errors import NotFound
from app.domain.viewers import Viewer
from app.models import Alert, AlertEvent, Employee, OutboxMessage
from app.queries.paging import Listing, Page, fetch_page
from app.queries.reach import readable_alerts, readable_reason
from app.settings import Settings


class InboxTab(StrEnum):
    NEEDS_ACK = "needs-ack"
    MINE = "mine"
    HANDLED_TODAY = "handled-today"
    ALL = "all"


@dataclass(frozen=True, kw_only=True)
class InboxRow:
    id: int
    kind: AlertKind
    status: AlertStatus
    rule_id: str
    employee_id: int | None
    person: str | None
    """None for an alert about the line."""
    phone: str | None
    note: str | None
    why: str | None
    """Why the rule fired, in a sentence without a reason class."""
    reason: str | None
    """The class of a personal absence; None for viewers who may not read it."""
    owner_id: int | None
    owner_name: str | None
    outcome: AlertOutcome | None
    outcome_note: str | None
    opened_at: datetime
    acknowledged_at: datetime | None
    resolved_at: datetime | None
    next_escalation_at: datetime | None
    snoozed_until: datetime | None


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """One message about the alert, as the timeline shows it."""

    at: datetime
    channel: str
    recipient: str
    status: str
    sent_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class InboxAlert:
    row: InboxRow
    events: tuple[AlertEvent, ...]
    """Oldest first."""
    deliveries: tuple[Delivery, ...]


SORTS: Mapping[str, SQLColumnExpression[Any]] = {
    "opened_at": Alert.opened_at,
    "person": Employee.name,
    "kind": sa.cast(Alert.kind, sa.Text),
    "status": sa.cast(Alert.status, sa.Text),
    "owner": Alert.owner_name,
    "": Alert.id,
}


def list_inbox(
    session: Session,
    viewer: Viewer,
    *,
    tab: InboxTab,
    kind: AlertKind | None,
    since: datetime,
    listing: Listing,
    settings: Settings,
) -> Page[InboxRow]:
    """Return a page of the tab. `since`: where the viewer's day began."""
    statement = _rows(viewer, settings).where(_tab(tab, viewer, since))
    if kind is not None:
        statement = statement.where(Alert.kind == kind)
    searched = (Employee.name, Alert.owner_name, Alert.note)
    return fetch_page(session, statement, listing, sorts=SORTS, searched=searched, make=_row)


def count_inbox(session: Session, viewer: Viewer, *, since: datetime) -> dict[InboxTab, int]:
    """Count every tab in one query."""
    counts = [func.count().filter(_tab(tab, viewer, since)) for tab in InboxTab]
    found = session.execute(select(*counts).select_from(Alert).where(readable_alerts(viewer))).one()
    return dict(zip(InboxTab, found, strict=True))


def get_inbox_alert(session: Session, viewer: Viewer, alert_id: int, *, settings: Settings) -> InboxAlert:
    """Raise NotFound where this viewer has no such alert; the same answer whether nobody has it."""
    found = session.execute(_rows(viewer, settings).where(Alert.id == alert_id)).first()
    if found is None:
        raise NotFound("There is no such alert among those you look after.")
    events = session.scalars(select(AlertEvent).where(AlertEvent.alert_id == alert_id).order_by(AlertEvent.id))
    return InboxAlert(row=_row(*found), events=tuple(events), deliveries=_deliveries(session, alert_id))


def _tab(tab: InboxTab, viewer: Viewer, since: datetime) -> sa.ColumnElement[bool]:
    match tab:
        case InboxTab.NEEDS_ACK:
            return Alert.status == AlertStatus.OPEN
        case InboxTab.MINE:
            return sa.and_(Alert.owner_id == viewer.employee_id, Alert.status != AlertStatus.RESOLVED)
        case InboxTab.HANDLED_TODAY:
            return Alert.resolved_at >= since
        case InboxTab.ALL:
            return sa.true()


def _rows(viewer: Viewer, settings: Settings) -> Select[Any]:
    return (
        select(
            Alert.id,
            Alert.kind,
            Alert.status,
            Alert.rule_id,
            Alert.employee_id,
            Employee.name,
            Employee.phone,
            Alert.note,
            Alert.facts["why"].astext,
            readable_reason(viewer, settings),
            Alert.owner_id,
            Alert.owner_name,
            Alert.outcome,
            Alert.outcome_note,
            Alert.opened_at,
            Alert.acknowledged_at,
            Alert.resolved_at,
            Alert.next_escalation_at,
            Alert.snoozed_until,
        )
        .outerjoin(Employee, Employee.id == Alert.employee_id)
        .where(readable_alerts(viewer))
    )


def _row(*values: Any) -> InboxRow:
    return InboxRow(**dict(zip(InboxRow.__dataclass_fields__, values, strict=True)))


def _deliveries(session: Session, alert_id: int) -> tuple[Delivery, ...]:
    recipient = aliased(Employee)
    query = (
        select(
            OutboxMessage.created_at,
            OutboxMessage.channel,
            func.coalesce(recipient.name, OutboxMessage.route, OutboxMessage.address),
            OutboxMessage.status,
            OutboxMessage.sent_at,
        )
        .outerjoin(recipient, recipient.id == OutboxMessage.recipient_id)
        .where(OutboxMessage.alert_id == alert_id)
        .order_by(OutboxMessage.created_at, OutboxMessage.id)
    )
    return tuple(
        Delivery(at=at, channel=channel.value, recipient=name, status=status.value, sent_at=sent_at)
        for at, channel, name, status, sent_at in session.execute(query)
    )
