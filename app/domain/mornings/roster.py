"""The state of each technician this morning, and the order in which they need somebody.

Apart from the queries, because the board, its counts and its order follow from the same facts, and each boundary has a
test.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.mornings.day_states import DayState

LONGEST_CALL = timedelta(minutes=10)
"""A call without a reported end counts as ended after this time."""


NEEDS_A_HAND = (DayState.NOT_READY, DayState.MISSED, DayState.UNFINISHED)
"""The states that need somebody, the most urgent first."""
STATES_BY_URGENCY = (*NEEDS_A_HAND, DayState.AWAITED, DayState.READY, DayState.OFF)
"""All states in the order of the board."""


@dataclass(frozen=True, kw_only=True)
class MorningFacts:
    """What is known of one person's own today."""

    expected: bool
    cut_off_at: datetime
    """End of the window and the grace after it."""
    checked_in: bool = False
    ready: bool | None = None
    called_at: datetime | None = None
    """The latest call that logged nothing."""
    call_ended: bool = True


def roster_state(facts: MorningFacts, now: datetime) -> DayState:
    """A check-in counts on any day; without an answer to "ready?" it is not finished."""
    if facts.checked_in:
        return {True: DayState.READY, False: DayState.NOT_READY, None: DayState.UNFINISHED}[facts.ready]
    if facts.called_at is not None and not on_the_phone(facts, now):
        return DayState.UNFINISHED
    if not facts.expected:
        return DayState.OFF
    return DayState.MISSED if now >= facts.cut_off_at else DayState.AWAITED


def on_the_phone(facts: MorningFacts, now: datetime) -> bool:
    return facts.called_at is not None and not facts.call_ended and now - facts.called_at < LONGEST_CALL
