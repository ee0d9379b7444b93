"""Progress towards the 90-day goal and whether it keeps pace (mission/weekly.md, "Goal progress").

Three sources, the best first, and the result always says which one it is. The pace limits are Engagedly's published
ones: in a 90-day goal they are about 15 and 30 days of slip.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

ON_TRACK_UNDER = 16.5
"""Points behind the elapsed share."""
BEHIND_UP_TO = 33.0
ACHIEVED_FROM = 100.0
NO_VERDICT_DAYS = 14
STALE_AFTER_DAYS = 14


class ProgressSource(StrEnum):
    KPI = "kpi"
    MILESTONES = "milestones"
    COMMITMENTS = "commitments"


SOURCE_WORDS: dict[ProgressSource, str] = {
    ProgressSource.KPI: "by KPI",
    ProgressSource.MILESTONES: "by milestones",
    ProgressSource.COMMITMENTS: "by commitments",
}


class Pace(StrEnum):
    ON_TRACK = "on_track"
    BEHIND = "behind"
    AT_RISK = "at_risk"
    ACHIEVED = "achieved"
    TOO_EARLY = "too_early"
    NO_GOAL = "no_goal"


PACE_WORDS: dict[Pace, str] = {
    Pace.ON_TRACK: "on track",
    Pace.BEHIND: "behind",
    Pace.AT_RISK: "at risk",
    Pace.ACHIEVED: "achieved",
    Pace.TOO_EARLY: "no verdict in the first 14 days",
    Pace.NO_GOAL: "no goal, or nothing to measure it by",
}


@dataclass(frozen=True, kw_only=True)
class GoalFacts:
    """What is known of a goal on one day. None is "not recorded"."""

    baseline: float | None = None
    target: float | None = None
    current: float | None = None
    """The KPI's latest reading since the goal began."""
    milestones_done: int = 0
    milestones_total: int = 0
    action_days: int = 0
    """Expected workdays with a goal action, since the goal began."""
    expected_days: int = 0
    elapsed_workdays: int = 0
    """Workdays gone by, time off not counted."""
    total_workdays: int = 0
    elapsed_days: int = 0
    """Calendar days since the goal began."""
    days_since_update: int | None = None


@dataclass(frozen=True, kw_only=True)
class GoalProgress:
    percent: float | None
    source: ProgressSource | None
    pace_percent: float | None
    """The share of the goal's workdays gone by."""
    pace: Pace
    stale: bool
    """Beside the verdict, not instead of it: a goal at risk that nobody updates is still at risk."""

    @property
    def sentence(self) -> str:
        if self.percent is None or self.source is None:
            return PACE_WORDS[Pace.NO_GOAL]
        pace = None if self.pace_percent is None else f"pace {self.pace_percent:.0f} %"
        stale = f"no update for {STALE_AFTER_DAYS} days" if self.stale else None
        parts = (f"{self.percent:.0f} % {SOURCE_WORDS[self.source]}", pace, PACE_WORDS[self.pace], stale)
        return " · ".join(part for part in parts if part)


def goal_progress(facts: GoalFacts) -> GoalProgress:
    percent, source = _percent(facts)
    pace_percent = _share(facts.elapsed_workdays, facts.total_workdays)
    return GoalProgress(
        percent=percent,
        source=source,
        pace_percent=pace_percent,
        pace=_pace(percent, pace_percent, facts),
        stale=facts.days_since_update is not None and facts.days_since_update > STALE_AFTER_DAYS,
    )


def _percent(facts: GoalFacts) -> tuple[float | None, ProgressSource | None]:
    sources: Sequence[tuple[float | None, ProgressSource]] = (
        (_of_number(facts), ProgressSource.KPI),
        (_share(facts.milestones_done, facts.milestones_total), ProgressSource.MILESTONES),
        (_share(facts.action_days, facts.expected_days), ProgressSource.COMMITMENTS),
    )
    return next(((percent, source) for percent, source in sources if percent is not None), (None, None))


def _of_number(facts: GoalFacts) -> float | None:
    """Return (current - baseline) / (target - baseline) in percent: right for goals that go down as well."""
    if facts.baseline is None or facts.target is None or facts.current is None or facts.target == facts.baseline:
        return None
    return 100 * (facts.current - facts.baseline) / (facts.target - facts.baseline)


def _share(part: int, whole: int) -> float | None:
    return min(100.0, 100 * part / whole) if whole else None


def _pace(percent: float | None, pace_percent: float | None, facts: GoalFacts) -> Pace:
    if percent is None or pace_percent is None:
        return Pace.NO_GOAL
    if percent >= ACHIEVED_FROM:
        return Pace.ACHIEVED
    if facts.elapsed_days < NO_VERDICT_DAYS:
        return Pace.TOO_EARLY
    behind = pace_percent - percent
    if behind < ON_TRACK_UNDER:
        return Pace.ON_TRACK
    return Pace.BEHIND if behind <= BEHIND_UP_TO else Pace.AT_RISK
