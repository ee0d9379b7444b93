"""Who is expected when: local dates, workweeks, holidays and time off.

One tested function, `expected_on`, answers for the board, the missed rule and the weekly figures alike, and says why.
The holiday calendar comes in as a plain mapping of date to name.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

LONGEST_LOOK_BACK = timedelta(days=370)
"""Nobody's previous workday is further away than a year of leave."""


class TimeOffKind(StrEnum):
    VACATION = "vacation"
    SICK = "sick"
    PERSONAL = "personal"
    TRAINING = "training"
    REPORTED_OUT = "reported_out"
    """The technician said on the phone how long they would be out."""
    OTHER = "other"


class DayPart(StrEnum):
    """Which part of its days a time off takes."""

    WHOLE_DAY = "whole_day"
    MORNING = "morning"
    AFTERNOON = "afternoon"


class NotExpectedReason(StrEnum):
    INACTIVE = "inactive"
    NOT_STARTED = "not_started"
    ENDED = "ended"
    NOT_A_WORKDAY = "not_a_workday"
    HOLIDAY = "holiday"
    TIME_OFF = "time_off"
    REPORTED_OUT = "reported_out"


@dataclass(frozen=True, kw_only=True)
class WorkPattern:
    """One person's own week, in their own time zone."""

    timezone: str
    workdays: frozenset[int]
    """ISO weekdays, 1 = Monday."""
    started_on: date
    ended_on: date | None = None
    """The last day, inclusive."""
    active: bool = True


@dataclass(frozen=True, kw_only=True)
class Absence:
    starts_on: date
    ends_on: date
    """Inclusive."""
    kind: TimeOffKind

    def covers(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on


@dataclass(frozen=True, kw_only=True)
class Expectation:
    expected: bool
    reason: NotExpectedReason | None
    sentence: str
    """Why, as a page says it. Never names the kind of an absence: a sick day is nobody else's business."""


def expected_on(
    day: date, pattern: WorkPattern, holidays: Mapping[date, str], absences: Iterable[Absence]
) -> Expectation:
    if not pattern.active:
        return _not(NotExpectedReason.INACTIVE, "Not active in the directory.")
    return _on_calendar(day, pattern, holidays, absences)


def _on_calendar(
    day: date, pattern: WorkPattern, holidays: Mapping[date, str], absences: Iterable[Absence]
) -> Expectation:
    """Answer for any day of the past too, when somebody since deactivated was still at work."""
    if day < pattern.started_on:
        return _not(NotExpectedReason.NOT_STARTED, f"Starts on {_say(pattern.started_on)}.")
    if pattern.ended_on is not None and day > pattern.ended_on:
        return _not(NotExpectedReason.ENDED, f"Left on {_say(pattern.ended_on)}.")
    if day.isoweekday() not in pattern.workdays:
        return _not(NotExpectedReason.NOT_A_WORKDAY, f"{day:%A} is not one of their workdays.")
    if day in holidays:
        return _not(NotExpectedReason.HOLIDAY, f"Public holiday: {holidays[day]}.")
    return _unless_absent(day, absences)


def _unless_absent(day: date, absences: Iterable[Absence]) -> Expectation:
    covering = sorted((absence for absence in absences if absence.covers(day)), key=lambda absence: absence.ends_on)
    if not covering:
        return Expectation(expected=True, reason=None, sentence=f"{day:%A} is one of their workdays.")
    longest = covering[-1]
    until = _say(longest.ends_on)
    if longest.kind is TimeOffKind.REPORTED_OUT:
        return _not(NotExpectedReason.REPORTED_OUT, f"Reported out until {until}.")
    return _not(NotExpectedReason.TIME_OFF, f"Time off until {until}.")


def _not(reason: NotExpectedReason, sentence: str) -> Expectation:
    return Expectation(expected=False, reason=reason, sentence=sentence)


def _say(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}"


def previous_workday(
    day: date, pattern: WorkPattern, holidays: Mapping[date, str], absences: Iterable[Absence]
) -> date | None:
    """Return the last day before `day` on which this person was at work by calendar, or None within a year."""
    known = tuple(absences)
    floor = max(pattern.started_on, day - LONGEST_LOOK_BACK)
    for earlier in _days_back(day, floor):
        if _on_calendar(earlier, pattern, holidays, known).expected:
            return earlier
    return None


def _days_back(day: date, floor: date) -> Iterator[date]:
    while day > floor:
        day -= timedelta(days=1)
        yield day


def workdays_between(
    start: date, end: date, pattern: WorkPattern, holidays: Mapping[date, str], absences: Iterable[Absence]
) -> int:
    """Count workdays after `start` up to and with `end`: the age in workdays of what began on `start`."""
    known = tuple(absences)
    days = (start + timedelta(days=step) for step in range(1, (end - start).days + 1))
    return sum(_on_calendar(day, pattern, holidays, known).expected for day in days)


def local_date(now: datetime, timezone: str) -> date:
    """Return the calendar date at that instant where the person is; `now` must be aware."""
    return now.astimezone(ZoneInfo(timezone)).date()
