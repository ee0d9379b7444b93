"""Exact figures to the places that a table keeps."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import overload


@overload
def to_places(value: Fraction, places: int = 2) -> Decimal: ...
@overload
def to_places(value: None, places: int = 2) -> None: ...
@overload
def to_places(value: Fraction | None, places: int = 2) -> Decimal | None: ...
def to_places(value: Fraction | None, places: int = 2) -> Decimal | None:
    """Round as PostgreSQL does: halves away from zero."""
    if value is None:
        return None
    return (Decimal(value.numerator) / value.denominator).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
