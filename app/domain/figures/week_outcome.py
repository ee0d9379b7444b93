"""One line about last week for the technician's ear: what was done, positive or neutral, never a flag."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.domain.checkins.time_box import spoken_seconds
from app.domain.figures.goal_progress import Verdict
from app.domain.figures.trends import TrendWord

GOOD_VERDICTS = {Verdict.ON_TRACK, Verdict.ACHIEVED}
LONGEST_SECONDS = 6


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

    For example: "Last week: 5 of 5 calls, first-time fix rate up, goal 62 percent."
    """
    parts = [*_calls(week), *_kpi(week), *_goal(week)]
    while parts and spoken_seconds(_line(parts)) >= LONGEST_SECONDS:
        parts.pop()
    return _line(parts) if parts else None


def _line(parts: Sequence[str]) -> str:
    return f"Last week: {', '.join(parts)}."


def _calls(week: LastWeek) -> list[str]:
    mostly = week.expected > 0 and 2 * week.done > week.expected
    return [f"{week.done} of {week.expected} calls"] if mostly else []


def _kpi(week: LastWeek) -> list[str]:
    if week.kpi is None or not week.kpi_good:
        return []
    return [f"{week.kpi[0].lower()}{week.kpi[1:]} {week.kpi_trend.value}"]


def _goal(week: LastWeek) -> list[str]:
    if week.goal_percent is None or week.goal_verdict not in GOOD_VERDICTS or week.goal_percent < 1:
        return []
    return [f"goal {week.goal_percent:.0f} percent"]
