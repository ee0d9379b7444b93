"""From a week's counts to the row that is stored: adds trend, goal and flags, as the rules decide them."""

from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from app.domain.figures.goal_progress import NOTHING_TO_MEASURE, GoalFacts, GoalProgress, goal_progress
from app.domain.figures.kpi_weeks import week_number
from app.domain.figures.rounding import to_places
from app.domain.figures.trends import NO_READINGS, Trend, WeeklyMean, kpi_trend
from app.domain.figures.week_facts import OpenBlocker, RepeatedBlocker, WeekFacts
from app.domain.figures.week_flags import FlagThresholds, burnout_indicator, week_flags
from app.domain.mornings.window import Week
from app.models import KpiDirection, WeeklyRollup
from app.queries.weekly_rollups import WeekCounts

DAYS = 7
STORED = {column.name for column in WeeklyRollup.__table__.columns}
COUNTED = tuple(field.name for field in fields(WeekCounts) if field.name in STORED)


@dataclass(frozen=True, kw_only=True)
class Judgement:
    trend: Trend
    weekly: tuple[WeeklyMean, ...]
    goal: GoalProgress
    goal_updated_on: date | None


def judge_week(counts: WeekCounts, week: Week, *, thresholds: FlagThresholds, now: datetime) -> dict[str, Any]:
    """Return the values of one stored row by column name."""
    judged = _judge(counts)
    facts = _facts(counts, week, judged)
    flags = week_flags(facts, thresholds)
    return {
        **{name: getattr(counts, name) for name in COUNTED},
        "week_start": week.start,
        "finished": counts.days_counted == DAYS,
        "missed_on": list(facts.missed_on),
        "burnout_indicator": burnout_indicator(facts, thresholds),
        **_kpi_columns(judged, week),
        **_goal_columns(counts, judged),
        "blockers_open": len(counts.open_blockers),
        "flags": [flag.rule.value for flag in flags],
        "flag_facts": {flag.rule.value: dict(flag.facts) for flag in flags},
        "computed_at": now,
    }


def _judge(counts: WeekCounts) -> Judgement:
    weekly = tuple(
        WeeklyMean(week=week_number(date.fromisoformat(monday)), value=Fraction(total) / readings)
        for monday, total, readings in counts.kpi_weeks
    )
    updates = _goal_updates(counts)
    return Judgement(
        trend=_trend(counts, weekly),
        weekly=weekly,
        goal=_goal(counts, updates),
        goal_updated_on=max(updates, default=None),
    )


def _trend(counts: WeekCounts, weekly: tuple[WeeklyMean, ...]) -> Trend:
    if counts.kpi_smallest_change is None:
        return NO_READINGS
    return kpi_trend(
        weekly,
        higher_is_better=counts.kpi_direction == KpiDirection.HIGHER,
        smallest_change=counts.kpi_smallest_change,
    )


def _goal(counts: WeekCounts, updates: list[date]) -> GoalProgress:
    if counts.goal_started_on is None or counts.goal_due_on is None:
        return NOTHING_TO_MEASURE
    ticked = _ticked(counts)
    return goal_progress(
        GoalFacts(
            day=counts.judged_on,
            started_on=counts.goal_started_on,
            due_on=counts.goal_due_on,
            baseline=counts.goal_baseline,
            target=counts.goal_target,
            current=counts.goal_current,
            milestones_done=len(ticked),
            milestones_total=len(counts.goal_milestones or ()),
            action_days=counts.goal_action_days,
            elapsed_workdays=counts.goal_elapsed_workdays,
            total_workdays=counts.goal_total_workdays,
            updated_on=max(updates, default=None),
        )
    )


def _goal_updates(counts: WeekCounts) -> list[date]:
    """Return the days on which a reading, milestone, action or edit of the goal was recorded."""
    updates = [counts.goal_updated_on, counts.goal_read_on, counts.goal_action_on, *_ticked(counts)]
    return [day for day in updates if day is not None and day <= counts.judged_on]


def _ticked(counts: WeekCounts) -> list[date]:
    done = [date.fromisoformat(step["done_on"]) for step in counts.goal_milestones or () if step.get("done_on")]
    return [day for day in done if day <= counts.judged_on]


def _facts(counts: WeekCounts, week: Week, judged: Judgement) -> WeekFacts:
    return WeekFacts(
        week_start=week.start,
        workdays_expected=counts.workdays_expected,
        energies=tuple(
            (week.start + timedelta(days=number), energy)
            for number, energy in enumerate(counts.energies)
            if energy is not None
        ),
        burnout_alert_on=counts.burnout_alert_on,
        missed_on=tuple(counts.missed_on or ()),
        kpi=counts.kpi_name,
        trend=judged.trend,
        goal=judged.goal,
        goal_due_on=counts.goal_due_on,
        open_blockers=tuple(map(OpenBlocker.of_json, counts.open_blockers)),
        repeated_blockers=tuple(map(RepeatedBlocker.of_json, counts.repeated_blockers)),
    )


def _kpi_columns(judged: Judgement, week: Week) -> dict[str, Any]:
    trend, number = judged.trend, week_number(week.start)
    this_week = next((Fraction(mean.value) for mean in judged.weekly if mean.week == number), None)
    return {
        "kpi_trend": trend.word,
        "kpi_good": trend.good,
        "kpi_weeks": trend.weeks,
        "kpi_s": trend.s,
        "kpi_slope": to_places(trend.slope, 6),
        "kpi_mean": to_places(this_week, 6),
    }


def _goal_columns(counts: WeekCounts, judged: Judgement) -> dict[str, Any]:
    goal = judged.goal
    return {
        "goal_progress_percent": to_places(goal.percent),
        "goal_progress_source": goal.source,
        "goal_pace_percent": to_places(goal.pace_percent),
        "goal_verdict": goal.verdict,
        "goal_stale": goal.stale,
        "goal_updated_on": judged.goal_updated_on if counts.goal_started_on else None,
    }
