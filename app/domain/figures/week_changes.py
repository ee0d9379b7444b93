"""What is different about somebody's week from the one before: sentences for a reader, in the order of a page.

Only what was already judged is compared, so a change of a figure that means nothing is not mentioned.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.figures.energy_weeks import NOTABLE_STEP, EnergyAgainstOwn
from app.domain.figures.goal_progress import VERDICT_WORDS, Verdict
from app.domain.figures.trends import TREND_WORDS, TrendWord
from app.domain.figures.week_flags import FlagRule

DIRECTIONS = {TrendWord.UP, TrendWord.DOWN, TrendWord.FLAT}


@dataclass(frozen=True, kw_only=True)
class JudgedWeek:
    """What a week came to, as far as it is compared."""

    flags: frozenset[FlagRule]
    energy: EnergyAgainstOwn
    kpi: str | None
    kpi_trend: TrendWord
    goal_verdict: Verdict | None


def week_changes(now: JudgedWeek, before: JudgedWeek | None) -> tuple[str, ...]:
    """Return what has changed; nothing in the first week on record. A flagged week tells its own reasons."""
    return tuple(_changes(now, before)) if before is not None else ()


def _changes(now: JudgedWeek, before: JudgedWeek) -> Iterator[str]:
    if before.flags and not now.flags:
        yield "Was flagged the week before, and is not any more."
    change = now.energy.change
    if change is not None and abs(change) >= NOTABLE_STEP:
        yield now.energy.sentence
    if now.goal_verdict is not before.goal_verdict and now.goal_verdict is not None and before.goal_verdict is not None:
        yield f"Goal: {VERDICT_WORDS[before.goal_verdict]} before, now {VERDICT_WORDS[now.goal_verdict]}."
    if now.kpi and now.kpi_trend is not before.kpi_trend and {now.kpi_trend, before.kpi_trend} <= DIRECTIONS:
        yield f"{now.kpi}: {TREND_WORDS[before.kpi_trend]} before, now {TREND_WORDS[now.kpi_trend]}."
