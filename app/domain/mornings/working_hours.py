"""When somebody is at work to be asked something: their own workdays, from seven to six by their wall clock."""

from collections.abc import Collection
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

BEGIN, END = time(7), time(18)
DAYS_AHEAD = 14
"""Somebody without a workday in two weeks is asked when the time comes."""


def in_working_hours(at: datetime, *, timezone: str, workdays: Collection[int]) -> datetime:
    """Return the instant, or the next at which a working day begins; `workdays` are ISO weekdays, 1 = Monday."""
    local = at.astimezone(ZoneInfo(timezone))
    if local.isoweekday() in workdays and BEGIN <= local.time() < END:
        return at
    first = local.date() if local.time() < BEGIN else local.date() + timedelta(days=1)
    days = (first + timedelta(days=ahead) for ahead in range(DAYS_AHEAD))
    day = next((day for day in days if day.isoweekday() in workdays), None)
    return at if day is None else datetime.combine(day, BEGIN, tzinfo=local.tzinfo).astimezone(UTC)
