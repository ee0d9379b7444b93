"""What people have decided about a sync, and what a sync has to tell them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.people.odoo.records import OdooEmployee


@dataclass(frozen=True, kw_only=True)
class Choices:
    answers: Mapping[int, int]
    """Odoo's id → employee number, or NEW, for people of whom only the name was known."""
    written_here: Mapping[int, frozenset[str]]
    """By employee number the fields whose present value was written here, not by a sync."""
    taken: frozenset[tuple[int, str]] = frozenset()
    """Employee number and field for which Odoo's value was chosen."""
    leavers_confirmed: bool = False

    def keeps_ours(self, number: int, field: str) -> bool:
        return field in self.written_here.get(number, frozenset()) and (number, field) not in self.taken


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """Odoo and we say different things, and ours was written here: it stays until somebody takes Odoo's value."""

    number: int
    field: str
    ours: Any
    odoo: Any


@dataclass(frozen=True, kw_only=True)
class Skipped:
    """One value of Odoo's that cannot be taken; the rest of the person is."""

    odoo_id: int
    name: str
    field: str
    sentence: str

    @classmethod
    def of(cls, person: OdooEmployee, field: str, sentence: str) -> "Skipped":
        return cls(odoo_id=person.odoo_id, name=person.name, field=field, sentence=sentence)
