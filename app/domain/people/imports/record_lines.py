"""Files of records about people (days off, KPI readings) as lines of named cells, before anything is looked up."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.errors import InvalidInput
from app.domain.people.imports.cells.dates import FileOrder, find_order
from app.domain.people.imports.cells.problems import FileProblem
from app.domain.people.imports.headings import fold_heading
from app.domain.people.imports.tables import Table, find_table
from app.domain.people.problems import ProblemKind

MOST_LINES = 2_000
"""As many as are saved while somebody waits for the page."""


@dataclass(frozen=True)
class RecordColumn:
    key: str
    title: str
    words: tuple[str, ...]
    """Further headings that mean it."""
    needed: bool = True
    is_date: bool = False

    def rank(self, heading: str) -> int | None:
        """Return how well a heading names the column, 0 best; None where it does not."""
        words = [fold_heading(word) for word in (self.title, self.key, *self.words)]
        folded = fold_heading(heading)
        return words.index(folded) if folded in words else None


@dataclass(frozen=True)
class RecordLine:
    row: int
    """As the spreadsheet shows it."""
    cells: dict[str, str]
    """By the column's key; what the file leaves empty is "". """


@dataclass(frozen=True)
class RecordLines:
    lines: tuple[RecordLine, ...]
    order: FileOrder
    """How the file writes its dates."""
    decimal_comma: bool


@dataclass(frozen=True)
class LineProblem:
    row: int | None
    """None: the file as a whole."""
    column: str | None
    sentence: str


class BadLines(InvalidInput):
    """Lines that cannot be taken; nothing of the file was."""

    def __init__(self, problems: Sequence[LineProblem]) -> None:
        super().__init__("Nothing was saved. Mend these rows and send the file again.", field="file")
        self.problems = tuple(problems)


class DoubtfulLines(BadLines):
    """Lines whose values are far from the usual: taken once somebody says that they are right."""


@dataclass(frozen=True)
class RecordSheet:
    """What a file of one kind of record holds."""

    columns: tuple[RecordColumn, ...]

    def count_headings(self, record: Sequence[str]) -> int:
        return sum(any(column.rank(cell) is not None for cell in record) for column in self.columns)

    def read(self, records: list[list[str]], *, delimiter: str | None) -> RecordLines:
        """Raise FileProblem for a file without the needed columns."""
        such_as = ", ".join(column.title for column in self.columns if column.needed)
        table = find_table(records, self.count_headings, such_as=such_as, most_rows=MOST_LINES)
        places = self._places(table)
        lines = tuple(
            RecordLine(row.number, {key: _cell(row.cells, place) for key, place in places.items()})
            for row in table.rows
        )
        dates = [line.cells[column.key] for line in lines for column in self.columns if column.is_date]
        return RecordLines(lines, find_order(filter(None, dates)), decimal_comma=delimiter == ";")

    def _places(self, table: Table) -> dict[str, int | None]:
        """Where several headings name a column, the best does: a number before a name."""
        places: dict[str, int | None] = {}
        for column in self.columns:
            ranked = [(rank, each.place) for each in table.columns if (rank := column.rank(each.heading)) is not None]
            if not ranked and column.needed:
                raise FileProblem(ProblemKind.NO_HEADINGS, f"No column is headed {column.title}.")
            places[column.key] = min(ranked)[1] if ranked else None
        return places


def _cell(cells: Sequence[str], place: int | None) -> str:
    return cells[place] if place is not None and place < len(cells) else ""


_WHO = RecordColumn(
    "person",
    "Employee number",
    ("employee no", "employee id", "number", "email", "e-mail", "person", "who", "name", "employee", "technician"),
)
TIME_OFF_SHEET = RecordSheet(
    (
        _WHO,
        RecordColumn("starts_on", "First day", ("from", "start", "start date", "day", "date"), is_date=True),
        RecordColumn("ends_on", "Last day", ("until", "to", "end", "end date"), needed=False, is_date=True),
        RecordColumn("kind", "Kind", ("type", "reason", "leave type"), needed=False),
        RecordColumn("part", "Part of the day", ("half day",), needed=False),
    )
)
READING_SHEET = RecordSheet(
    (
        _WHO,
        RecordColumn("kpi", "KPI", ("measure", "metric", "kpi name")),
        RecordColumn("read_on", "Day", ("date", "on", "reading date"), is_date=True),
        RecordColumn("value", "Value", ("reading", "result", "figure", "amount")),
    )
)
