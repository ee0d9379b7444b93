"""What happens to an attendance alert that waits: repeated, escalated, asked about, reopened.

Alerts of the other kinds are not repeated. One that was put off reminds its owner once when the time is over.

State is a step and a due time on the alert. Each due time is counted from the one before, so that a clock that is a few
seconds late moves nothing; after an outage of ours it is counted from now, so that steps never follow each other at
once. An alert about a past day asks its owner once at most and goes to nobody else.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.domain.alerts.kinds import AlertEventKind, AlertKind, AlertNotice, AlertStatus

LATE_CLOCK = timedelta(minutes=1)
"""A step that is taken later than this was held up by an outage."""


@dataclass(frozen=True, kw_only=True)
class ChainSettings:
    repeat: timedelta = timedelta(minutes=10)
    backup: timedelta = timedelta(minutes=20)
    managers_manager: timedelta = timedelta(minutes=30)
    """All three since the alert opened."""
    outcome_reminder: timedelta = timedelta(minutes=60)
    """Since it was taken."""
    outcome_reopen: timedelta = timedelta(minutes=15)
    """Since the reminder."""


@dataclass(frozen=True, kw_only=True)
class ChainStep:
    notice: AlertNotice
    event: AlertEventKind
    status: AlertStatus
    """The state after the step."""
    next_step: int
    next_after: timedelta | None
    """From this step's due time to the next one's; None ends the chain."""


def chain_step(
    kind: AlertKind, status: AlertStatus, step: int, chain: ChainSettings, *, past_day: bool = False
) -> ChainStep | None:
    """Return the step that is due next for an alert in this state; None where the chain has no further step.

    `past_day`: the day that the alert is about is over where the person is.
    """
    due = _attendance_steps(chain).get((status, step))
    if due is None or (kind is AlertKind.ATTENDANCE and not past_day):
        return due
    return replace(due, next_after=None) if due.notice is AlertNotice.OUTCOME_REMINDER else None


def next_due(step: ChainStep, *, due_at: datetime, now: datetime) -> datetime | None:
    """Return when the step after this one is due. People who have only just heard get the whole time from now."""
    if step.next_after is None:
        return None
    afresh = step.notice in {AlertNotice.REOPENED, AlertNotice.OUTCOME_REMINDER} or now - due_at > LATE_CLOCK
    return (now if afresh else due_at) + step.next_after


def _attendance_steps(chain: ChainSettings) -> dict[tuple[AlertStatus, int], ChainStep]:
    is_open, taken = AlertStatus.OPEN, AlertStatus.ACKNOWLEDGED
    return {
        (is_open, 0): ChainStep(
            notice=AlertNotice.REPEATED,
            event=AlertEventKind.REPEATED,
            status=is_open,
            next_step=1,
            next_after=chain.backup - chain.repeat,
        ),
        (is_open, 1): ChainStep(
            notice=AlertNotice.BACKUP,
            event=AlertEventKind.ESCALATED,
            status=is_open,
            next_step=2,
            next_after=chain.managers_manager - chain.backup,
        ),
        (is_open, 2): ChainStep(
            notice=AlertNotice.MANAGERS_MANAGER,
            event=AlertEventKind.ESCALATED,
            status=is_open,
            next_step=3,
            next_after=None,
        ),
        (taken, 0): ChainStep(
            notice=AlertNotice.OUTCOME_REMINDER,
            event=AlertEventKind.REMINDED,
            status=taken,
            next_step=1,
            next_after=chain.outcome_reopen,
        ),
        (taken, 1): ChainStep(
            notice=AlertNotice.REOPENED,
            event=AlertEventKind.REOPENED,
            status=is_open,
            next_step=0,
            next_after=chain.repeat,
        ),
    }
