"""A file of people, of whatever kind, as a sheet of text cells."""

from collections.abc import Callable, Sequence

from app.domain.people.imports.cells.problems import FileProblem
from app.domain.people.imports.decoding import decode
from app.domain.people.imports.delimiters import parse
from app.domain.people.imports.headings import count_known
from app.domain.people.imports.tables import Sheet
from app.domain.people.problems import ProblemKind
from app.people_files.workbooks import is_workbook, read_workbook

MOST_BYTES = 10_000_000


def read_sheet(raw: bytes, count_headings: Callable[[Sequence[str]], int] = count_known) -> Sheet:
    """Tell a workbook from text by its first bytes, not by its name. Raises FileProblem.

    `count_headings` tells how many cells of a record are headings of such a file; those of people are the default.
    """
    if len(raw) > MOST_BYTES:
        raise FileProblem(ProblemKind.UNREADABLE_FILE, f"The file is larger than {MOST_BYTES // 1_000_000} MB.")
    if is_workbook(raw):
        return read_workbook(raw)
    decoded = decode(raw)
    records, delimiter = parse(decoded.text, count_headings)
    return Sheet(records, decoded.encoding, delimiter)
