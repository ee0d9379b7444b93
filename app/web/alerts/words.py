"""How the inbox says things: the headline of an alert and the lines of its timeline."""

from datetime import datetime

from app.domain.alerts.kinds import AlertEventKind, AlertKind, AlertOutcome, AlertStatus
from app.domain.alerts.outcomes import OUTCOME_WORDS
from app.models import AlertEvent
from app.queries.alert_inbox import InboxRow

EVENT_WORDS = {
    AlertEventKind.RAISED: "Raised",
    AlertEventKind.ADDED: "Another low day joined",
    AlertEventKind.CORRECTED: "Corrected by the caller",
    AlertEventKind.WITHDRAWN: "Taken back by the caller",
    AlertEventKind.ACKNOWLEDGED: "Acknowledged",
    AlertEventKind.HANDED_OVER: "Handed over",
    AlertEventKind.SNOOZED: "Put off",
    AlertEventKind.OUTCOME: "Outcome",
    AlertEventKind.REPEATED: "Nobody had it: told again",
    AlertEventKind.ESCALATED: "Nobody had it: told the next in line",
    AlertEventKind.REMINDED: "Owner asked for an outcome",
    AlertEventKind.REOPENED: "Reopened: no outcome",
    AlertEventKind.RESOLVED: "Resolved",
    AlertEventKind.TOLD: "The technician heard of it on the phone",
}

SUMMARIES = {
    AlertKind.ATTENDANCE: "not coming in",
    AlertKind.BLOCKER: "blocked",
    AlertKind.BURNOUT: "may need a conversation",
    AlertKind.MISSED: "has not called",
    AlertKind.LINE: "fewer calls than usual",
}


def summary(row: InboxRow) -> str:
    """Say what happened, with the reason class only where the viewer was given it."""
    said = SUMMARIES[row.kind]
    if row.kind is not AlertKind.ATTENDANCE:
        return said
    return f"{said} · {row.reason or 'personal'}"


def next_step(row: InboxRow, now: datetime) -> str | None:
    """Say what happens by itself if nobody does anything."""
    if row.status is AlertStatus.RESOLVED or row.next_escalation_at is None:
        return None
    minutes = max(0, round((row.next_escalation_at - now).total_seconds() / 60))
    when = f"in {minutes} min" if minutes else "now"
    if row.status is AlertStatus.OPEN:
        return f"tells the next in line {when}"
    return f"asks for an outcome {when}"


def event_line(event: AlertEvent) -> str:
    words = EVENT_WORDS[event.event]
    if event.event is AlertEventKind.OUTCOME and "outcome" in event.data:
        words = f"{words}: {OUTCOME_WORDS[AlertOutcome(event.data['outcome'])]}"
    if event.event is AlertEventKind.HANDED_OVER and "to_name" in event.data:
        words = f"{words} to {event.data['to_name']}"
    return f"{words} by {event.actor_name}" if event.actor_name else words
