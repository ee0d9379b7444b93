"""Statements that stand in files, because they are read as SQL."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

SQL = Path(__file__).with_name("sql")


@cache
def statement(*names: str) -> sa.TextClause:
    """Return the statement of `sql/<name>.sql`, or of several files one after the other; read once per process."""
    return sa.text("".join((SQL / f"{name}.sql").read_text() for name in names).rstrip())


def run(session: Session, name: str, given: Mapping[str, Any]) -> sa.CursorResult[Any]:
    """Execute the statement past the ORM, after what the session has not written yet."""
    session.flush()
    return session.connection().execute(statement(name), given)
