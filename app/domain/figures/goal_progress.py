"""Progress towards the 90-day goal and whether it keeps pace.

Three sources, the best first, and the result always says which one it is. The pace limits are Engagedly's published
ones: in a 90-day goal they are about 15 and 30 days of slip. Percents are exact fractions: a goal that is 16.5 points
behind is behind, whatever a float's last digit says.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from app.domain.phrases import capitalized

ON_TRACK_UNDER = Fraction(33, 2)
"""Points behind the elapsed share."""
BEHIND_UP_TO = Fraction(33)
ACHIEVED_FROM = 100
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


class Verdict(StrEnum):
    ON_TRACK = "on_track"
    BEHIND = "behind"
    AT_RISK = "at_risk"
    ACHIEVED = "achieved"
    PAST_DUE = "past_due"
    TOO_EARLY = "too_early"


VERDICT_WORDS: dict[Verdict, str] = {
    Verdict.ON_TRACK: "on track",
    Verdict.BEHIND: "behind",
    Verdict.AT_RISK: "at risk",
    Verdict.ACHIEVED: "achieved",
    Verdict.PAST_DUE: "past due",
    Verdict.TOO_EARLY: f"no verdict in the first {NO_VERDICT_DAYS} days",
}
NO_GOAL = "no goal, or nothing to measure it by"


@dataclass(frozen=True, kw_only=True)
class GoalFacts:
    """What is known of a goal on one day. None is "not recorded"."""

    day: date
    started_on: date
    due_on: date
    baseline: Decimal | None = None
    target: Decimal | None = None
    current: Decimal | None = None
    """The KPI's latest reading since the goal began."""
    milestones_done: int = 0
    milestones_total: int = 0
    action_days: int = 0
    """Expected workdays with a goal action, since the goal began."""
    elapsed_workdays: int = 0
    """From the start to `day` (at most to the due date), both counted; time off and holidays are none."""
    total_workdays: int = 0
    """From the start to the due date; time off and holidays to come are in neither figure."""
    updated_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class GoalProgress:
    percent: Fraction | None
    """Neither cut at 0 nor at 100."""
    source: ProgressSource | None
    pace_percent: Fraction | None
    """The share of the goal's workdays gone by."""
    verdict: Verdict | None
    """None before the start, and where there is nothing to measure by."""
    stale: bool
    """Beside the verdict, not instead of it: a goal at risk that nobody updates is still at risk."""
    baseline: Decimal | None = field(default=None, compare=False)
    target: Decimal | None = field(default=None, compare=False)
    """What the percent is counted from and towards, where it comes from a KPI."""

    @property
    def points_behind(self) -> Fraction | None:
        """How far the progress is behind the pace; negative when ahead."""
        return None if self.percent is None or self.pace_percent is None else self.pace_percent - self.percent

    @property
    def sentence(self) -> str:
        if self.percent is None or self.source is None or self.verdict is None:
            return NO_GOAL
        gone = None if self.pace_percent is None else f"{float(self.pace_percent):.0f} % of its workdays gone"
        parts = (self._said_percent(self.percent, self.source), gone, self._said_slack())
        stale = f" No update for {STALE_AFTER_DAYS} days." if self.stale else ""
        return f"{capitalized(VERDICT_WORDS[self.verdict])}: {', '.join(part for part in parts if part)}.{stale}"

    def _said_percent(self, percent: Fraction, source: ProgressSource) -> str:
        done = (
            f"{float(percent):.0f} % done"
            if percent >= 0
            else f"{-float(percent):.0f} % further away than at the start"
        )
        if source is not ProgressSource.KPI or self.baseline is None or self.target is None:
            return f"{done} {SOURCE_WORDS[source]}"
        return f"{done} {SOURCE_WORDS[source]}, counted from {float(self.baseline):g} to {float(self.target):g}"

    def _said_slack(self) -> str | None:
        """Say why a goal that is behind its pace is on track all the same."""
        behind = self.points_behind
        if self.verdict is not Verdict.ON_TRACK or behind is None or round(behind) <= 0:
            return None
        return f"and less than {float(ON_TRACK_UNDER):g} points behind is on track"


NOTHING_TO_MEASURE = GoalProgress(percent=None, source=None, pace_percent=None, verdict=None, stale=False)


def goal_progress(facts: GoalFacts, *, behind_up_to: Fraction = BEHIND_UP_TO) -> GoalProgress:
    percent, source = _percent(facts)
    pace_percent = _share(facts.elapsed_workdays, facts.total_workdays)
    if percent is None or pace_percent is None or facts.day < facts.started_on:
        return NOTHING_TO_MEASURE
    return GoalProgress(
        percent=percent,
        source=source,
        pace_percent=pace_percent,
        verdict=_verdict(percent, pace_percent, facts, behind_up_to),
        stale=facts.updated_on is not None and (facts.day - facts.updated_on).days > STALE_AFTER_DAYS,
        baseline=facts.baseline,
        target=facts.target,
    )


def _percent(facts: GoalFacts) -> tuple[Fraction | None, ProgressSource | None]:
    sources = (
        (_of_number(facts), ProgressSource.KPI),
        (_share(facts.milestones_done, facts.milestones_total), ProgressSource.MILESTONES),
        # Of all the goal's workdays: so that an action on each day so far is on pace, not achieved.
        (_share(facts.action_days, facts.total_workdays), ProgressSource.COMMITMENTS),
    )
    return next(((percent, source) for percent, source in sources if percent is not None), (None, None))


def _of_number(facts: GoalFacts) -> Fraction | None:
    """Return (current - baseline) / (target - baseline) in percent: right for goals that go down as well."""
    if facts.baseline is None or facts.target is None or facts.current is None or facts.target == facts.baseline:
        return None
    baseline = Fraction(facts.baseline)
    return 100 * (Fraction(facts.current) - baseline) / (Fraction(facts.target) - baseline)


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(100 * part, whole) if whole else None


def _verdict(percent: Fraction, pace_percent: Fraction, facts: GoalFacts, behind_up_to: Fraction) -> Verdict:
    """Return the first that fits; `achieved` counts early and late too."""
    if percent >= ACHIEVED_FROM:
        return Verdict.ACHIEVED
    if facts.day > facts.due_on:
        return Verdict.PAST_DUE
    if (facts.day - facts.started_on).days < NO_VERDICT_DAYS:
        return Verdict.TOO_EARLY
    behind = pace_percent - percent
    if behind < ON_TRACK_UNDER:
        return Verdict.ON_TRACK
    return Verdict.BEHIND if behind <= behind_up_to else Verdict.AT_RISK
