"""Which person of Odoo is which of ours: by Odoo's id, else by e-mail; an equal name is only asked about."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.people.facts import PersonFacts
from app.domain.people.odoo.records import OdooEmployee

NEW = 0
"""The answer to a question about a name: this is a new person."""


@dataclass(frozen=True, kw_only=True)
class NameQuestion:
    """Somebody of Odoo has the name of unlinked people here, and nothing else says who it is."""

    odoo_id: int
    name: str
    candidates: tuple[int, ...]
    """Employee numbers."""


@dataclass(frozen=True, kw_only=True)
class Matches:
    numbers: Mapping[int, int]
    """Odoo's id → employee number, for those who are in both."""
    new: tuple[OdooEmployee, ...]
    questions: tuple[NameQuestion, ...]


def match_people(
    employees: Sequence[OdooEmployee], ours: Mapping[int, PersonFacts], answers: Mapping[int, int]
) -> Matches:
    """Match everybody. `answers`: Odoo's id → employee number, or NEW, as somebody has chosen."""
    linked = {facts.odoo_id: number for number, facts in ours.items() if facts.odoo_id is not None}
    unlinked = {number: facts for number, facts in ours.items() if facts.odoo_id is None}
    by_email = _unique((_folded(facts.email), number) for number, facts in unlinked.items())
    odoo_emails = Counter(_folded(person.email) for person in employees)
    numbers: dict[int, int] = {}
    new: list[OdooEmployee] = []
    questions: list[NameQuestion] = []
    for person in employees:
        email = _folded(person.email)
        number = linked.get(person.odoo_id) or (by_email.get(email) if odoo_emails[email] == 1 else None)
        number = number or answers.get(person.odoo_id) or None
        candidates = () if number or person.odoo_id in answers else _namesakes(person, unlinked)
        if number:
            numbers[person.odoo_id] = number
        elif candidates:
            questions.append(NameQuestion(odoo_id=person.odoo_id, name=person.name, candidates=candidates))
        elif person.active:
            new.append(person)
    return Matches(numbers=numbers, new=tuple(new), questions=tuple(questions))


def _namesakes(person: OdooEmployee, unlinked: Mapping[int, PersonFacts]) -> tuple[int, ...]:
    return tuple(number for number, facts in unlinked.items() if _folded(facts.name) == _folded(person.name))


def _unique(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Keep the keys that one person has; an empty one says nothing."""
    listed = list(pairs)
    counted = Counter(key for key, _ in listed)
    return {key: number for key, number in listed if key and counted[key] == 1}


def _folded(text: str | None) -> str:
    return " ".join((text or "").split()).casefold()
