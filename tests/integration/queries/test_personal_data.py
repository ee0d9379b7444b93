"""The inventory names every column of every table, each once."""

from pathlib import Path

import pytest

from app.models import Base
from app.queries.held_data import Held
from app.queries.personal_data import HELD, NOBODYS, held_tables

TABLES = {table.name: table for table in Base.metadata.sorted_tables}


def test_every_table_is_in_the_inventory_or_holds_nobody() -> None:
    assert set(held_tables()) | NOBODYS == set(TABLES)
    assert set(held_tables()) & NOBODYS == set()


@pytest.mark.parametrize("held", HELD, ids=lambda held: held.table.__tablename__)
def test_every_column_is_listed_once(held: Held) -> None:
    table = held.table.__tablename__
    listed = held.listed
    assert sorted(listed) == sorted(column.name for column in TABLES[table].columns)


@pytest.mark.parametrize("held", HELD, ids=lambda held: held.table.__tablename__)
def test_what_stays_says_why(held: Held) -> None:
    stays = not held.deleted
    assert bool(held.why) is stays


def test_the_document_says_what_the_inventory_says() -> None:
    document = (Path(__file__).parents[3] / "docs" / "personal-data.md").read_text()
    table = document.partition("<!-- inventory: begin -->")[2].partition("<!-- inventory: end -->")[0]
    written = [line.split(" | ")[0].strip("| `") for line in table.splitlines() if line.startswith("| `")]
    assert written == [held.table.__tablename__ for held in HELD]
    for held in HELD:
        [line] = [line for line in table.splitlines() if line.startswith(f"| `{held.table.__tablename__}` |")]
        assert held.why in line
        assert ("the rows are deleted" in line) is held.deleted
        assert {name for name in (held.clear + " " + held.figures).split() if not held.deleted} <= set(line.split("`"))
