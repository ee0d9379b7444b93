"""What people read about an alert: one list for pages, CSV, messages and the coach.

The values of `kinds.py` stand in tables and code only. Wherever low energy is named, it is called an indicator.
"""

from collections.abc import Mapping
from typing import Any

from app.domain.alerts.kinds import AlertEventKind, AlertKind, AlertOutcome, AlertStatus
from app.domain.phrases import count_word, noun

KIND_WORDS: Mapping[AlertKind, str] = {
    AlertKind.ATTENDANCE: "not coming in",
    AlertKind.MISSED: "no call",
    AlertKind.BLOCKER: "blocker",
    AlertKind.BURNOUT: "low energy",
    AlertKind.LINE: "line may be down",
    AlertKind.SAFETY: "may be hurt or in danger",
}
STATUS_WORDS: Mapping[AlertStatus, str] = {
    AlertStatus.OPEN: "open",
    AlertStatus.ACKNOWLEDGED: "taken",
    AlertStatus.RESOLVED: "resolved",
}
OUTCOME_WORDS: Mapping[AlertOutcome, str] = {
    AlertOutcome.COVERED: "covered",
    AlertOutcome.JOB_MOVED: "job moved",
    AlertOutcome.CUSTOMER_TOLD: "customer told",
    AlertOutcome.FALSE_ALARM: "false alarm",
    AlertOutcome.FIXED: "fixed",
    AlertOutcome.TALKED: "talked",
    AlertOutcome.OTHER: "other",
    AlertOutcome.CORRECTED_BY_CALLER: "corrected by the caller",
    AlertOutcome.CALLED_LATE: "called late",
    AlertOutcome.LINE_BACK: "calls came in",
}
EVENT_WORDS: Mapping[AlertEventKind, str] = {
    AlertEventKind.RAISED: "raised",
    AlertEventKind.ADDED: "another day joined",
    AlertEventKind.CORRECTED: "corrected by the caller",
    AlertEventKind.WITHDRAWN: "taken back by the caller",
    AlertEventKind.ACKNOWLEDGED: "taken",
    AlertEventKind.HANDED_OVER: "handed over",
    AlertEventKind.SNOOZED: "put off",
    AlertEventKind.OUTCOME: "outcome",
    AlertEventKind.REPEATED: "nobody had it: told again",
    AlertEventKind.ESCALATED: "nobody had it: told the next in line",
    AlertEventKind.REMINDED: "owner asked for an outcome",
    AlertEventKind.REOPENED: "reopened: no outcome",
    AlertEventKind.RESOLVED: "resolved",
    AlertEventKind.UNDONE: "undone",
    AlertEventKind.PUT_BACK: "put back: nobody has it",
    AlertEventKind.TOLD: "the technician heard of it on the phone",
}
NOT_ON_FILE = "A caller who is not on file"
THE_LINE = "The line"
TAKE_IT = "I've got it"
"""The button that makes somebody the owner, on the pages and in the messages that lead to it."""
INDICATOR = "an indicator, not a diagnosis"
"""Stands wherever low energy is named."""


def alert_words(kind: AlertKind, low_days: int | None = None) -> str:
    """Say what an alert is; of low energy also on how many workdays: `low energy, two workdays running`."""
    if kind is AlertKind.BURNOUT and low_days:
        return f"{KIND_WORDS[kind]}, {count_word(low_days)} {noun(low_days, 'workday')} running"
    return KIND_WORDS[kind]


def alert_words_in_full(kind: AlertKind, low_days: int | None = None) -> str:
    """Say the same and what low energy is not, for places that stand alone: a timeline, a mark on a chart."""
    words = alert_words(kind, low_days)
    return f"{words} ({INDICATOR})" if kind is AlertKind.BURNOUT else words


def count_low_days(facts: Mapping[str, Any]) -> int | None:
    """Return how many low days an alert's facts hold; None where it is about something else."""
    return len(facts["days"]) if "days" in facts else None


def whose_alert(kind: AlertKind, name: str | None) -> str:
    """Return whom an alert is about, as a list names it."""
    return name or (NOT_ON_FILE if kind is AlertKind.SAFETY else THE_LINE)


def headline(kind: AlertKind, name: str) -> str:
    """Return the subject of a message about the alert.

    A lock screen or a forwarded link may show it to others, so it holds no reason for an absence and no energy score.
    """
    match kind:
        case AlertKind.ATTENDANCE:
            return f"{name} is not coming in"
        case AlertKind.BLOCKER:
            return f"{name} is blocked"
        case AlertKind.BURNOUT:
            return f"{name} may need a conversation"
        case AlertKind.MISSED:
            return f"No call from {name}"
        case AlertKind.SAFETY:
            return f"{name or 'A caller'} may be hurt or in danger"
        case AlertKind.LINE:
            return "The check-in line may be down"
