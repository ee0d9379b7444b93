"""Figures to the places that a table keeps."""

from decimal import Decimal
from fractions import Fraction

import pytest

from app.domain.figures.rounding import to_places


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        (Fraction(7, 3), Decimal("2.33")),
        (Fraction(25, 8), Decimal("3.13")),
        (Fraction(-1, 200), Decimal("-0.01")),
        (Fraction(3), Decimal("3.00")),
        (None, None),
    ],
)
def test_halves_are_rounded_away_from_zero(value: Fraction | None, rounded: Decimal | None) -> None:
    assert to_places(value) == rounded


def test_places_are_asked_for() -> None:
    assert to_places(Fraction(2, 3), 6) == Decimal("0.666667")
