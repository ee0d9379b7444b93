"""Lists of the API in a constant number of queries, and only what the viewer may read in the statement."""

import pytest
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.queries.api_lists import ListAsked, list_api_checkins, list_api_people
from app.settings import Settings
from tests.builders import make_checkin, make_employee
from tests.query_counts import counted


def viewer(session: Session, role: Role) -> Viewer:
    person = make_employee(session, role=role)
    return Viewer(employee_id=person.id, role=role, timezone=person.timezone, name=person.name)


@pytest.mark.parametrize("people", [1, 30])
def test_one_statement_a_page(session: Session, settings: Settings, people: int) -> None:
    dispatcher = viewer(session, Role.DISPATCHER)
    for _ in range(people):
        make_checkin(session, make_employee(session), energy_level=2)
    with counted(session.get_bind()) as statements:
        page = list_api_checkins(session, dispatcher, ListAsked(limit=20), settings)
    assert len(statements) == 1
    assert "energy_level" not in statements[0]
    assert len(page.rows) == min(people, 20)


def test_a_page_begins_after_the_last_row_of_the_one_before(session: Session) -> None:
    hr = viewer(session, Role.HR)
    for _ in range(4):
        make_employee(session)
    first = list_api_people(session, hr, ListAsked(limit=3))
    assert first.next_after == first.rows[-1]["employee_number"]
    second = list_api_people(session, hr, ListAsked(limit=3, after=first.next_after or 0))
    assert second.next_after is None
    numbers = [row["employee_number"] for row in (*first.rows, *second.rows)]
    assert numbers == sorted(set(numbers))
    assert len(numbers) == 5
