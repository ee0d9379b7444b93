"""Whether a KPI reading is far from the person's earlier ones, so that the form asks before it is saved."""

from collections.abc import Sequence
from decimal import Decimal
from statistics import median

FEWEST_KNOWN = 3
"""With fewer earlier readings no value is asked about."""
TOO_FAR = 10
"""A value ten times the usual one, or a tenth of it, is asked about: 0.85 in place of 85 percent, for example."""
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
