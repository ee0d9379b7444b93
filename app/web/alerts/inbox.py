"""The inbox as one page: tabs and list, and beside them the alert that is open, with its forms."""

from dataclasses import dataclass
from datetime import UTC, datetime, time

from flask import render_template
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session

from app.access import current_viewer
from app.domain.alerts.kinds import AlertEventKind, AlertKind, AlertStatus
from app.domain.alerts.rules import RULES
from app.domain.alerts.undo import may_undo
from app.domain.alerts.words import KIND_WORDS, OUTCOME_WORDS, STATUS_WORDS, whose_alert
from app.domain.permissions import Permission
from app.extensions import current_settings
from app.queries.alert_inbox import (
    InboxAlert,
    InboxRow,
    InboxTab,
    count_inbox,
    list_inbox,
)
from app.queries.paging import Page
from app.queries.reach import list_possible_owners, readable_kinds
from app.web.alerts.forms import HandOverForm, OutcomeForm, ResolveForm, SnoozeForm, hand_over_form, outcome_form
from app.web.alerts.words import event_line, next_step, summary
from app.web.arguments import argument
from app.web.clock import request_now, viewer_zone
from app.web.paging import Column, read_listing

COLUMNS: tuple[Column[InboxRow], ...] = (
    Column("person", "Who", lambda row: whose_alert(row.kind, row.person)),
    Column("kind", "Kind", lambda row: KIND_WORDS[row.kind]),
    Column("what", "What", summary, sortable=False),
    Column("status", "State", lambda row: STATUS_WORDS[row.status]),
    Column("opened_at", "Opened", lambda row: row.opened_at),
    Column("owner", "Owner", lambda row: row.owner_name),
    Column("acknowledged_at", "Acknowledged", lambda row: row.acknowledged_at, sortable=False),
    Column("resolved_at", "Resolved", lambda row: row.resolved_at, sortable=False),
    Column("outcome", "Outcome", lambda row: OUTCOME_WORDS[row.outcome] if row.outcome else "", sortable=False),
    Column("note", "Note", lambda row: row.note, sortable=False),
)
SHOWN = ("person", "what", "opened_at", "owner")
ACTS = (Permission.ALERT_ACKNOWLEDGE, Permission.ALERT_ADDRESSED)
"""The rights to do something about an alert that stands in one's inbox."""
TAB_WORDS = {
    InboxTab.NEEDS_SOMEBODY: "Needs somebody",
    InboxTab.MINE: "Mine",
    InboxTab.HANDLED_TODAY: "Handled today",
    InboxTab.ALL: "All",
}


@dataclass(frozen=True)
class AlertForms:
    """What can be done with the open alert; None where its state does not allow it."""

    outcome: OutcomeForm
    resolve: ResolveForm
    hand_over: HandOverForm
    snooze: SnoozeForm | None
    put_back: bool


def read_tab() -> InboxTab:
    tab_asked = argument("tab", InboxTab.NEEDS_SOMEBODY)
    return InboxTab(tab_asked) if tab_asked in set(InboxTab) else InboxTab.NEEDS_SOMEBODY


def read_page(session: Session, tab: InboxTab) -> Page[InboxRow]:
    kind = argument("kind")
    return list_inbox(
        session,
        current_viewer(),
        tab=tab,
        kind=AlertKind(kind) if kind in set(AlertKind) else None,
        since=day_began_at(),
        listing=read_listing(COLUMNS, sort="opened_at", descending=tab is not InboxTab.NEEDS_SOMEBODY),
        settings=current_settings(),
    )


def render_inbox(session: Session, alert: InboxAlert | None = None, submitted: FlaskForm | None = None) -> str:
    """Show the inbox; `submitted` is a form that came back with an error and keeps what was typed."""
    tab = read_tab()
    return render_template(
        "alerts/index.html",
        tab=tab,
        tabs=TAB_WORDS,
        counts=count_inbox(session, current_viewer(), since=day_began_at()),
        rows=read_page(session, tab),
        kinds=readable_kinds(current_viewer()),
        columns=[column for column in COLUMNS if column.key in SHOWN],
        alert=alert,
        forms=forms_of(session, alert, submitted) if alert else None,
        can_undo=alert is not None and can_undo(alert),
        may_leave_word=alert is not None and may_leave_word(alert),
        summary=summary,
        next_step=next_step,
        event_line=event_line,
        rules=RULES,
    )


def forms_of(session: Session, alert: InboxAlert, submitted: FlaskForm | None) -> AlertForms | None:
    if alert.row.status is AlertStatus.RESOLVED or not current_viewer().may(*ACTS):
        return None
    people = list_possible_owners(session, alert.row.kind, alert.row.employee_id)
    return AlertForms(
        outcome=submitted if isinstance(submitted, OutcomeForm) else outcome_form(alert.row.kind),
        resolve=submitted if isinstance(submitted, ResolveForm) else ResolveForm(),
        hand_over=submitted if isinstance(submitted, HandOverForm) else hand_over_form(people),
        snooze=SnoozeForm() if alert.row.status is AlertStatus.ACKNOWLEDGED else None,
        put_back=alert.row.status is AlertStatus.ACKNOWLEDGED,
    )


def may_leave_word(alert: InboxAlert) -> bool:
    """Whether the viewer closed somebody's blocker, and may say a word to them about it."""
    viewer, row = current_viewer(), alert.row
    if row.kind is not AlertKind.BLOCKER or row.status is not AlertStatus.RESOLVED or row.employee_id is None:
        return False
    closed = any(
        event.event is AlertEventKind.RESOLVED and event.actor_id == viewer.employee_id for event in alert.events
    )
    return closed and row.employee_id != viewer.employee_id and viewer.may(Permission.WORD_LEAVE)


def can_undo(alert: InboxAlert) -> bool:
    """Whether the viewer made the last change, a few minutes ago."""
    viewer, last = current_viewer(), alert.events[-1] if alert.events else None
    if last is None or not viewer.may(*ACTS):
        return False
    return may_undo(last.event, by_id=last.actor_id, at=last.at, actor_id=viewer.employee_id, now=request_now())


def day_began_at() -> datetime:
    zone = viewer_zone()
    return datetime.combine(request_now().astimezone(zone).date(), time(), tzinfo=zone).astimezone(UTC)
