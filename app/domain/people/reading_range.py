"""Is a KPI reading far from what this person's readings are? A slip of the keyboard is asked about, never refused."""

from collections.abc import Sequence
from decimal import Decimal
from statistics import median

FEWEST_KNOWN = 3
"""Fewer earlier readings say nothing of what is usual."""
TOO_FAR = 10
"""Ten times the usual, or a tenth of it: a percent as 0.85 is a hundredth of 85."""
LARGEST_PERCENT = Decimal(100)


def doubt(value: Decimal, earlier: Sequence[Decimal], *, unit: str) -> str | None:
    """Return the question that the value raises, or None."""
    if unit == "%" and not 0 <= value <= LARGEST_PERCENT:
        return f"{value:f} is not between 0 and 100 %: sure?"
    usual = median(earlier) if len(earlier) >= FEWEST_KNOWN else Decimal(0)
    if not usual or not value:
        return None
    ratio = value / usual
    if ratio >= TOO_FAR:
        return f"{value:f} is {_times(ratio)} times the usual {usual:f}: sure?"
    if ratio <= Decimal(1) / TOO_FAR:
        return f"{value:f} is far below the usual {usual:f}: sure?"
    return None


def _times(ratio: Decimal) -> str:
    return f"{ratio.quantize(Decimal(1)):f}"
