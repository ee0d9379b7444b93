"""What a day's readiness means for the one attendance alert of a person and day: the decision, without any I/O."""

from dataclasses import dataclass
from enum import Enum


class AttendanceStep(Enum):
    NOTHING = "nothing"
    RAISE = "raise"
    FOLLOW = "follow"
    """The alert stays; its facts become those of the latest answer."""
    WITHDRAW = "withdraw"
    TAKE_BACK = "take_back"
    """Somebody has closed it already; whoever was told hears that it no longer stands."""


@dataclass(frozen=True, kw_only=True)
class KnownAttendance:
    """The newest attendance alert of the person and day."""

    live: bool
    taken_back: bool
    """The caller took its cause back, before or after somebody closed it."""


def decide_attendance(*, asked_for: bool, known: KnownAttendance | None) -> AttendanceStep:
    """`asked_for`: the rule fires on the state of the day."""
    if known is None or (known.taken_back and not known.live):
        return AttendanceStep.RAISE if asked_for else AttendanceStep.NOTHING
    if known.live:
        return AttendanceStep.FOLLOW if asked_for else AttendanceStep.WITHDRAW
    return AttendanceStep.NOTHING if asked_for else AttendanceStep.TAKE_BACK
