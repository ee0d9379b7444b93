"""Records as the spreadsheet they came from: where the headings stand, which rows hold people, and their numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.domain.people.imports.cells.problems import FileProblem
from app.domain.people.imports.cells.text import tidy
from app.domain.people.imports.delimiters import SEARCHED_ROWS, Records
from app.domain.people.imports.headings import count_known
from app.domain.people.problems import ProblemKind

MOST_ROWS = 20_000


@dataclass(frozen=True)
class SheetRow:
    number: int
    """As the spreadsheet shows it: title rows, blank rows and the heading are counted."""
    cells: tuple[str, ...]
    overfull: bool
    """A cell is filled to the right of the last heading."""


@dataclass(frozen=True)
class FileColumn:
    place: int
    """From 0."""
    heading: str

    @property
    def letter(self) -> str:
        """The column's name in a spreadsheet: A to Z, then AA."""
        letters, rest = "", self.place + 1
        while rest:
            rest, digit = divmod(rest - 1, 26)
            letters = chr(ord("A") + digit) + letters
        return letters


@dataclass(frozen=True)
class Sheet:
    """A file's content, whatever its kind."""

    records: Records
    kind: str
    """The encoding of a text file, or the name of a workbook's sheet, as the preview says it."""
    delimiter: str | None
    """None for a workbook."""


@dataclass(frozen=True)
class Table:
    heading_row: int
    columns: tuple[FileColumn, ...]
    """Those with a heading."""
    rows: tuple[SheetRow, ...]
    """Those with anything in them."""


def find_table(
    records: Records,
    count_headings: Callable[[Sequence[str]], int] = count_known,
    *,
    such_as: str = "Employee number, Name or Phone",
    most_rows: int = MOST_ROWS,
) -> Table:
    """Find the heading row among the first ten, by the known words in it; what stands above is a title."""
    if not any(count_headings(record) for record in records[:SEARCHED_ROWS]):
        raise FileProblem(
            ProblemKind.NO_HEADINGS,
            f"No row among the first {SEARCHED_ROWS} holds headings such as {such_as}. Start from the template.",
        )
    place = max(range(len(records[:SEARCHED_ROWS])), key=lambda row: count_headings(records[row]))
    headings = [(at, heading) for at, cell in enumerate(records[place]) if (heading := tidy(cell))]
    columns = tuple(FileColumn(at, heading) for at, heading in headings)
    rows = tuple(
        row
        for number, record in enumerate(records[place + 1 :], place + 2)
        if any((row := _row(number, record, columns)).cells)
    )
    if len(rows) > most_rows:
        raise FileProblem(ProblemKind.UNREADABLE_FILE, f"{len(rows)} rows; at most {most_rows} fit into one file.")
    return Table(place + 1, columns, rows)


def _row(number: int, record: Sequence[str], columns: tuple[FileColumn, ...]) -> SheetRow:
    cells = tuple(tidy(cell) for cell in record)
    return SheetRow(number, cells, overfull=any(cells[columns[-1].place + 1 :]))


def unheaded_columns(table: Table) -> tuple[FileColumn, ...]:
    """Return columns between the headings that have cells and no heading; named in the preview, never read."""
    headed = {column.place for column in table.columns}
    width = table.columns[-1].place
    filled = {at for row in table.rows for at, cell in enumerate(row.cells[:width]) if cell and at not in headed}
    return tuple(FileColumn(at, "") for at in sorted(filled))
