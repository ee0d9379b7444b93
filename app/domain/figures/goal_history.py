"""A goal's progress on any past day, from what was recorded by then: today's verdict and the weeks behind it.

Apart from `goal_progress`, which judges one day's facts; here the facts of a day are gathered from the histories.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from app.domain.figures.checkin_days import CheckinDay, PersonalCalendar
from app.domain.figures.goal_progress import GoalFacts, GoalProgress, goal_progress
from app.domain.figures.kpi_weeks import Reading


@dataclass(frozen=True, kw_only=True)
class Milestone:
    text: str
    done_on: date | None


@dataclass(frozen=True, kw_only=True)
class GoalTerms:
    text: str
    started_on: date
    due_on: date
    baseline: Decimal | None = None
    target: Decimal | None = None
    kpi_id: int | None = None
    milestones: tuple[Milestone, ...] = ()
    updated_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class GoalRecord:
    """Everything that was recorded towards the goal."""

    goal: GoalTerms
    calendar: PersonalCalendar
    readings: Sequence[Reading] = ()
    """Of the goal's KPI."""
    days: Sequence[CheckinDay] = ()
    """From the goal's first day on."""


@dataclass(frozen=True, kw_only=True)
class GoalWeek:
    day: date
    """The Sunday of the week, or today."""
    progress: GoalProgress


def goal_weeks(record: GoalRecord, today: date) -> list[GoalWeek]:
    """Return the progress at the end of each week since the goal began, at its due date and today."""
    return [GoalWeek(day=day, progress=progress_on(record, day)) for day in _week_ends(record.goal, today)]


def _week_ends(goal: GoalTerms, today: date) -> Iterator[date]:
    last = min(today, goal.due_on)
    sunday = goal.started_on + timedelta(days=6 - goal.started_on.weekday())
    while sunday < last:
        yield sunday
        sunday += timedelta(weeks=1)
    if last >= goal.started_on:
        yield last
    if today > last:
        yield today


def progress_on(record: GoalRecord, day: date) -> GoalProgress:
    return goal_progress(_facts_on(record, day))


def _facts_on(record: GoalRecord, day: date) -> GoalFacts:
    goal, eve = record.goal, record.goal.started_on - timedelta(days=1)
    readings = [reading for reading in record.readings if goal.started_on <= reading.read_on <= day]
    due = [past for past in record.days if past.expected and goal.started_on <= past.day <= min(day, goal.due_on)]
    return GoalFacts(
        day=day,
        started_on=goal.started_on,
        due_on=goal.due_on,
        baseline=goal.baseline,
        target=goal.target,
        current=readings[-1].value if readings else None,
        milestones_done=sum(step.done_on is not None and step.done_on <= day for step in goal.milestones),
        milestones_total=len(goal.milestones),
        action_days=sum(any(call.goal_action for call in past.calls) for past in due),
        elapsed_workdays=record.calendar.workdays_between(eve, min(day, goal.due_on)),
        total_workdays=record.calendar.workdays_between(eve, goal.due_on),
        updated_on=_last_update(record, readings, day),
    )


def _last_update(record: GoalRecord, readings: Sequence[Reading], day: date) -> date | None:
    """Return the latest day up to `day` on which a reading, milestone, action or edit of the goal was recorded."""
    goal = record.goal
    updates = [goal.updated_on, *(step.done_on for step in goal.milestones), *(reading.read_on for reading in readings)]
    acted = [past.day for past in record.days if any(call.goal_action for call in past.calls)]
    updates += [past for past in acted if past >= goal.started_on]
    return max((update for update in updates if update is not None and update <= day), default=None)
