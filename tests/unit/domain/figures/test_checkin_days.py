"""A day's state from calls, workweek, holidays and time off."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from app.domain.figures.checkin_days import CheckinDay, LoggedCheckin, PersonalCalendar, build_days
from app.domain.mornings.day_states import DayState
from app.domain.mornings.holidays import Holiday, Holidays
from app.domain.mornings.workdays import Absence, NotExpectedReason, TimeOffKind, WorkPattern

MONDAY, TUESDAY, WEDNESDAY, SATURDAY = date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 18), date(2026, 11, 21)
PATTERN = WorkPattern(timezone="America/Chicago", workdays=frozenset({1, 2, 3, 4, 5}), started_on=date(2024, 1, 8))
NO_HOLIDAYS: Holidays = {}


def logged(day: date, **overrides: Any) -> LoggedCheckin:
    values = {"ready": True, "energy": 4, "ops_only": False, "completed": True}
    return LoggedCheckin(**{"day": day} | values | overrides)


def one_day(
    day: date,
    *checkins: LoggedCheckin,
    today: date = SATURDAY,
    absences: Sequence[Absence] = (),
    holidays: Holidays = NO_HOLIDAYS,
    unfinished: Sequence[date] = (),
) -> CheckinDay:
    calendar = PersonalCalendar(pattern=PATTERN, holidays=holidays, absences=tuple(absences))
    return build_days(day, day, today=today, calendar=calendar, checkins=checkins, unfinished=set(unfinished))[0]


def test_ready_answer_makes_a_ready_day() -> None:
    day = one_day(MONDAY, logged(MONDAY))
    assert (day.state, day.energy, day.ops_only) == (DayState.READY, 4, False)


def test_not_ready_answer_makes_a_not_ready_day() -> None:
    assert one_day(MONDAY, logged(MONDAY, ready=False)).state is DayState.NOT_READY


def test_later_call_of_the_day_outweighs_the_earlier() -> None:
    day = one_day(MONDAY, logged(MONDAY, ready=False, energy=2), logged(MONDAY, ready=True, energy=None, ops_only=True))
    assert (day.state, day.energy, day.ops_only) == (DayState.READY, 2, False)


def test_short_path_alone_is_ops_only() -> None:
    assert one_day(MONDAY, logged(MONDAY, ops_only=True, energy=None)).ops_only


def test_no_call_on_a_past_workday_is_missed() -> None:
    assert one_day(MONDAY).state is DayState.MISSED


def test_no_call_today_is_awaited() -> None:
    assert one_day(TUESDAY, today=TUESDAY).state is DayState.AWAITED


def test_call_without_answer_is_unfinished() -> None:
    assert one_day(MONDAY, unfinished=[MONDAY]).state is DayState.UNFINISHED


def test_half_call_that_left_ready_open_is_unfinished() -> None:
    assert one_day(MONDAY, logged(MONDAY, ready=None, completed=False)).state is DayState.UNFINISHED


def test_saturday_is_off_and_says_why() -> None:
    day = one_day(SATURDAY)
    assert (day.state, day.off_reason) == (DayState.OFF, NotExpectedReason.NOT_A_WORKDAY)
    assert day.why == "Saturday is not one of their workdays."


def test_call_on_a_day_off_still_counts_as_answered() -> None:
    day = one_day(SATURDAY, logged(SATURDAY))
    assert (day.state, day.expected) == (DayState.READY, False)


def test_holiday_is_off() -> None:
    assert one_day(MONDAY, holidays={MONDAY: Holiday("Founders' Day")}).off_reason is NotExpectedReason.HOLIDAY


def test_time_off_is_off() -> None:
    vacation = Absence(starts_on=MONDAY, ends_on=WEDNESDAY, kind=TimeOffKind.VACATION)
    assert one_day(TUESDAY, absences=[vacation]).off_reason is NotExpectedReason.TIME_OFF


def test_nobody_was_expected_before_the_line_began() -> None:
    calendar = PersonalCalendar(pattern=PATTERN, holidays={})
    days = build_days(
        MONDAY, TUESDAY, today=SATURDAY, calendar=calendar, checkins=[], unfinished=set(), line_since=TUESDAY
    )
    assert [(day.state, day.expected) for day in days] == [(DayState.OFF, False), (DayState.MISSED, True)]


def test_age_in_workdays_leaves_time_off_out() -> None:
    vacation = Absence(starts_on=TUESDAY, ends_on=TUESDAY, kind=TimeOffKind.VACATION)
    calendar = PersonalCalendar(pattern=PATTERN, holidays={}, absences=(vacation,))
    assert calendar.workdays_between(MONDAY, SATURDAY) == 3
