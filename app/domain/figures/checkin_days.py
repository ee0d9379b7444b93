"""One person's days as a row of states: what the calendar, the energy chart and the weekly figures are read from.

Apart from the queries, because a day's state joins four sources (calls, workweek, holidays, time off), and each
boundary between them has a test.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.checkins.fields import CommitmentDone
from app.domain.mornings.day_states import DayState
from app.domain.mornings.holidays import Holidays
from app.domain.mornings.workdays import (
    Absence,
    Expectation,
    NotExpectedReason,
    WorkPattern,
    expected_on,
    workdays_between,
)


@dataclass(frozen=True, kw_only=True)
class PersonalCalendar:
    """Everything that decides whether this person is expected on a day."""

    pattern: WorkPattern
    holidays: Holidays
    absences: tuple[Absence, ...] = ()
    outages: frozenset[date] = frozenset()
    """Days on which nobody could call, because the line was down."""

    def expected_on(self, day: date) -> Expectation:
        if day in self.outages:
            sentence = "The check-in line was down: nobody could call."
            return Expectation(expected=False, reason=NotExpectedReason.OUTAGE, sentence=sentence)
        return expected_on(day, self.pattern, self.holidays, self.absences)

    def workdays_between(self, start: date, end: date) -> int:
        """The age in workdays, at `end`, of what began on `start`."""
        return workdays_between(start, end, self.pattern, self.holidays, self.absences)


@dataclass(frozen=True, kw_only=True)
class LoggedCheckin:
    """What one check-in call left behind."""

    day: date
    ready: bool | None
    energy: int | None
    ops_only: bool
    completed: bool
    duration_seconds: int | None = None
    kpi_action: str | None = None
    goal_action: str | None = None
    focus: str | None = None
    last_done: CommitmentDone | None = None
    """What became of the action named before."""
    blocker: bool = False
    written: str = ""
    """The way by which it came where nobody spoke: web link, text message."""


@dataclass(frozen=True, kw_only=True)
class CheckinDay:
    day: date
    state: DayState
    expected: bool
    off_reason: NotExpectedReason | None = None
    why: str = ""
    """Why somebody was or was not expected, as a page says it."""
    energy: int | None = None
    calls: tuple[LoggedCheckin, ...] = ()

    @property
    def answered(self) -> bool:
        return bool(self.calls)

    @property
    def written(self) -> str:
        """By which way the last answers of the day came; empty for a call."""
        return self.calls[-1].written if self.calls else ""

    @property
    def ops_only(self) -> bool:
        """Whether the day has check-ins by the short path only; with a full one on the same day it is False."""
        return self.answered and all(call.ops_only for call in self.calls)


def build_days(
    first: date,
    last: date,
    *,
    today: date,
    calendar: PersonalCalendar,
    checkins: Iterable[LoggedCheckin],
    unfinished: AbstractSet[date],
    line_since: date | None = None,
) -> list[CheckinDay]:
    """Return one entry per date; `checkins` are in the order of the calls, so the latest answer counts.

    Nobody was expected to call before `line_since`, the day of the company's first check-in.
    """
    by_day = _by_day(checkins)
    days = (first + timedelta(days=step) for step in range((last - first).days + 1))
    return [
        _day(
            _expectation(calendar, day, line_since),
            day,
            by_day.get(day, ()),
            unfinished=day in unfinished,
            is_today=day == today,
        )
        for day in days
    ]


def _expectation(calendar: PersonalCalendar, day: date, line_since: date | None) -> Expectation:
    if line_since is not None and day < line_since:
        return Expectation(
            expected=False, reason=NotExpectedReason.NOT_STARTED, sentence="Before the first check-in of the company."
        )
    return calendar.expected_on(day)


def _by_day(checkins: Iterable[LoggedCheckin]) -> dict[date, tuple[LoggedCheckin, ...]]:
    by_day: dict[date, tuple[LoggedCheckin, ...]] = {}
    for checkin in checkins:
        by_day[checkin.day] = (*by_day.get(checkin.day, ()), checkin)
    return by_day


def _day(
    expectation: Expectation, day: date, calls: tuple[LoggedCheckin, ...], *, unfinished: bool, is_today: bool
) -> CheckinDay:
    return CheckinDay(
        day=day,
        state=_state(calls, unfinished=unfinished, expected=expectation.expected, is_today=is_today),
        expected=expectation.expected,
        off_reason=expectation.reason,
        why=expectation.sentence,
        energy=_latest(call.energy for call in calls),
        calls=calls,
    )


def _state(calls: Sequence[LoggedCheckin], *, unfinished: bool, expected: bool, is_today: bool) -> DayState:
    ready = _latest(call.ready for call in calls)
    if ready is not None:
        return DayState.READY if ready else DayState.NOT_READY
    if calls or unfinished:
        return DayState.UNFINISHED
    if not expected:
        return DayState.OFF
    return DayState.AWAITED if is_today else DayState.MISSED


def _latest(values: Iterable[int | None]) -> int | None:
    return next((value for value in reversed(list(values)) if value is not None), None)
