"""A goal's progress at each week's end is judged by what was recorded by then."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from app.domain.figures.checkin_days import CheckinDay, LoggedCheckin, PersonalCalendar
from app.domain.figures.goal_history import GoalRecord, GoalTerms, Milestone, goal_weeks, progress_on
from app.domain.figures.goal_progress import ProgressSource, Verdict
from app.domain.figures.kpi_weeks import Reading
from app.domain.mornings.day_states import DayState
from app.domain.mornings.workdays import WorkPattern

MONDAY = date(2026, 9, 7)
CALENDAR = PersonalCalendar(
    pattern=WorkPattern(timezone="America/Chicago", workdays=frozenset({1, 2, 3, 4, 5}), started_on=date(2024, 1, 8)),
    holidays={},
)


def goal(**overrides: Any) -> GoalTerms:
    values: dict[str, Any] = {"text": "Fewer callbacks", "started_on": MONDAY, "due_on": MONDAY + timedelta(days=88)}
    return GoalTerms(**values | overrides)


def reading(day: date, value: int) -> Reading:
    return Reading(read_on=day, value=Decimal(value))


def test_number_counts_the_latest_reading_by_then() -> None:
    readings = [
        Reading(read_on=MONDAY, value=Decimal(12)),
        Reading(read_on=MONDAY + timedelta(days=30), value=Decimal(8)),
    ]
    record = GoalRecord(goal=goal(baseline=12, target=4), calendar=CALENDAR, readings=readings)
    assert progress_on(record, MONDAY + timedelta(days=20)).percent == 0
    assert progress_on(record, MONDAY + timedelta(days=31)).percent == 50


def test_reading_from_before_the_goal_does_not_count() -> None:
    readings = [reading(MONDAY - timedelta(days=3), 8)]
    record = GoalRecord(goal=goal(baseline=12, target=4), calendar=CALENDAR, readings=readings)
    progress = progress_on(record, MONDAY + timedelta(days=20))
    assert (progress.percent, progress.source) == (0, ProgressSource.COMMITMENTS)


def test_milestones_count_from_the_day_they_were_ticked() -> None:
    steps = (
        Milestone(text="Tool kit", done_on=MONDAY + timedelta(days=10)),
        Milestone(text="Ride along", done_on=None),
    )
    record = GoalRecord(goal=goal(milestones=steps), calendar=CALENDAR)
    before, after = (progress_on(record, MONDAY + timedelta(days=days)) for days in (9, 10))
    assert (before.percent, after.percent, after.source) == (0, 50, ProgressSource.MILESTONES)


def test_commitments_are_the_share_of_all_the_goals_workdays() -> None:
    call = LoggedCheckin(day=MONDAY, ready=True, energy=4, ops_only=False, completed=True, goal_action="Practise")
    days = [
        CheckinDay(day=MONDAY, state=DayState.READY, expected=True, calls=(call,)),
        CheckinDay(day=MONDAY + timedelta(days=1), state=DayState.MISSED, expected=True),
        CheckinDay(day=MONDAY + timedelta(days=2), state=DayState.AWAITED, expected=True),
    ]
    short = goal(due_on=MONDAY + timedelta(days=4))
    progress = progress_on(GoalRecord(goal=short, calendar=CALENDAR, days=days), MONDAY + timedelta(days=2))
    assert (progress.percent, progress.source) == (20, ProgressSource.COMMITMENTS)
    assert (progress.pace_percent, progress.verdict) == (60, Verdict.TOO_EARLY)


def test_goal_without_any_update_for_over_two_weeks_is_stale() -> None:
    readings = [reading(MONDAY, 8)]
    record = GoalRecord(goal=goal(baseline=12, target=4), calendar=CALENDAR, readings=readings)
    assert not progress_on(record, MONDAY + timedelta(days=14)).stale
    assert progress_on(record, MONDAY + timedelta(days=15)).stale


def test_weeks_end_on_sundays_and_today() -> None:
    weeks = goal_weeks(GoalRecord(goal=goal(), calendar=CALENDAR), MONDAY + timedelta(days=15))
    assert [week.day for week in weeks] == [date(2026, 9, 13), date(2026, 9, 20), date(2026, 9, 22)]


def test_weeks_end_at_the_due_date_and_today_says_past_due() -> None:
    weeks = goal_weeks(GoalRecord(goal=goal(due_on=MONDAY + timedelta(days=9)), calendar=CALENDAR), date(2027, 1, 1))
    assert [week.day for week in weeks] == [date(2026, 9, 13), date(2026, 9, 16), date(2027, 1, 1)]
    assert [week.progress.verdict for week in weeks[1:]] == [Verdict.TOO_EARLY, Verdict.PAST_DUE]


def test_goal_that_has_not_begun_has_no_weeks() -> None:
    assert goal_weeks(GoalRecord(goal=goal(), calendar=CALENDAR), MONDAY - timedelta(days=1)) == []
