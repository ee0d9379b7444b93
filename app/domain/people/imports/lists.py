"""Strengths and KPIs: lists that a file spells in numbered columns, closed up where a column is left empty."""

from collections.abc import Mapping, Sequence

from app.domain.people.imports.cells.fields import Field, Value
from app.domain.people.imports.cells.text import fold
from app.domain.people.imports.rows import ReadRow
from app.domain.people.problems import ProblemKind

_WORD = {ProblemKind.REPEATED_STRENGTH: "strength", ProblemKind.REPEATED_KPI: "KPI"}


def merge_list(row: ReadRow, fields: Sequence[Field], before: Sequence[Value], kind: ProblemKind) -> list[Value]:
    """Return the list after this row: each given place replaced or cleared, the others kept, gaps closed up.

    Reading the same file again changes nothing, although closing up has moved what stands behind a gap.
    """
    given = {place: row.given[field] for place, field in enumerate(fields) if field in row.given}
    if not given or _says_the_same(given, before):
        return list(before)
    places = [given.get(place, before[place] if place < len(before) else None) for place in range(len(fields))]
    for place, value in given.items():
        earlier = [fold(str(one)) for one in places[:place]]
        if value is not None and fold(str(value)) in earlier:
            taken = earlier.index(fold(str(value))) + 1
            row.refuse(fields[place], kind, f"“{value}” is {_WORD[kind]} {taken} already.")
            places[place] = None
    return [value for value in places if value is not None]


def _says_the_same(given: Mapping[int, Value], before: Sequence[Value]) -> bool:
    """Tell whether the list holds the given values in order already, each where closing up would have put it."""
    values = list(given.values())
    if any(value is None or value not in before for value in values) or len(set(values)) < len(values):
        return False
    places = [list(before).index(value) for value in values]
    closed_up = max(given) >= len(before) or values == list(before)
    return closed_up and places == sorted(places) and all(at <= place for at, place in zip(places, given, strict=True))
