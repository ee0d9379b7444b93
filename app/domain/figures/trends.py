"""The KPI trend: up, down or no clear trend over weekly means, always with n.

Mann–Kendall's S decides whether the weeks are ordered at all, the Theil–Sen slope whether the change is large enough. A
comparison of this week with the last one would follow noise, so there is none. Whether the direction is good is a
separate field. All arithmetic is in fractions: a change of exactly what matters (0.1 a week over ten weeks) must reach
it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import combinations
from statistics import median
from types import MappingProxyType

from app.domain.phrases import plural

MOST_WEEKS = 13
FEWEST_WEEKS = 4
CRITICAL_S = MappingProxyType({4: 6, 5: 8, 6: 11, 7: 13, 8: 16, 9: 18, 10: 21, 11: 23, 12: 26, 13: 28})
"""The exact one-sided 5 % values of S by number of weeks (Mann 1945, Kendall 1975), the same with and without ties."""

Number = int | Decimal | Fraction


class TrendWord(StrEnum):
    UP = "up"
    DOWN = "down"
    FLAT = "flat"
    NOT_ENOUGH_WEEKS = "not_enough_weeks"
    NO_DATA = "no_data"


TREND_WORDS: dict[TrendWord, str] = {
    TrendWord.UP: "up",
    TrendWord.DOWN: "down",
    TrendWord.FLAT: "no clear trend",
    TrendWord.NOT_ENOUGH_WEEKS: "not enough weeks",
    TrendWord.NO_DATA: "no data",
}


@dataclass(frozen=True, kw_only=True)
class WeeklyMean:
    week: int
    """Weeks since any fixed Monday: a week without a reading leaves a gap in the numbers."""
    value: Number


@dataclass(frozen=True, kw_only=True)
class Trend:
    word: TrendWord
    good: bool | None
    """Whether the direction is the better one for this KPI; None where there is no direction."""
    weeks: int
    """Weekly means looked at: n."""
    span: int | None = None
    """Calendar weeks from the first to the last of them, both counted."""
    s: int | None = None
    slope: Fraction | None = None
    """Theil–Sen, in the KPI's unit a calendar week."""

    @property
    def sentence(self) -> str:
        if self.word is TrendWord.NO_DATA:
            return "No readings yet."
        number = plural(self.weeks, "week")
        if self.word is TrendWord.NOT_ENOUGH_WEEKS:
            return f"Not enough weeks: {number} with readings, {FEWEST_WEEKS} needed."
        verdict = {None: "", True: ", which is good for this KPI", False: ", which is not good for this KPI"}[self.good]
        return f"{TREND_WORDS[self.word].capitalize()} over {number}{verdict}."


NO_READINGS = Trend(word=TrendWord.NO_DATA, good=None, weeks=0)


def kpi_trend(weekly: Sequence[WeeklyMean], *, higher_is_better: bool, smallest_change: Number) -> Trend:
    """Judge the last 13 weeks that have a reading, however far back they lie; oldest first in `weekly`."""
    recent = weekly[-MOST_WEEKS:]
    if not recent:
        return NO_READINGS
    span = recent[-1].week - recent[0].week + 1
    if len(recent) < FEWEST_WEEKS:
        return Trend(word=TrendWord.NOT_ENOUGH_WEEKS, good=None, weeks=len(recent), span=span)
    s, slope = mann_kendall_s([Fraction(point.value) for point in recent]), theil_sen_slope(recent)
    word = _direction(s, slope, len(recent), span=span, matters=Fraction(smallest_change))
    good = None if word is TrendWord.FLAT else (word is TrendWord.UP) is higher_is_better
    return Trend(word=word, good=good, weeks=len(recent), span=span, s=s, slope=slope)


def _direction(s: int, slope: Fraction, n: int, *, span: int, matters: Fraction) -> TrendWord:
    """Return a direction only where the order is significant and the change reaches the smallest one that matters."""
    ordered = abs(s) >= CRITICAL_S[n] and s * slope > 0
    if not ordered or abs(slope) * span < matters:
        return TrendWord.FLAT
    return TrendWord.UP if s > 0 else TrendWord.DOWN


def mann_kendall_s(values: Sequence[Number]) -> int:
    """Return the number of pairs that rise less the number that fall; a tie counts for neither."""
    return sum((later > earlier) - (later < earlier) for earlier, later in combinations(values, 2))


def theil_sen_slope(points: Sequence[WeeklyMean]) -> Fraction:
    """Return the median slope over all pairs of weeks (Sen 1968)."""
    return median(
        (Fraction(after.value) - Fraction(before.value)) / (after.week - before.week)
        for before, after in combinations(points, 2)
    )
