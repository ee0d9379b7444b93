"""A telephone number in a cell, where a spreadsheet may have made a number of it."""

import re

from app.domain.people.imports.cells.problems import CellProblem
from app.phones import BadPhone, read_phone

_WHOLE_FLOAT = re.compile(r"(\+?\d+)\.0+")


def read_cell_phone(text: str, region: str) -> str:
    """Return the number as E.164; `region` is the home country, e.g. `US`. Raises CellProblem."""
    whole = _WHOLE_FLOAT.fullmatch(text)
    try:
        return read_phone(whole[1] if whole else text, region)
    except BadPhone as problem:
        raise CellProblem(problem.kind, problem.sentence) from problem
