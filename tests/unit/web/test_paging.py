"""Lists: what the address asks for, and rows as CSV."""

import csv
import io
from dataclasses import dataclass

import pytest
from flask import Flask

from app.queries.paging import Listing, page_of
from app.web.paging import Column, csv_of, list_url, read_listing, sort_url


@dataclass(frozen=True)
class Row:
    name: str
    days: int | None


ROWS = [Row("Ana", 3), Row("Dee", None), Row("Bo", 1), Row("Cy", 3)]
COLUMNS: tuple[Column[Row], ...] = (
    Column("name", "Name", lambda row: row.name),
    Column("days", "Days", lambda row: row.days, numeric=True),
    Column("note", "Note", lambda _row: "=1+1", sortable=False),
)
SORTS = {column.key: column.value for column in COLUMNS}


def listed(listing: Listing) -> list[str]:
    return [row.name for row in page_of(ROWS, listing, sorts=SORTS, searched=lambda row: row.name).rows]


def read(address: str) -> Listing:
    with Flask("app").test_request_context(address):
        return read_listing(COLUMNS, sort="name")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/", Listing(sort="name")),
        ("/?sort=days&page=3&q=+an+", Listing(sort="days", page=3, search="an")),
        ("/?sort=-days", Listing(sort="days", descending=True)),
        ("/?sort=note", Listing(sort="name")),
        ("/?sort=password_hash&page=-4", Listing(sort="name")),
        ("/?page=many", Listing(sort="name")),
        ("/?format=csv", Listing(sort="name", size=None)),
    ],
)
def test_address_is_read_and_nonsense_falls_back(address: str, expected: Listing) -> None:
    assert read(address) == expected


def test_rows_without_a_value_stand_last_both_ways() -> None:
    assert listed(Listing(sort="days")) == ["Bo", "Ana", "Cy", "Dee"]
    assert listed(Listing(sort="days", descending=True)) == ["Ana", "Cy", "Bo", "Dee"]


def test_page_counts_what_matches() -> None:
    page = page_of(ROWS, Listing(sort="name", size=2, page=2), sorts=SORTS, searched=lambda row: row.name)
    assert ([row.name for row in page.rows], page.total, page.pages, page.first, page.last) == (
        ["Cy", "Dee"],
        4,
        2,
        3,
        4,
    )
    none = page_of(ROWS, Listing(sort="name", search="zz"), sorts=SORTS, searched=lambda row: row.name)
    assert (none.rows, none.total, none.pages, none.first, none.last) == ((), 0, 1, 0, 0)


def test_search_takes_any_case() -> None:
    assert listed(Listing(sort="name", search="DE")) == ["Dee"]


def test_addresses_keep_the_rest_of_the_query() -> None:
    with Flask("app").test_request_context("/people?q=a%26b&sort=name&page=4"):
        assert list_url(page=5) == "/people?q=a%26b&sort=name&page=5"
        assert list_url(q=None) == "/people?sort=name"
        assert list_url(q=None, sort=None) == "/people"
        assert sort_url(COLUMNS[0], Listing(sort="name")) == "/people?q=a%26b&sort=-name"
        assert sort_url(COLUMNS[0], Listing(sort="name", descending=True)) == "/people?q=a%26b&sort=name"


def test_csv_is_read_back_and_runs_no_formula() -> None:
    answer = csv_of("people", COLUMNS, ROWS[:2])
    text = answer.get_data(as_text=True)
    assert text.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(text[1:]))) == [
        ["Name", "Days", "Note"],
        ["Ana", "3", "'=1+1"],
        ["Dee", "", "'=1+1"],
    ]
    assert answer.headers["Content-Disposition"] == 'attachment; filename="people.csv"'


def test_every_cell_of_a_csv_is_quoted() -> None:
    """So that a spreadsheet which takes ; for the comma finds no formula of somebody's in the middle of a cell."""
    text = csv_of("people", COLUMNS, ROWS[:1]).get_data(as_text=True).removeprefix("\ufeff")
    assert text.splitlines() == ['"Name","Days","Note"', '"Ana","3","\'=1+1"']
