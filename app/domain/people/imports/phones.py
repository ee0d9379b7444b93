"""The telephone of somebody who has left passes on to a colleague who is given it."""

from collections.abc import Iterable

from app.domain.people.imports.cells.fields import Field, Value
from app.domain.people.imports.directory import Directory, Key
from app.domain.people.imports.rows import ReadRow


def pass_on(rows: Iterable[ReadRow], finals: dict[Key, dict[Field, Value]], directory: Directory) -> dict[Key, int]:
    """Take given numbers away from inactive people who only keep them, in `finals`.

    Returns the people who have no row of their own, with the row that takes their number.
    """
    rows = list(rows)
    givers = {str(row.given[Field.PHONE]): row for row in rows if row.given.get(Field.PHONE) is not None}
    keeping = {row.key for row in rows if Field.PHONE not in row.given}
    own_rows = {row.key for row in rows}
    leavers: dict[Key, int] = {}
    for key, person in directory.people.items():
        values = finals.get(key, person.values)
        giver = givers.get(str(values.get(Field.PHONE)))
        if giver is None or giver.key == key or values.get(Field.ACTIVE) is True:
            continue
        if key in keeping or key not in own_rows:
            finals[key] = {field: value for field, value in values.items() if field is not Field.PHONE}
            if key not in own_rows:
                leavers[key] = giver.number
    return leavers
