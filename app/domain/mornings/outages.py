"""Days on which nobody could call, because we could not have heard it."""

from datetime import date, datetime, timedelta

from app.domain.mornings.window import MorningWindow

LOST_FROM = 0.5
"""From this part of the window on, a day is counted for nobody."""


def lost_days(began_at: datetime, ended_at: datetime, window: MorningWindow, timezone: str) -> list[date]:
    """Return the days of which at least half of the morning window lies in the outage."""
    first, last = window.day_of(began_at, timezone), window.day_of(ended_at, timezone)
    days = (first + timedelta(days=step) for step in range((last - first).days + 1))
    return [day for day in days if _lost_share(began_at, ended_at, window, day, timezone) >= LOST_FROM]


def _lost_share(began_at: datetime, ended_at: datetime, window: MorningWindow, day: date, timezone: str) -> float:
    starts_at, ends_at = window.starts_at(day, timezone), window.ends_at(day, timezone)
    lost = min(ended_at, ends_at) - max(began_at, starts_at)
    return max(lost, timedelta()) / (ends_at - starts_at)
