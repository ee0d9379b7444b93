"""How the inbox says things: the headline of an alert and the lines of its timeline."""

from datetime import datetime

from app.domain.alerts.kinds import AlertEventKind, AlertKind, AlertOutcome, AlertStatus
from app.domain.alerts.words import EVENT_WORDS, OUTCOME_WORDS, alert_words
from app.domain.checkins.reasons import PERSONAL
from app.domain.phrases import capitalized
from app.models import AlertEvent
from app.queries.alert_inbox import InboxRow


def summary(row: InboxRow) -> str:
    """Say what happened, with the reason class only where the viewer was given it."""
    words = alert_words(row.kind, row.low_days)
    return f"{words} · {row.reason or PERSONAL}" if row.kind is AlertKind.ATTENDANCE else words


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
    words = capitalized(EVENT_WORDS[event.event])
    if event.event is AlertEventKind.OUTCOME and "outcome" in event.data:
        words = f"{words}: {OUTCOME_WORDS[AlertOutcome(event.data['outcome'])]}"
    if event.event is AlertEventKind.HANDED_OVER and "to_name" in event.data:
        words = f"{words} to {event.data['to_name']}"
    return f"{words} by {event.actor_name}" if event.actor_name else words
