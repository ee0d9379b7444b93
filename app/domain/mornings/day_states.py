"""Where a technician stands on a day, and the words for it: one list for board, calendar, charts, brief and CSV."""

from collections.abc import Mapping
from enum import StrEnum


class DayState(StrEnum):
    NOT_READY = "not_ready"
    UNFINISHED = "unfinished"
    """Called, and whether they are ready was not logged."""
    MISSED = "missed"
    """Expected, and the window and its grace ended without a call."""
    AWAITED = "awaited"
    """Expected today, and there is time left to call."""
    READY = "ready"
    OFF = "off"
    """Not expected to call."""


STATE_WORDS: Mapping[DayState, str] = {
    DayState.READY: "ready",
    DayState.NOT_READY: "not ready",
    DayState.UNFINISHED: "called, did not finish",
    DayState.MISSED: "no call",
    DayState.AWAITED: "no call yet",
    DayState.OFF: "off",
}
"""In the order in which a page counts them."""
