"""What an import would do: plain values, so that it can be shown, stored, compared and carried out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.people.imports.cells.fields import Field, Value
from app.domain.people.imports.cells.problems import RowProblem
from app.domain.people.imports.directory import Key, Values
from app.domain.people.imports.questions import Question
from app.domain.people.imports.tables import Table


class RowVerdict(StrEnum):
    ADD = "add"
    CHANGE = "change"
    SAME = "same"
    ERROR = "error"


@dataclass(frozen=True, kw_only=True)
class PlannedPerson:
    """One person whom the file touches: their row, or that of the person who takes over their telephone."""

    row: int
    key: Key
    name: str
    verdict: RowVerdict
    after: Values = field(default_factory=dict)
    """All values that are not empty, once the import is done."""
    changes: Mapping[Field, tuple[Value, Value]] = field(default_factory=dict)
    """Before and after, of the fields that differ."""
    problems: tuple[RowProblem, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Plan:
    people: tuple[PlannedPerson, ...] = ()
    questions: tuple[Question, ...] = ()
    kind: str = ""
    """Encoding of the text file, or the workbook's sheet."""
    delimiter: str | None = None
    ignored_columns: tuple[str, ...] = ()
    new_teams: tuple[str, ...] = ()
    table: Table | None = None
    """The cells as read, for the file of bad rows."""
    file_problem: RowProblem | None = None

    @property
    def problems(self) -> list[RowProblem]:
        """All of them, as they stand in the file."""
        if self.file_problem is not None:
            return [self.file_problem]
        return sorted((problem for person in self.people for problem in person.problems), key=lambda one: one.place)

    @property
    def ready(self) -> bool:
        """Nothing is wrong and nothing is open: it may be carried out."""
        return not self.questions and not self.problems

    def count(self, verdict: RowVerdict) -> int:
        return sum(person.verdict is verdict for person in self.people)

    def having(self, verdict: RowVerdict) -> list[PlannedPerson]:
        return [person for person in self.people if person.verdict is verdict]
