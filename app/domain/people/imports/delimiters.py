"""Text into records: which character parts the cells, and where a quoted line break makes no new row."""

import csv
import io
import re
from collections.abc import Callable, Sequence

from app.domain.people.imports.cells.problems import FileProblem
from app.domain.people.problems import ProblemKind

DELIMITERS = (",", ";", "\t", "|")
SEARCHED_ROWS = 10
"""The heading stands in one of the first so many rows."""
_SEP_LINE = re.compile(r'\A"?sep=(.)"?\s*?(\r\n|\r|\n|\Z)', re.IGNORECASE)
"""Excel's own hint, which Excel does not show as a row."""
_LONGEST_CELL = 100_000

Records = list[list[str]]


def parse(text: str, count_headings: Callable[[Sequence[str]], int]) -> tuple[Records, str]:
    """Return the records, one for each row that a spreadsheet shows, and the delimiter.

    The delimiter is the one by which a row near the top holds the most known headings; where that leaves a choice, the
    one by which most rows have as many cells as that row.
    """
    if hint := _SEP_LINE.match(text):
        return _records(text[hint.end() :], hint[1]), hint[1]
    parsed = {delimiter: _records(text, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: _fit(parsed[delimiter], count_headings))
    return parsed[best], best


def _fit(records: Records, count_headings: Callable[[Sequence[str]], int]) -> tuple[int, int]:
    heading = max(records[:SEARCHED_ROWS], key=count_headings, default=[])
    equal = sum(len(record) == len(heading) > 1 for record in records)
    return count_headings(heading), equal


def _records(text: str, delimiter: str) -> Records:
    """Read strictly, so that a quotation mark left open is found; untidy quotes inside a cell are let through."""
    records: Records = []
    csv.field_size_limit(_LONGEST_CELL)
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            records.append(record)
    except csv.Error as error:
        if "expected after" in str(error):
            return _loosely(text, delimiter)
        row = len(records) + 1
        raise FileProblem(
            ProblemKind.UNREADABLE_FILE, f"A quotation mark is opened in row {row} and never closed.", row=row
        ) from error
    return records


def _loosely(text: str, delimiter: str) -> Records:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
