"""The calendar strip: one mark a day, grouped by ISO week, and the count in words."""

from datetime import date

from app.charts.calendar import calendar_chart, calendar_weeks
from app.domain.figures.checkin_days import CheckinDay, LoggedCheckin
from app.domain.mornings.day_states import DayState
from app.domain.mornings.window import Week

SUNDAY, MONDAY, TUESDAY, WEDNESDAY = (date(2026, 11, day) for day in (15, 16, 17, 18))


def answered(day: date, *, ops_only: bool = False, kpi_action: str | None = None) -> CheckinDay:
    call = LoggedCheckin(day=day, ready=True, energy=4, ops_only=ops_only, completed=True, kpi_action=kpi_action)
    return CheckinDay(day=day, state=DayState.READY, expected=True, calls=(call,), why="A workday.")


OFF = CheckinDay(day=SUNDAY, state=DayState.OFF, expected=False, why="Sunday is not one of their workdays.")
MISSED = CheckinDay(day=TUESDAY, state=DayState.MISSED, expected=True, why="A workday.")
UNFINISHED = CheckinDay(day=WEDNESDAY, state=DayState.UNFINISHED, expected=True, why="A workday.")


def test_days_are_grouped_by_iso_week() -> None:
    weeks = calendar_weeks([OFF, answered(MONDAY), MISSED])
    assert [(week.week, len(week.marks)) for week in weeks] == [(Week(2026, 46), 1), (Week(2026, 47), 2)]


def test_mark_says_day_and_state_and_why_off() -> None:
    marks = [mark for week in calendar_weeks([OFF, answered(MONDAY, ops_only=True)]) for mark in week.marks]
    assert [mark.said for mark in marks] == [
        "Sun 15 Nov: off. Sunday is not one of their workdays.",
        "Mon 16 Nov: ready, ops-only",
    ]


def test_sentence_counts_done_short_missed_and_unfinished() -> None:
    sentence = calendar_chart([OFF, answered(MONDAY, ops_only=True), MISSED, UNFINISHED]).sentence
    assert (
        sentence
        == "1 of 3 expected check-ins done; 1 by the short path; no call on 1 day; called, did not finish on 1 day."
    )


def test_today_without_a_call_is_not_counted() -> None:
    awaited = CheckinDay(day=TUESDAY, state=DayState.AWAITED, expected=True)
    assert calendar_chart([answered(MONDAY), awaited]).sentence == "1 of 1 expected check-in done."


def test_weeks_of_leave_say_that_nothing_was_expected() -> None:
    assert calendar_chart([OFF]).sentence == "No check-ins were expected in these weeks."


def test_mark_and_row_say_how_it_came_where_nobody_spoke() -> None:
    call = LoggedCheckin(day=MONDAY, ready=True, energy=None, ops_only=True, completed=True, written="web link")
    day = CheckinDay(day=MONDAY, state=DayState.READY, expected=True, calls=(call,))
    ((mark,),) = (week.marks for week in calendar_weeks([day]))
    assert mark.said == "Mon 16 Nov: ready, ops-only, by web link"
    assert calendar_chart([day]).rows == ((MONDAY, "ready", "ops-only, by web link", "yes", "", ""),)


def test_row_carries_the_commitment() -> None:
    assert calendar_chart([answered(MONDAY, kpi_action="Photos before I leave")]).rows == (
        (MONDAY, "ready", "full", "yes", "Photos before I leave", "A workday."),
    )
