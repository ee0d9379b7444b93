from decimal import Decimal

import pytest

from app.domain.people.reading_range import doubt

USUAL = [Decimal(80)] * 3


@pytest.mark.parametrize(
    ("value", "earlier", "unit", "question"),
    [
        ("85", USUAL, "%", None),
        ("0.85", USUAL, "%", "0.85 is far below the usual 80: sure?"),
        ("101", [], "%", "101 is not between 0 and 100 %: sure?"),
        ("-1", [], "%", "-1 is not between 0 and 100 %: sure?"),
        ("800", USUAL, "jobs", "800 is 10 times the usual 80: sure?"),
        ("799", USUAL, "jobs", None),
        ("8", USUAL, "jobs", "8 is far below the usual 80: sure?"),
        ("8.1", USUAL, "jobs", None),
        ("0", USUAL, "jobs", None),
        ("800", USUAL[:2], "jobs", None),
        ("5", [Decimal(0)] * 3, "jobs", None),
    ],
)
def test_a_strange_value_raises_its_question(
    value: str, earlier: list[Decimal], unit: str, question: str | None
) -> None:
    assert doubt(Decimal(value), earlier, unit=unit) == question
