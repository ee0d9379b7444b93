"""People as a file calls them, within the reach of whoever sent it."""

import pytest
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import Employee
from app.queries.reached_people import load_reached_people
from tests.builders import make_employee
from tests.query_counts import counted


def viewer_of(person: Employee) -> Viewer:
    return Viewer(employee_id=person.id, role=person.role, timezone=person.timezone, name=person.name)


def test_person_is_found_by_number_mail_and_name(session: Session) -> None:
    hr = make_employee(session, role=Role.HR)
    ana = make_employee(session, name="Ana Ruiz", email="ana@demo.example")
    people = load_reached_people(session, viewer_of(hr))
    assert {people.find(text) for text in (str(ana.id), f"000{ana.id}", " ana  RUIZ ", "Ana@demo.example")} == {ana.id}


def test_two_of_one_name_are_asked_for_by_number(session: Session) -> None:
    hr = make_employee(session, role=Role.HR)
    for _ in range(2):
        make_employee(session, name="Ana Ruiz")
    with pytest.raises(InvalidInput, match="Several people are called “Ana Ruiz”"):
        load_reached_people(session, viewer_of(hr)).find("Ana Ruiz")


def test_people_out_of_reach_are_nobody(session: Session) -> None:
    sam, other = (make_employee(session, role=Role.MANAGER) for _ in range(2))
    theirs = make_employee(session, manager_id=sam.id)
    make_employee(session, name="Not Theirs", manager_id=other.id)
    gone = make_employee(session, manager_id=sam.id, active=False)
    people = load_reached_people(session, viewer_of(sam))
    assert people.find(str(theirs.id)) == theirs.id
    for text in ("Not Theirs", str(gone.id), str(other.id)):
        with pytest.raises(InvalidInput, match="none of the people you look after"):
            people.find(text)


def test_the_number_of_queries_does_not_grow(session: Session) -> None:
    hr = viewer_of(make_employee(session, role=Role.HR))
    for _ in range(20):
        make_employee(session)
    with counted(session.get_bind()) as statements:
        load_reached_people(session, hr)
    assert len(statements) == 1
