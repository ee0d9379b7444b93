"""The directory as a file meets it: people by number, e-mail and name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from app.domain.people.facts import PersonFacts
from app.domain.people.imports.cells.fields import Field, Value
from app.domain.people.imports.cells.text import fold

Key = int
"""An employee number; for a person who is yet to be given one, the row of the file with a minus."""
Values = Mapping[Field, Value]


@dataclass(frozen=True)
class Person:
    key: Key
    values: Values
    """Without those that are empty."""
    facts: PersonFacts | None = None
    """What the directory records; None for a person whom only the file knows."""

    def get(self, field: Field) -> Value:
        return self.values.get(field)

    @property
    def name(self) -> str:
        return str(self.values.get(Field.NAME, ""))

    @property
    def active(self) -> bool:
        return self.values.get(Field.ACTIVE) is True

    @property
    def title(self) -> str:
        """The name, and the number that tells people of one name apart."""
        return f"{self.name} ({self.key})" if self.key > 0 else f"{self.name} (row {-self.key})"


@dataclass(frozen=True)
class Directory:
    people: Mapping[Key, Person] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, people: Iterable[Person]) -> "Directory":
        return cls({person.key: person for person in people})

    def over(self, finals: Mapping[Key, Values]) -> "Directory":
        """Return the directory as it is with these people's values put over it."""
        known = self.people
        changed = {
            key: Person(key, values, known[key].facts if key in known else None) for key, values in finals.items()
        }
        return Directory({**known, **changed})

    @cached_property
    def by_email(self) -> Mapping[str, Person]:
        return {
            fold(str(person.get(Field.EMAIL))): person for person in self.people.values() if person.get(Field.EMAIL)
        }

    @cached_property
    def by_name(self) -> Mapping[str, list[Person]]:
        return _grouped((fold(person.name), person) for person in self.people.values())

    @cached_property
    def by_plain_name(self) -> Mapping[str, list[Person]]:
        """By name without apostrophes: O'Brien is also found as OBrien."""
        return _grouped((plain_name(person.name), person) for person in self.people.values())


def _grouped(pairs: Iterable[tuple[str, Person]]) -> Mapping[str, list[Person]]:
    groups: dict[str, list[Person]] = defaultdict(list)
    for key, person in pairs:
        groups[key].append(person)
    return groups


def plain_name(name: str) -> str:
    return re.sub(r"['’‘`´]", "", fold(name))
