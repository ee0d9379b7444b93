"""One line about last week for the technician's ear: what was done, positive or neutral, never a flag."""

from dataclasses import dataclass
from decimal import Decimal

from app.domain.figures.goal_progress import Verdict
from app.domain.figures.trends import TrendWord

GOOD_VERDICTS = {Verdict.ON_TRACK, Verdict.ACHIEVED}
LONGEST_KPI = 30
"""Characters of a KPI's name that can be said in passing."""


@dataclass(frozen=True, kw_only=True)
class LastWeek:
    done: int
    expected: int
    kpi: str | None
    kpi_trend: TrendWord
    kpi_good: bool | None
    goal_percent: Decimal | None
    goal_verdict: Verdict | None


def week_outcome(week: LastWeek) -> str | None:
    """Say what went well; None where nothing did.

    For example: "Last week: 5 of 5 check-ins, first-time fix rate up, goal at 62 percent."
    """
    parts = [*_checkins(week), *_kpi(week), *_goal(week)]
    return f"Last week: {', '.join(parts)}." if parts else None


def _checkins(week: LastWeek) -> list[str]:
    mostly = week.expected > 0 and 2 * week.done > week.expected
    return [f"{week.done} of {week.expected} check-ins"] if mostly else []


def _kpi(week: LastWeek) -> list[str]:
    if week.kpi is None or not week.kpi_good or len(week.kpi) > LONGEST_KPI:
        return []
    return [f"{week.kpi[0].lower()}{week.kpi[1:]} {week.kpi_trend.value}"]


def _goal(week: LastWeek) -> list[str]:
    if week.goal_percent is None or week.goal_verdict not in GOOD_VERDICTS or week.goal_percent <= 0:
        return []
    return [f"goal at {week.goal_percent:.0f} percent"]
