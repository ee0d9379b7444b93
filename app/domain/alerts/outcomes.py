"""What may become of an alert, by kind, and which of it ends the alert: one table for pages, links and services."""

from collections.abc import Mapping
from enum import Enum

from app.domain.alerts.kinds import AlertKind, AlertOutcome


class Afterwards(Enum):
    CLOSED = "closed"
    STILL_OPEN = "still_open"
    """Somebody has dealt with the consequences, and the cause is still there."""


_JOBS = {
    AlertOutcome.COVERED: Afterwards.CLOSED,
    AlertOutcome.JOB_MOVED: Afterwards.CLOSED,
    AlertOutcome.CUSTOMER_TOLD: Afterwards.CLOSED,
    AlertOutcome.FALSE_ALARM: Afterwards.CLOSED,
    AlertOutcome.OTHER: Afterwards.CLOSED,
}

OWNER_OUTCOMES: Mapping[AlertKind, Mapping[AlertOutcome, Afterwards]] = {
    AlertKind.ATTENDANCE: _JOBS,
    AlertKind.MISSED: _JOBS,
    # Moving the job away, or telling the customer, does not clear what is in the way.
    AlertKind.BLOCKER: {
        AlertOutcome.FIXED: Afterwards.CLOSED,
        AlertOutcome.JOB_MOVED: Afterwards.STILL_OPEN,
        AlertOutcome.CUSTOMER_TOLD: Afterwards.STILL_OPEN,
        AlertOutcome.FALSE_ALARM: Afterwards.CLOSED,
        AlertOutcome.OTHER: Afterwards.STILL_OPEN,
    },
    AlertKind.BURNOUT: {
        AlertOutcome.TALKED: Afterwards.CLOSED,
        AlertOutcome.FALSE_ALARM: Afterwards.CLOSED,
        AlertOutcome.OTHER: Afterwards.CLOSED,
    },
    AlertKind.SAFETY: {
        AlertOutcome.FALSE_ALARM: Afterwards.CLOSED,
        AlertOutcome.TALKED: Afterwards.CLOSED,
        AlertOutcome.OTHER: Afterwards.CLOSED,
    },
    AlertKind.LINE: {
        AlertOutcome.FIXED: Afterwards.CLOSED,
        AlertOutcome.FALSE_ALARM: Afterwards.CLOSED,
        AlertOutcome.OTHER: Afterwards.CLOSED,
    },
}
"""What an owner may choose, in the order a form offers it."""


def may_choose(kind: AlertKind, outcome: AlertOutcome) -> bool:
    return outcome in OWNER_OUTCOMES[kind]


def ends(kind: AlertKind, outcome: AlertOutcome) -> bool:
    """Whether an alert of this kind is over with this outcome. Raises KeyError for one that nobody may choose."""
    return OWNER_OUTCOMES[kind][outcome] is Afterwards.CLOSED
