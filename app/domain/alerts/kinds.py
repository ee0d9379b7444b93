"""The kinds of alert, their states and outcomes, the notices about them and the events of their timeline.

Apart from the rules, because tables, pages and messages use these values without the rules.
"""

from enum import StrEnum


class AlertKind(StrEnum):
    ATTENDANCE = "attendance"
    BLOCKER = "blocker"
    BURNOUT = "burnout"
    MISSED = "missed"
    LINE = "line"
    SAFETY = "safety"
    """Somebody said on the phone that they, or somebody with them, are hurt or in danger."""


PRESSING = (AlertKind.ATTENDANCE, AlertKind.SAFETY)
"""Kinds whose messages go at once: no quiet hours, never grouped with others."""
KINDS_BY_URGENCY = (
    AlertKind.SAFETY,
    AlertKind.LINE,
    AlertKind.ATTENDANCE,
    AlertKind.MISSED,
    AlertKind.BURNOUT,
    AlertKind.BLOCKER,
)
"""In the order in which the board asks for a hand."""


class AlertStatus(StrEnum):
    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"


class AlertOutcome(StrEnum):
    """What became of it. The last three are the product's own; people choose from those in `outcomes.py`."""

    COVERED = "covered"
    JOB_MOVED = "job_moved"
    CUSTOMER_TOLD = "customer_told"
    FALSE_ALARM = "false_alarm"
    FIXED = "fixed"
    TALKED = "talked"
    OTHER = "other"
    CORRECTED_BY_CALLER = "corrected_by_caller"
    CALLED_LATE = "called_late"
    LINE_BACK = "line_back"


class AlertNotice(StrEnum):
    """Why a message about an alert goes out; part of the message's idempotency key."""

    RAISED = "raised"
    REPEATED = "repeated"
    """The same people again, after 10 minutes without an owner."""
    BACKUP = "backup"
    """The backup dispatcher, after 20."""
    MANAGERS_MANAGER = "managers_manager"
    """The manager's manager, after 30."""
    OUTCOME_REMINDER = "outcome_reminder"
    """The owner, once: what became of it?"""
    REOPENED = "reopened"
    """No outcome after the reminder: everybody who was told first hears again."""
    WITHDRAWN = "withdrawn"
    """The caller took it back: what is not sent yet is cancelled, whoever was told hears it."""
    HANDED_OVER = "handed_over"
    """The new owner hears that it is theirs now."""
    TAKEN_BACK = "taken_back"
    """Somebody to whom it was handed over a moment ago hears that it is not theirs after all."""
    CORRECTED = "corrected"
    """The caller changed a note or a reason: whoever was told otherwise hears what is so now."""
    AGAIN = "again"
    """The same blocker on another day, while the alert about it is still open."""


class AlertEventKind(StrEnum):
    """One line of the timeline."""

    RAISED = "raised"
    ADDED = "added"
    """Another low day, or another day with the same blocker, joined the open alert."""
    CORRECTED = "corrected"
    """The caller changed a note or a reason."""
    WITHDRAWN = "withdrawn"
    """The caller took the cause back, in the same call or in a later one of the day."""
    ACKNOWLEDGED = "acknowledged"
    HANDED_OVER = "handed_over"
    SNOOZED = "snoozed"
    OUTCOME = "outcome"
    REPEATED = "repeated"
    ESCALATED = "escalated"
    REMINDED = "reminded"
    """The owner was asked for an outcome."""
    REOPENED = "reopened"
    RESOLVED = "resolved"
    UNDONE = "undone"
    """Whoever made the last change took it back within a few minutes."""
    PUT_BACK = "put_back"
    """The owner gave it back to everybody."""
    TOLD = "told"
    """The technician heard on the phone what became of the blocker."""
