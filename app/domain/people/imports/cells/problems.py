"""Problems of a file by row and column. The kinds are those of every other way to change a person."""

from dataclasses import dataclass

from app.domain.errors import InvalidInput
from app.domain.people.imports.cells.fields import Field
from app.domain.people.problems import ProblemKind


class CellProblem(InvalidInput):
    """A cell that cannot be taken, with the reason and the way out."""

    def __init__(self, kind: ProblemKind, sentence: str) -> None:
        super().__init__(sentence)
        self.kind = kind


class FileProblem(CellProblem):
    """The file as a whole cannot be read; `row` where the trouble begins, if that is known."""

    def __init__(self, kind: ProblemKind, sentence: str, *, row: int | None = None) -> None:
        super().__init__(kind, sentence)
        self.row = row


@dataclass(frozen=True)
class RowProblem:
    row: int | None
    """As the spreadsheet shows it; None for the whole file."""
    field: Field | None
    """None for the whole row."""
    kind: ProblemKind
    sentence: str

    @property
    def place(self) -> tuple[int, int]:
        """Sorts problems as they stand in the file."""
        return (self.row or 0, list(Field).index(self.field) if self.field else -1)
