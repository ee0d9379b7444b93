"""When a manager's weekly digest is due, by their own clock: Monday for the week before, Friday for its own."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.domain.mornings.window import Week

STALE_AFTER = timedelta(days=6)
"""After an outage the newest digest still goes out; an older week is on the page, and is not mailed any more."""


class DigestDay(StrEnum):
    MONDAY = "monday"
    FRIDAY = "friday"
    NEVER = "never"


@dataclass(frozen=True)
class DueDigest:
    week: Week
    due_at: datetime


MONDAY_AT, FRIDAY_AT = time(7), time(15)
_ABOUT = {DigestDay.MONDAY: (1, MONDAY_AT, -1), DigestDay.FRIDAY: (5, FRIDAY_AT, 0)}
"""ISO weekday, wall-clock time, and which week it tells: the one before, or that day's own."""


def latest_digest(day: DigestDay, timezone: str, now: datetime) -> DueDigest | None:
    """Return the newest digest whose time has come and that is not stale; None where there is none."""
    if day is DigestDay.NEVER:
        return None
    weekday, at, about = _ABOUT[day]
    zone = ZoneInfo(timezone)
    this_week = Week.of(now.astimezone(zone).date())
    for week in (this_week, this_week.shifted(-1)):
        due_at = datetime.combine(week.start + timedelta(days=weekday - 1), at, tzinfo=zone).astimezone(UTC)
        if due_at <= now:
            return DueDigest(week.shifted(about), due_at) if now < due_at + STALE_AFTER else None
    return None
