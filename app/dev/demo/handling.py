"""The life of a demo alert as rows: raised, repeated, taken over, closed, each with its line in the timeline.

What would lie after `now` has not happened and is not written.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from app.domain.alerts.kinds import AlertEventKind, AlertKind, AlertOutcome, AlertStatus
from app.domain.alerts.rules import Finding
from app.services.alerts.records import stored_facts

ENDED_BY = ("resolved_at", "covered_at", "outcome", "outcome_note", "news_told_at")
"""Columns that only a closed alert fills."""
NEXT_CALL = timedelta(days=1)
"""By then the technician has phoned again and heard what became of the blocker."""
CHAIN = (
    (timedelta(minutes=10), AlertEventKind.REPEATED, "Nobody has acknowledged yet."),
    (timedelta(minutes=20), AlertEventKind.ESCALATED, "To the backup dispatcher."),
    (timedelta(minutes=30), AlertEventKind.ESCALATED, "To the manager's manager."),
)

AlertRow = dict[str, Any]


@dataclass(frozen=True)
class Ending:
    outcome: AlertOutcome
    note: str | None
    after: timedelta


@dataclass
class Book:
    """AlertRow rows and their timelines; ids are given in the order of opening."""

    alerts: list[AlertRow] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)

    def raised(self, finding: Finding, employee_id: int, *, at: datetime, on: date, key: str, **more: Any) -> AlertRow:
        alert: AlertRow = {
            "rule_id": finding.rule_id,
            "kind": finding.kind,
            "status": AlertStatus.OPEN,
            "employee_id": employee_id,
            "checkin_id": None,
            "alert_on": on,
            "dedupe_key": key,
            "facts": stored_facts(finding),
            "note": None,
            "opened_at": at,
            **dict.fromkeys(("owner_id", "owner_name", "outcome", "outcome_note")),
            **dict.fromkeys(("acknowledged_at", "resolved_at", "covered_at", "next_escalation_at", "news_told_at")),
            "escalation_step": 0,
            **more,
        }
        self.alerts.append(alert)
        self.event(alert, at, AlertEventKind.RAISED, data=alert["facts"])
        return alert

    def event(
        self,
        alert: AlertRow,
        at: datetime,
        event: AlertEventKind,
        *,
        by: tuple[int, str] | None = None,
        note: str | None = None,
        data: dict[str, Any] | None = None,
    ) -> None:
        actor = {"actor_id": by[0], "actor_name": by[1]} if by else {"actor_id": None, "actor_name": None}
        self.events.append({"alert": alert, "at": at, "event": event, **actor, "note": note, "data": data or {}})

    def live(self, employee_id: int, kind: AlertKind, *, at: datetime) -> AlertRow | None:
        for alert in reversed(self.alerts):
            if alert["employee_id"] == employee_id and alert["kind"] is kind:
                return alert if alert["resolved_at"] is None or alert["resolved_at"] > at else None
        return None

    def in_order(self) -> "Book":
        self.alerts.sort(key=lambda alert: (alert["opened_at"], alert["dedupe_key"]))
        for number, alert in enumerate(self.alerts, start=1):
            alert["id"] = number
        self.events.sort(key=lambda event: (event["at"], event["alert"]["id"]))
        for number, event in enumerate(self.events, start=1):
            event["id"] = number
            event["alert_id"] = event.pop("alert")["id"]
        return self


def run_chain(book: Book, alert: AlertRow, *, now: datetime) -> None:
    """Repeat and escalate for as long as nobody has acknowledged, up to `now`."""
    for step, (after, event, note) in enumerate(CHAIN, start=1):
        due = alert["opened_at"] + after
        if due > now:
            alert["next_escalation_at"] = due
            return
        book.event(alert, due, event, note=note)
        alert["escalation_step"] = step
    alert["next_escalation_at"] = None


def acknowledge(book: Book, alert: AlertRow, owner: tuple[int, str], *, after: timedelta, now: datetime) -> None:
    at = alert["opened_at"] + after
    if at > now:
        return
    alert.update(
        status=AlertStatus.ACKNOWLEDGED,
        owner_id=owner[0],
        owner_name=owner[1],
        acknowledged_at=at,
        next_escalation_at=None,
    )
    book.event(alert, at, AlertEventKind.ACKNOWLEDGED, by=owner)


def close(book: Book, alert: AlertRow, ending: Ending, *, now: datetime, resolve: bool) -> None:
    """Record the outcome and, with `resolve`, end the alert."""
    at = alert["opened_at"] + ending.after
    if at > now:
        return
    owner = (alert["owner_id"], alert["owner_name"]) if alert["owner_id"] else None
    alert.update(outcome=ending.outcome, outcome_note=ending.note, covered_at=at)
    book.event(alert, at, AlertEventKind.OUTCOME, by=owner, note=ending.note)
    if resolve:
        told_at = at + NEXT_CALL if alert["kind"] is AlertKind.BLOCKER and at + NEXT_CALL < now else None
        alert.update(status=AlertStatus.RESOLVED, resolved_at=at, next_escalation_at=None, news_told_at=told_at)
        book.event(alert, at, AlertEventKind.RESOLVED, by=owner, note=ending.note)


def call_late(book: Book, alert: AlertRow, *, at: datetime, local: datetime) -> None:
    """End a missed alert because the person called after all."""
    alert.update(status=AlertStatus.RESOLVED, outcome=AlertOutcome.CALLED_LATE, resolved_at=at)
    book.event(alert, at, AlertEventKind.RESOLVED, note=f"called late, at {local:%H:%M}")


def leave_open(book: Book, alert: AlertRow) -> None:
    """Take the ending back: somebody has it, and it is not done."""
    undone = {AlertEventKind.OUTCOME, AlertEventKind.RESOLVED}
    book.events = [each for each in book.events if each["alert"] is not alert or each["event"] not in undone]
    alert.update(status=AlertStatus.ACKNOWLEDGED, **dict.fromkeys(ENDED_BY))
