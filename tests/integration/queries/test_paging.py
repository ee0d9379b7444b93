"""The same lists in SQL."""

from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Employee
from app.queries.paging import Listing, Page, fetch_page
from tests.builders import make_employee


@dataclass(frozen=True)
class Row:
    name: str
    job_title: str | None


@pytest.fixture(autouse=True)
def people(session: Session) -> None:
    for name, title in (("Ana", "Lead"), ("Bo", None), ("Cy 100%", "Lead"), ("Dee_x", "Helper")):
        make_employee(session, name=name, job_title=title)


def fetch(session: Session, listing: Listing) -> Page[Row]:
    statement: Any = select(Employee.name, Employee.job_title)
    return fetch_page(
        session,
        statement,
        listing,
        sorts={"name": Employee.name, "title": Employee.job_title, "": Employee.id},
        searched=(Employee.name, Employee.job_title),
        make=Row,
    )


def names(page: Page[Row]) -> list[str]:
    return [row.name for row in page.rows]


def test_sorts_with_unknown_last_and_ties_by_key(session: Session) -> None:
    assert names(fetch(session, Listing(sort="title"))) == ["Dee_x", "Ana", "Cy 100%", "Bo"]
    assert names(fetch(session, Listing(sort="title", descending=True))) == ["Ana", "Cy 100%", "Dee_x", "Bo"]


def test_pages_and_counts(session: Session) -> None:
    page = fetch(session, Listing(sort="name", page=2, size=3))
    assert (names(page), page.total, page.pages, page.first, page.last) == (["Dee_x"], 4, 2, 4, 4)


@pytest.mark.parametrize(
    ("search", "found"),
    [("lead", ["Ana", "Cy 100%"]), ("100%", ["Cy 100%"]), ("%", ["Cy 100%"]), ("e_x", ["Dee_x"]), ("\\", [])],
)
def test_search_is_literal_in_any_case(session: Session, search: str, found: list[str]) -> None:
    assert names(fetch(session, Listing(sort="name", search=search))) == found


def test_export_has_all_rows(session: Session) -> None:
    assert len(fetch(session, Listing(sort="name", size=None)).rows) == 4
