"""The people in a viewer's reach by all that a file may call them: number, e-mail, exact name."""

from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput
from app.domain.people.imports.cells.numbers import read_employee_number
from app.domain.people.imports.cells.problems import CellProblem
from app.domain.people.imports.cells.text import fold
from app.domain.viewers import Viewer
from app.models import Employee
from app.queries.reach import visible_employees


@dataclass(frozen=True)
class ReachedPeople:
    numbers: set[int] = field(default_factory=set)
    by_words: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """By folded name and folded e-mail."""

    def find(self, text: str) -> int:
        """Return whose number, e-mail or exact name it is; InvalidInput says why nobody's or several people's."""
        meant = self._meant(text)
        if not meant:
            raise InvalidInput(f"“{text}” is none of the people you look after.", field="person")
        if len(meant) > 1:
            raise InvalidInput(f"Several people are called “{text}”. Give the employee number.", field="person")
        return meant[0]

    def _meant(self, text: str) -> list[int]:
        try:
            number = read_employee_number(text)
        except CellProblem:
            return self.by_words.get(fold(text), [])
        return [number] if number in self.numbers else []


def load_reached_people(session: Session, viewer: Viewer) -> ReachedPeople:
    """Active people only; one query."""
    people = ReachedPeople()
    query = select(Employee.id, Employee.name, Employee.email).where(
        Employee.active, Employee.id.in_(visible_employees(viewer))
    )
    for row in session.execute(query.order_by(Employee.id)):
        people.numbers.add(row.id)
        for words in {fold(row.name), fold(row.email or "")} - {""}:
            people.by_words[words].append(row.id)
    return people
