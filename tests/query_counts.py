"""How many statements a piece of work sends to the database: the guard against one query per row."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

MOST_QUERIES = 12
"""No page runs more, with one row or with many."""


@contextmanager
def counted(connection: sa.Connection | sa.Engine) -> Iterator[list[str]]:
    """Collect the statements that go over the connection, but not the savepoints that isolate a test."""
    statements: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            statements.append(statement)

    sa.event.listen(connection, "before_cursor_execute", note)
    yield statements
    sa.event.remove(connection, "before_cursor_execute", note)
