"""The inbox: the alerts a viewer may read, by tab, and one of them with its timeline and its messages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Select, SQLColumnExpression, func, select
from sqlalchemy.orm import Session, aliased

from app.domain.alerts.kinds import AlertKind, AlertOutcome, AlertStatus
from app.domain.errors import NotFound
from app.domain.messages.delivery import ChannelName
from app.domain.viewers import Viewer
from app.models import Alert, AlertEvent, Employee, OutboxMessage, OutboxStatus, Team
from app.queries.alerts import low_days
from app.queries.paging import Listing, Page, fetch_page
from app.queries.reach import answerable_alerts, readable_reason
from app.settings import Settings


class InboxTab(StrEnum):
    NEEDS_SOMEBODY = "needs-somebody"
    """Open: nobody has it."""
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
    team: str | None
    alert_on: date
    """The day that it is about."""
    note: str | None
    why: str | None
    """Why the rule fired, in a sentence without a reason class."""
    low_days: int | None
    """On how many workdays running energy was low; None for every other kind."""
    reason: str | None
    """Why not coming in, as this viewer may read it; None for every other kind."""
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
    channel: ChannelName
    recipient: str
    """The person's name, else the route's, else the address."""
    status: OutboxStatus
    sent_at: datetime | None
    failure: str | None
    """Why it was not sent or did not arrive, and what to do; without secrets."""


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
    return fetch_page(session, statement, listing, sorts=SORTS, searched=searched, make=InboxRow)


def count_inbox(session: Session, viewer: Viewer, *, since: datetime) -> dict[InboxTab, int]:
    """Count every tab in one query."""
    counts = [func.count().filter(_tab(tab, viewer, since)).label(tab.value) for tab in InboxTab]
    counted = session.execute(select(*counts).select_from(Alert).where(answerable_alerts(viewer))).mappings().one()
    return {tab: counted[tab.value] for tab in InboxTab}


def get_inbox_alert(session: Session, viewer: Viewer, alert_id: int, *, settings: Settings) -> InboxAlert:
    """Raise NotFound where this viewer has no such alert; the same answer whether nobody has it."""
    row = session.execute(_rows(viewer, settings).where(Alert.id == alert_id)).mappings().first()
    if row is None:
        raise NotFound("There is no such alert among those you look after.")
    events = session.scalars(select(AlertEvent).where(AlertEvent.alert_id == alert_id).order_by(AlertEvent.id))
    return InboxAlert(row=InboxRow(**row), events=tuple(events), deliveries=_deliveries(session, alert_id))


def _tab(tab: InboxTab, viewer: Viewer, since: datetime) -> sa.ColumnElement[bool]:
    match tab:
        case InboxTab.NEEDS_SOMEBODY:
            return Alert.status == AlertStatus.OPEN
        case InboxTab.MINE:
            return sa.and_(Alert.owner_id == viewer.employee_id, Alert.status != AlertStatus.RESOLVED)
        case InboxTab.HANDLED_TODAY:
            return Alert.resolved_at >= since
        case InboxTab.ALL:
            return sa.true()


def _rows(viewer: Viewer, settings: Settings) -> Select[Any]:
    columns: tuple[Any, ...] = (
        Alert.id,
        Alert.kind,
        Alert.status,
        Alert.rule_id,
        Alert.employee_id,
        Employee.name.label("person"),
        Employee.phone,
        Team.name.label("team"),
        Alert.alert_on,
        Alert.note,
        Alert.facts["why"].astext.label("why"),
        low_days(),
        readable_reason(viewer, settings).label("reason"),
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
    return (
        select(*columns)
        .select_from(Alert)
        .outerjoin(Employee, Employee.id == Alert.employee_id)
        .outerjoin(Team, Team.id == Employee.team_id)
        .where(answerable_alerts(viewer))
    )


def _deliveries(session: Session, alert_id: int) -> tuple[Delivery, ...]:
    recipient = aliased(Employee)
    query = (
        select(
            OutboxMessage.created_at.label("at"),
            OutboxMessage.channel,
            func.coalesce(recipient.name, OutboxMessage.route, OutboxMessage.address).label("recipient"),
            OutboxMessage.status,
            OutboxMessage.sent_at,
            OutboxMessage.last_error.label("failure"),
        )
        .outerjoin(recipient, recipient.id == OutboxMessage.recipient_id)
        .where(OutboxMessage.alert_id == alert_id)
        .order_by(OutboxMessage.created_at, OutboxMessage.id)
    )
    return tuple(Delivery(**row) for row in session.execute(query).mappings())
