from decimal import Decimal

import pytest

from app.domain.people.imports.cells.numbers import read_employee_number, read_figure
from app.domain.people.imports.cells.problems import CellProblem


@pytest.mark.parametrize("text", ["123", "00123", "123.0", "123.00"])
def test_one_person_whatever_a_spreadsheet_made_of_the_number(text: str) -> None:
    assert read_employee_number(text) == 123


@pytest.mark.parametrize("text", ["X-96", "0", "-3", "1.5", "1,234", "9.0E+03", "Total: 6", "2147483648", "٣"])
def test_no_employee_number(text: str) -> None:
    with pytest.raises(CellProblem):
        read_employee_number(text)


@pytest.mark.parametrize(
    ("text", "decimal_comma", "figure"),
    [("92.5", False, "92.5"), ("92,5", True, "92.5"), ("78 %", False, "78"), ("−3", False, "-3"), ("12", True, "12")],
)
def test_figures_of_the_files_own_decimal_sign(text: str, decimal_comma: bool, figure: str) -> None:  # noqa: FBT001
    assert read_figure(text, decimal_comma=decimal_comma) == Decimal(figure)


@pytest.mark.parametrize(("text", "decimal_comma"), [("92,5", False), ("92.5", True), ("9O", False), ("1e5", False)])
def test_a_figure_is_not_guessed(text: str, decimal_comma: bool) -> None:  # noqa: FBT001
    with pytest.raises(CellProblem):
        read_figure(text, decimal_comma=decimal_comma)
