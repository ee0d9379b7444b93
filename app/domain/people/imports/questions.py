"""What only a person can answer about a file, and the answers that were given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from app.domain.people.imports.cells.dates import DateOrder
from app.domain.people.imports.cells.fields import Field


class NameOrder(StrEnum):
    """What “Reyes, Ana” is to become."""

    TURN = "turn"
    KEEP = "keep"


@dataclass(frozen=True)
class HeadingQuestion:
    """An unknown heading: is it a misspelling of a known one."""

    given: str
    suggest: Field


@dataclass(frozen=True)
class ColumnsQuestion:
    """Two columns or more for one field: which of them holds it."""

    field: Field
    given: tuple[str, ...]


@dataclass(frozen=True)
class DateOrderQuestion:
    """Whether the day or the month comes first, with both readings of the first such date."""

    first: str
    readings: Mapping[DateOrder, str]


@dataclass(frozen=True)
class NameOrderQuestion:
    """Names such as “Reyes, Ana”: are they to be turned round."""

    first: str
    turned: str
    count: int


Question = HeadingQuestion | ColumnsQuestion | DateOrderQuestion | NameOrderQuestion


@dataclass(frozen=True, kw_only=True)
class Answers:
    date_order: DateOrder | None = None
    name_order: NameOrder | None = None
    columns: Mapping[Field, str] = field(default_factory=lambda: MappingProxyType({}))
    """The heading, or the letter, of the column that holds a field."""
    headings: Mapping[str, Field | None] = field(default_factory=lambda: MappingProxyType({}))
    """What an unknown heading means; None: nothing, pass it over."""
