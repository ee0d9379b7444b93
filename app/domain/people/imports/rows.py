"""One row of the file: who it is about, and what it says of that person."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.people.imports.cells.fields import NAME_PARTS, NEVER_EMPTY, Field, Value, label
from app.domain.people.imports.cells.problems import CellProblem, RowProblem
from app.domain.people.imports.cells.text import Said, fold, said
from app.domain.people.imports.columns import Columns
from app.domain.people.imports.directory import Directory, Key, Person
from app.domain.people.imports.names import is_turned, join_name, turn_name
from app.domain.people.imports.questions import NameOrder
from app.domain.people.imports.readers import Reader
from app.domain.people.imports.tables import SheetRow
from app.domain.people.imports.written import written
from app.domain.people.problems import ProblemKind

Progress = Callable[[int, int | None, str], None]
"""Is told how many rows are done, of how many if that is known, and in what step; may raise to end the work."""
TOLD_EVERY = 250
"""Rows."""
IDENTITY = (Field.EMPLOYEE_NUMBER, Field.EMAIL)


@dataclass
class ReadRow:
    """A row with what it says: None where a cell clears, no entry where it keeps."""

    number: int
    known: Person | None = None
    given: dict[Field, Value] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)
    whole: bool = True
    """False where the row cannot be read as one about a person; then it reports only that."""

    @property
    def key(self) -> Key:
        if self.known is not None:
            return self.known.key
        number = self.given.get(Field.EMPLOYEE_NUMBER)
        return number if isinstance(number, int) else -self.number

    def refuse(self, field: Field | None, kind: ProblemKind, sentence: str) -> None:
        self.problems.append(RowProblem(self.number, field, kind, sentence))

    def wrong(self, field: Field) -> bool:
        return any(problem.field is field for problem in self.problems)


@dataclass(frozen=True)
class RowReader:
    columns: Columns
    readers: Mapping[Field, Reader]
    directory: Directory
    name_order: NameOrder | None

    def read_all(self, rows: Sequence[SheetRow], progress: Progress) -> list[ReadRow]:
        read = []
        for done, row in enumerate(rows):
            if done % TOLD_EVERY == 0:
                progress(done, len(rows), "Reading the rows")
            read.append(self._read(row))
        return read

    def _read(self, row: SheetRow) -> ReadRow:
        read = ReadRow(row.number)
        if row.overfull:
            sentence = "More cells than headings: a comma or another delimiter inside a cell moved the rest along."
            read.refuse(None, ProblemKind.TOO_MANY_CELLS, sentence)
        else:
            self._take(read, row, Field.EMPLOYEE_NUMBER)
        if read.problems:
            read.whole = False
            return read
        self._take(read, row, Field.EMAIL)
        read.known = self._find(read)
        for column in self.columns.places:
            if column not in IDENTITY and column not in NAME_PARTS:
                self._take(read, row, column)
        if any(part in self.columns.places for part in NAME_PARTS):
            self._take(read, row, Field.NAME)
        return read

    def _find(self, read: ReadRow) -> Person | None:
        """Find by the number, else by the e-mail. A telephone alone never identifies."""
        number, email = (read.given.get(field) for field in IDENTITY)
        if isinstance(number, int):
            return self.directory.people.get(number)
        return self.directory.by_email.get(fold(email)) if isinstance(email, str) else None

    def _take(self, read: ReadRow, row: SheetRow, field: Field) -> None:
        try:
            answer = self._answer(read, self._text(row, field), field)
        except CellProblem as problem:
            read.refuse(field, problem.kind, problem.sentence)
            return
        if answer is not Said.KEEP:
            read.given[field] = None if answer is Said.CLEAR else answer

    def _answer(self, read: ReadRow, text: str, field: Field) -> Value | Said:
        answer = said(text, field)
        if answer is Said.CLEAR and field in NEVER_EMPTY:
            raise CellProblem(ProblemKind.REQUIRED, f"{label(field)} cannot be empty.")
        if isinstance(answer, Said):
            return answer
        if read.known is not None and read.known.get(field) is not None and answer == written(read.known.get(field)):
            return read.known.get(field)  # what the export wrote is right, even where today it could not be typed
        return self.readers[field](answer)

    def _text(self, row: SheetRow, field: Field) -> str:
        if field is not Field.NAME:
            return self.columns.cell(row, field)
        joined = join_name(*(self.columns.cell(row, part) for part in NAME_PARTS))
        name = joined or self.columns.cell(row, field)
        return turn_name(name) if self.name_order is NameOrder.TURN and is_turned(name) else name
