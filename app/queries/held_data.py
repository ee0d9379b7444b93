"""What one table holds about a person, and what an erasure makes of its columns; the list is personal_data.py."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.models import AuditEvent, Base

Whose = Callable[[int], sa.ColumnElement[bool]]


@dataclass(frozen=True, kw_only=True)
class Held:
    """One table, and its rows about a person; column names with blanks between."""

    table: type[Base]
    whose: Whose
    name: str = ""
    """Names of the person: replaced by "erased person 203"."""
    clear: str = ""
    """Emptied: null, or the column's empty value."""
    figures: str = ""
    """JSON of which numbers and times stay and every text goes."""
    keep: str = ""
    """Stays: it says nothing of who the person is without what is removed."""
    others: str = ""
    """About other people, or for the machine alone: stays, and is in no export."""
    never: str = ""
    """Secrets: in no export, and gone with their row."""
    deleted: bool = False
    """The rows go whole."""
    why: str = ""
    """Why what stays stays."""

    @property
    def listed(self) -> list[str]:
        """Every column that is named, as often as it is."""
        parts = (self.name, self.clear, self.figures, self.keep, self.others, self.never)
        return " ".join(parts).split()

    @property
    def exported(self) -> list[str]:
        """In the order of the table."""
        given = set(f"{self.name} {self.clear} {self.figures} {self.keep}".split())
        return [column.name for column in self.table.__table__.columns if column.name in given]

    def rows(self, employee_id: int) -> sa.Select[Any]:
        """Select what an export gives of the person, the oldest first."""
        columns = [self.table.__table__.c[name] for name in self.exported]
        keys = list(self.table.__table__.primary_key)
        return sa.select(*columns).select_from(self.table).where(self.whose(employee_id)).order_by(*keys)


def kept_and_why(tables: Iterable[Held]) -> list[tuple[str, str]]:
    """Return of each table that keeps something its name and the reason."""
    return [(str(held.table.__tablename__), held.why) for held in tables if held.why]


def own(column: Any) -> Whose:
    """Rows that name the person in this column."""
    return lambda employee_id: column == employee_id


def texts() -> Iterator[tuple[sa.Table, sa.Column[Any]]]:
    """Yield every column that can hold words, but those of audit lines, which nobody's statement changes."""
    for table in Base.metadata.sorted_tables:
        if table.name != AuditEvent.__tablename__:
            yield from ((table, column) for column in table.columns if _holds_words(column))


def _holds_words(column: sa.Column[Any]) -> bool:
    is_enum = isinstance(column.type, sa.Enum)
    return isinstance(column.type, (sa.Text, sa.String, sa.JSON)) and not is_enum and not column.foreign_keys
