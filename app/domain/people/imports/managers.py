"""Managers by number, e-mail or exact name: people of the directory, and those whom the file only now brings."""

from collections.abc import Iterable
from difflib import get_close_matches

from app.domain.people.imports.cells.fields import Field
from app.domain.people.imports.cells.numbers import read_employee_number
from app.domain.people.imports.cells.problems import CellProblem
from app.domain.people.imports.cells.text import fold
from app.domain.people.imports.directory import Directory, Person, plain_name
from app.domain.people.imports.rows import ReadRow
from app.domain.people.problems import ProblemKind

NAMED_REPORTS = 3
MOST_HINTS = 25
"""A search for the name that was meant goes through everybody; a file full of unknown names gets no more."""


def resolve_managers(rows: Iterable[ReadRow], people: Directory) -> None:
    """Put the person in place of what each row says of the manager; `people` as they are after the import."""
    hints = MOST_HINTS
    for row in rows:
        text = row.given.get(Field.MANAGER)
        if isinstance(text, str):
            try:
                row.given[Field.MANAGER] = _manager(text, people, hint=hints > 0).key
            except CellProblem as problem:
                hints -= problem.kind is ProblemKind.UNKNOWN_MANAGER
                del row.given[Field.MANAGER]
                row.refuse(Field.MANAGER, problem.kind, problem.sentence)


def _manager(text: str, people: Directory, *, hint: bool) -> Person:
    found = _find(text, people)
    if len(found) > 1:
        titles = " and ".join(person.title for person in found)
        raise CellProblem(
            ProblemKind.AMBIGUOUS_MANAGER, f"“{text}” may be {titles}. Give the employee number or the e-mail."
        )
    if not found:
        near = get_close_matches(fold(text), people.by_name, n=1, cutoff=0.8) if hint else []
        meant = f" Is it {people.by_name[near[0]][0].title}?" if near else ""
        raise CellProblem(ProblemKind.UNKNOWN_MANAGER, f"“{text}” is nobody in the directory or the file.{meant}")
    return found[0]


def _find(text: str, people: Directory) -> list[Person]:
    try:
        number = read_employee_number(text)
    except CellProblem:
        pass
    else:
        return [people.people[number]] if number in people.people else []
    if "@" in text:
        owner = people.by_email.get(fold(text))
        return [owner] if owner else []
    return people.by_name.get(fold(text)) or people.by_plain_name.get(plain_name(text)) or []


def check_leaving_managers(rows: Iterable[ReadRow], after: Directory) -> None:
    """Refuse to make a manager inactive who still has people: the file has to say who leads them."""
    for row in rows:
        if row.given.get(Field.ACTIVE) is not False or row.known is None or not row.known.active:
            continue
        left = [one.title for one in after.people.values() if one.active and one.get(Field.MANAGER) == row.key]
        if left:
            names = ", ".join(left[:NAMED_REPORTS]) + (" and others" if len(left) > NAMED_REPORTS else "")
            sentence = f"{names} would be led by nobody. Give them another manager in this file."
            row.refuse(Field.ACTIVE, ProblemKind.HAS_REPORTS, sentence)
