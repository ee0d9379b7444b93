"""Employee numbers and the figures of a goal."""

import re
from decimal import Decimal

from app.domain.people.imports.cells.problems import CellProblem
from app.domain.people.problems import ProblemKind

_WHOLE = re.compile(r"0*([1-9][0-9]*)(?:\.0+)?")
_POINT = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_COMMA = re.compile(r"[+-]?[0-9]+(,[0-9]+)?")
HIGHEST_NUMBER = 2**31 - 1
LONGEST_FIGURE = 15


def read_employee_number(text: str) -> int:
    """Read a whole number: 00123, 123 and 123.0 are one person."""
    whole = _WHOLE.fullmatch(text)
    if whole is None or len(whole[1]) > LONGEST_FIGURE or int(whole[1]) > HIGHEST_NUMBER:
        raise CellProblem(ProblemKind.BAD_NUMBER, f"“{text}” is no employee number. Give a whole number, such as 4711.")
    return int(whole[1])


def read_figure(text: str, *, decimal_comma: bool) -> Decimal:
    """Read a number; the comma is the decimal sign where semicolons part the cells, elsewhere the point is."""
    digits = text.replace("%", "").strip().replace("−", "-")
    pattern, example = (_COMMA, "92,5") if decimal_comma else (_POINT, "92.5")
    if not pattern.fullmatch(digits) or len(digits) > LONGEST_FIGURE:
        raise CellProblem(ProblemKind.BAD_NUMBER, f"“{text}” is no number. Write it like {example}.")
    return Decimal(digits.replace(",", "."))
