"""Statements that stand in files, because they are read as SQL."""

from functools import cache
from pathlib import Path

import sqlalchemy as sa

SQL = Path(__file__).with_name("sql")


@cache
def statement(name: str) -> sa.TextClause:
    """Return `sql/<name>.sql`, read once per process."""
    return sa.text((SQL / f"{name}.sql").read_text())
