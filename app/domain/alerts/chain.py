"""What happens to an attendance alert that waits: repeated, escalated, asked about, reopened.

Alerts of the other kinds are not repeated. One that was put off reminds its owner once when the time is over.

State is a step and a due time on the alert. Each due time is counted from the one before and not from when the step was
taken, so that steps taken late do not move the later ones.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from app.domain.alerts.kinds import AlertEventKind, AlertKind, AlertNotice, AlertStatus


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


def chain_step(kind: AlertKind, status: AlertStatus, step: int, chain: ChainSettings) -> ChainStep | None:
    """Return the step that is due next for an alert in this state; None where the chain has no further step."""
    due = _attendance_steps(chain).get((status, step))
    if kind is AlertKind.ATTENDANCE or due is None:
        return due
    return replace(due, next_after=None) if due.notice is AlertNotice.OUTCOME_REMINDER else None


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
