"""Values as the export writes them, and as an import reads them back."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any

from app.domain.people.imports.cells.fields import Value
from app.domain.phrases import say_workdays

_WRITERS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (bool, lambda value: "yes" if value else "no"),
    (Decimal, lambda value: f"{value.normalize():f}"),
    (date, date.isoformat),
    (time, lambda value: f"{value:%H:%M}"),
    (tuple, say_workdays),
)


def written(value: Value) -> str:
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return write(value)
    return "" if value is None else str(value)


def write_rows(fields: Sequence[str], people: Sequence[Mapping[str, Value]]) -> list[list[str]]:
    """Return the cells of each person, as wide as the heading."""
    return [[written(person.get(field)) for field in fields] for person in people]
