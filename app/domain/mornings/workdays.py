"""Who is expected when: local dates, workweeks, holidays and time off.

One tested function, `expected_on`, answers for the board, the missed rule and the weekly figures alike, and says why.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.domain.mornings.holidays import Holidays, is_holiday
from app.domain.mornings.window import MorningWindow
from app.domain.phrases import say_date

LONGEST_LOOK_BACK = timedelta(days=370)
"""How far back a previous workday is looked for: over a year of leave."""


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
    NOT_CALLING_YET = "not_calling_yet"
    """At work already, but check-ins begin on a later day."""
    NOT_EXPECTED_TO_CALL = "not_expected_to_call"
    ENDED = "ended"
    NOT_A_WORKDAY = "not_a_workday"
    HOLIDAY = "holiday"
    TIME_OFF = "time_off"
    REPORTED_OUT = "reported_out"
    OUTAGE = "outage"
    """We could not have heard a call."""


@dataclass(frozen=True, kw_only=True)
class WorkPattern:
    """One person's own week, in their own time zone, as it holds now; `on` tells what held on another day."""

    timezone: str
    workdays: frozenset[int]
    """ISO weekdays, 1 = Monday."""
    started_on: date
    ended_on: date | None = None
    """The last day, inclusive."""
    active: bool = True
    checkins_from: date | None = None
    """No call is expected before it."""
    expected_to_call: bool = True
    window: MorningWindow | None = None
    """The person's own; None: the company's."""
    holiday_calendar: str | None = None
    """The person's own; None: the company's."""
    since: date = date.min
    """The first day on which this holds."""
    others: tuple["WorkPattern", ...] = ()
    """What held before and what is planned, each from its own first day on."""

    def on(self, day: date) -> "WorkPattern":
        """Return what holds on that day; days before everything known have the earliest."""
        if not self.others:
            return self
        by_first_day = sorted((self, *self.others), key=lambda pattern: pattern.since)
        return next((pattern for pattern in reversed(by_first_day) if pattern.since <= day), by_first_day[0])

    @property
    def first_day(self) -> date:
        """The first day of the first stay with the company."""
        return min(pattern.started_on for pattern in (self, *self.others))


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
    """Why, as pages show it. It does not name the kind of an absence, which many readers may not know."""


def expected_on(day: date, pattern: WorkPattern, holidays: Holidays, absences: Iterable[Absence]) -> Expectation:
    """Say whether a call is expected. Where there is a last day it decides, whatever `active` says."""
    if not pattern.active and pattern.on(day).ended_on is None:
        return _not(NotExpectedReason.INACTIVE, "Not active in the directory.")
    return _on_calendar(day, pattern.on(day), holidays, absences)


def _on_calendar(day: date, pattern: WorkPattern, holidays: Holidays, absences: Iterable[Absence]) -> Expectation:
    """Answer by the pattern of that day, for any day of the past too."""
    return _before_or_after(day, pattern) or _off_by_calendar(day, pattern, holidays) or _unless_absent(day, absences)


def _before_or_after(day: date, pattern: WorkPattern) -> Expectation | None:
    if day < pattern.started_on:
        return _not(NotExpectedReason.NOT_STARTED, f"Starts on {_say(pattern.started_on)}.")
    if pattern.ended_on is not None and day > pattern.ended_on:
        return _not(NotExpectedReason.ENDED, f"Left on {_say(pattern.ended_on)}.")
    if not pattern.expected_to_call:
        return _not(NotExpectedReason.NOT_EXPECTED_TO_CALL, "Not expected to call.")
    if pattern.checkins_from is not None and day < pattern.checkins_from:
        return _not(NotExpectedReason.NOT_CALLING_YET, f"Check-ins begin on {_say(pattern.checkins_from)}.")
    return None


def _off_by_calendar(day: date, pattern: WorkPattern, holidays: Holidays) -> Expectation | None:
    if day.isoweekday() not in pattern.workdays:
        return _not(NotExpectedReason.NOT_A_WORKDAY, f"{day:%A} is not one of their workdays.")
    if is_holiday(day, holidays, pattern.workdays):
        return _not(NotExpectedReason.HOLIDAY, f"Public holiday: {holidays[day].name}.")
    return None


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
    return f"{day:%a} {say_date(day)}"


def previous_workday(day: date, pattern: WorkPattern, holidays: Holidays, absences: Iterable[Absence]) -> date | None:
    """Return the last day before `day` on which this person was at work by calendar, or None within a year."""
    all_absences = tuple(absences)
    floor = max(pattern.first_day, day - LONGEST_LOOK_BACK)
    for earlier in _days_back(day, floor):
        if _at_work(earlier, pattern, holidays, all_absences):
            return earlier
    return None


def _days_back(day: date, floor: date) -> Iterator[date]:
    while day > floor:
        day -= timedelta(days=1)
        yield day


def workdays_between(
    start: date, end: date, pattern: WorkPattern, holidays: Holidays, absences: Iterable[Absence]
) -> int:
    """Count workdays after `start` up to and with `end`: the age in workdays of what began on `start`."""
    all_absences = tuple(absences)
    days = (start + timedelta(days=step) for step in range(1, (end - start).days + 1))
    return sum(_at_work(day, pattern, holidays, all_absences) for day in days)


def _at_work(day: date, pattern: WorkPattern, holidays: Holidays, absences: Iterable[Absence]) -> bool:
    """True on a workday of theirs, whether or not a call was waited for: of somebody since deactivated too."""
    that_day = pattern.on(day)
    if not that_day.expected_to_call or that_day.checkins_from is not None:
        that_day = replace(that_day, expected_to_call=True, checkins_from=None)
    return _on_calendar(day, that_day, holidays, absences).expected


def local_date(now: datetime, timezone: str) -> date:
    """Return the calendar date at that instant where the person is; `now` must be aware."""
    return now.astimezone(ZoneInfo(timezone)).date()
