"""Instants of a local morning: the window in which technicians phone in, the day of a call, and ISO weeks.

Wall-clock times are turned into instants through the person's zone, so a day on which the clocks change is right.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo


@dataclass(frozen=True, kw_only=True)
class MorningWindow:
    """From `start` (in) to `end` (out), wall-clock in the technician's zone; over midnight where `end` is earlier.

    Those who work at night phone in at night: a window over midnight belongs to the day on which it opens.
    """

    start: time
    end: time

    @property
    def over_midnight(self) -> bool:
        return self.end < self.start

    @property
    def day_begins(self) -> timedelta:
        """How long after midnight a call counts for the new day: at once, or half-way between one window and the next.

        `day_begins` of the database is the same.
        """
        start, end = _since_midnight(self.start), _since_midnight(self.end)
        return end + (start - end) / 2 if self.over_midnight else timedelta()

    def day_of(self, instant: datetime, timezone: str) -> date:
        """Return the day that a call at this instant belongs to: the one on which its window opens."""
        return (instant.astimezone(ZoneInfo(timezone)).replace(tzinfo=None) - self.day_begins).date()

    def contains(self, now: datetime, timezone: str) -> bool:
        return self.holds(now.astimezone(ZoneInfo(timezone)).time())

    def holds(self, wall_time: time) -> bool:
        if self.over_midnight:
            return wall_time >= self.start or wall_time < self.end
        return self.start <= wall_time < self.end

    def starts_at(self, day: date, timezone: str) -> datetime:
        return _instant(day, self.start, timezone)

    def ends_at(self, day: date, timezone: str) -> datetime:
        return _instant(day + timedelta(days=self.over_midnight), self.end, timezone)

    def part_passed_at(self, day: date, timezone: str, *, percent: int) -> datetime:
        """Return the instant at which that share of the window has gone by."""
        start = self.starts_at(day, timezone)
        return start + (self.ends_at(day, timezone) - start) * percent / 100


def _since_midnight(wall_time: time) -> timedelta:
    return timedelta(hours=wall_time.hour, minutes=wall_time.minute, seconds=wall_time.second)


def _instant(day: date, wall_time: time, timezone: str) -> datetime:
    return datetime.combine(day, wall_time, tzinfo=ZoneInfo(timezone)).astimezone(UTC)


_WEEK = re.compile(r"(\d{4})-W(\d{2})")


@dataclass(frozen=True, order=True)
class Week:
    """An ISO week, Monday to Sunday, written `2026-W47`."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raise ValueError for what is no ISO week."""
        match = _WEEK.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is not a week such as 2026-W47")
        year, number = int(match[1]), int(match[2])
        date.fromisocalendar(year, number, 1)
        return cls(year, number)

    @property
    def start(self) -> date:
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def end(self) -> date:
        """The Sunday, inclusive."""
        return self.start + timedelta(days=6)

    def shifted(self, weeks: int) -> "Week":
        return Week.of(self.start + timedelta(weeks=weeks))

    def __str__(self) -> str:
        return f"{self.year}-W{self.number:02d}"
