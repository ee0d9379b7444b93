"""Why a manager should look at somebody's week: one pure rule per reason, each with a stable id.

The id names the rule on the page and in its tests; the facts beside it are the values and dates that fired it. Nothing
here is a diagnosis, and nobody is compared with anybody else.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from app.domain.figures.goal_progress import Verdict
from app.domain.figures.rounding import to_places
from app.domain.figures.week_facts import WeekFacts


class FlagRule(StrEnum):
    """In the order in which a page names them."""

    BURNOUT = "WEEK-BURNOUT"
    MISSED = "WEEK-MISSED"
    GOAL = "WEEK-GOAL"
    KPI = "WEEK-KPI"
    BLOCKER_OLD = "WEEK-BLOCKER-OLD"
    BLOCKER_REPEAT = "WEEK-BLOCKER-REPEAT"


@dataclass(frozen=True, kw_only=True)
class FlagThresholds:
    """The limits of the rules; settings of the company."""

    low_energy: int = 2
    """Energy at or under this is low."""
    low_days: int = 2
    missed_days: int = 2
    blocker_workdays: int = 3
    """A blocker that is open for longer is flagged."""
    blocker_repeats: int = 3


@dataclass(frozen=True, kw_only=True)
class Flag:
    rule: FlagRule
    facts: Mapping[str, Any]
    """As JSON values: dates are ISO strings, percents are numbers of two places."""


FlagCheck = Callable[[WeekFacts, FlagThresholds], Mapping[str, Any] | None]


def week_flags(facts: WeekFacts, thresholds: FlagThresholds) -> tuple[Flag, ...]:
    """Return the reasons to look at this week, at most one a rule; none for somebody who was off all week."""
    if facts.off_all_week:
        return ()
    return tuple(_flags(facts, thresholds))


def _flags(facts: WeekFacts, thresholds: FlagThresholds) -> Iterator[Flag]:
    for rule, check in CHECKS.items():
        fired = check(facts, thresholds)
        if fired is not None:
            yield Flag(rule=rule, facts=fired)


def burnout_indicator(facts: WeekFacts, thresholds: FlagThresholds) -> bool:
    """Low energy on enough days of the week, or a burnout alert open at its end. An indicator, not a diagnosis."""
    return _burnout(facts, thresholds) is not None


def _burnout(facts: WeekFacts, thresholds: FlagThresholds) -> Mapping[str, Any] | None:
    """WEEK-BURNOUT."""
    low = [(day, energy) for day, energy in facts.energies if energy <= thresholds.low_energy]
    if len(low) < max(1, thresholds.low_days) and facts.burnout_alert_on is None:
        return None
    return {
        "low_energy": thresholds.low_energy,
        "low_days": [{"on": day.isoformat(), "energy": energy} for day, energy in low],
        "alert_on": facts.burnout_alert_on.isoformat() if facts.burnout_alert_on else None,
    }


def _missed(facts: WeekFacts, thresholds: FlagThresholds) -> Mapping[str, Any] | None:
    """WEEK-MISSED."""
    if len(facts.missed_on) < max(1, thresholds.missed_days):
        return None
    return {"missed_on": [day.isoformat() for day in facts.missed_on], "expected": facts.workdays_expected}


def _goal(facts: WeekFacts, _thresholds: FlagThresholds) -> Mapping[str, Any] | None:
    """WEEK-GOAL: at risk in each week, past due in the first week only."""
    goal, due_on = facts.goal, facts.goal_due_on
    newly_past = due_on is not None and due_on >= facts.week_start - timedelta(days=1)
    if goal.verdict is not Verdict.AT_RISK and not (goal.verdict is Verdict.PAST_DUE and newly_past):
        return None
    return {
        "verdict": goal.verdict.value,
        "percent": _number(goal.percent),
        "source": goal.source,
        "points_behind": _number(goal.points_behind),
        "due_on": due_on.isoformat() if due_on else None,
    }


def _kpi(facts: WeekFacts, _thresholds: FlagThresholds) -> Mapping[str, Any] | None:
    """WEEK-KPI: a clear trend in the direction that is not good for this KPI."""
    if facts.trend.good is not False:
        return None
    return {"kpi": facts.kpi, "trend": facts.trend.word.value, "weeks": facts.trend.weeks, "s": facts.trend.s}


def _blocker_old(facts: WeekFacts, thresholds: FlagThresholds) -> Mapping[str, Any] | None:
    """WEEK-BLOCKER-OLD."""
    old = [blocker for blocker in facts.open_blockers if blocker.workdays > thresholds.blocker_workdays]
    if not old:
        return None
    return {
        "blockers": [
            {"alert_id": blocker.alert_id, "raised_on": blocker.raised_on.isoformat(), "workdays": blocker.workdays}
            for blocker in sorted(old, key=lambda blocker: (blocker.raised_on, blocker.alert_id))
        ]
    }


def _blocker_repeat(facts: WeekFacts, thresholds: FlagThresholds) -> Mapping[str, Any] | None:
    """WEEK-BLOCKER-REPEAT."""
    least = max(2, thresholds.blocker_repeats)
    often = [blocker for blocker in facts.repeated_blockers if len(blocker.days) >= least]
    if not often:
        return None
    return {
        "blockers": [
            {"checkin_id": blocker.checkin_id, "on": [day.isoformat() for day in blocker.days]} for blocker in often
        ]
    }


CHECKS: Mapping[FlagRule, FlagCheck] = MappingProxyType(
    {
        FlagRule.BURNOUT: _burnout,
        FlagRule.MISSED: _missed,
        FlagRule.GOAL: _goal,
        FlagRule.KPI: _kpi,
        FlagRule.BLOCKER_OLD: _blocker_old,
        FlagRule.BLOCKER_REPEAT: _blocker_repeat,
    }
)


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(to_places(value))
