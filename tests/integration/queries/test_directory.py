"""The directory by tab and search, in two queries for any number of people."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.queries.directory import DirectoryTab, list_directory
from app.queries.paging import Listing
from tests.builders import make_employee
from tests.query_counts import counted


def names(session: Session, tab: DirectoryTab = DirectoryTab.ALL, **listing: Any) -> list[str]:
    return [row.name for row in list_directory(session, tab, Listing(**{"sort": "name"} | listing)).rows]


def test_tabs_part_those_who_left(session: Session) -> None:
    make_employee(session, name="Here")
    make_employee(session, name="Left", active=False)
    assert {tab: names(session, tab) for tab in DirectoryTab} == {
        DirectoryTab.ACTIVE: ["Here"],
        DirectoryTab.LEFT: ["Left"],
        DirectoryTab.ALL: ["Here", "Left"],
    }


@pytest.mark.parametrize(("search", "found"), [("312555", ["Ana"]), ("%", []), ("zzz", []), ("9001", ["Ana"])])
def test_digits_search_telephones_and_numbers(session: Session, search: str, found: list[str]) -> None:
    make_employee(session, id=9001, name="Ana", phone="+13125550142")
    make_employee(session, id=8000, name="Ben", phone="+17735550143")
    assert names(session, search=search) == found


def test_sorting_by_name_takes_no_notice_of_capitals(session: Session) -> None:
    for name in ("bea", "Ana", "Cai"):
        make_employee(session, name=name)
    assert names(session) == ["Ana", "bea", "Cai"]
    assert names(session, descending=True) == ["Cai", "bea", "Ana"]


def test_the_number_of_queries_is_two(session: Session) -> None:
    for _ in range(30):
        make_employee(session)
    with counted(session.get_bind()) as statements:
        list_directory(session, DirectoryTab.ALL, Listing(sort="name"))
    assert len(statements) == 2
