"""The directory is found by name, number, telephone and more, and exported."""

import pytest
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.models import EmployeePhone
from tests.builders import make_employee, make_team
from tests.functional.web.conftest import SignIn


@pytest.mark.parametrize("search", ["OBrien", "o'brien", "9001", "3125550142", "555-0177", "north", "Sam Lee"])
def test_a_person_is_found(sign_in: SignIn, session: Session, search: str) -> None:
    sam = make_employee(session, name="Sam Lee", role=Role.MANAGER)
    north = make_team(session, name="North")
    person = make_employee(
        session, id=9001, name="Pat O'Brien", phone="+13125550142", manager_id=sam.id, team_id=north.id
    )
    session.add(EmployeePhone(employee_id=person.id, number="+13125550177"))
    make_employee(session, name="Somebody Else")
    session.commit()
    page = sign_in(Role.HR).open(f"/profiles?q={search}")
    assert "Pat O'Brien" in page.text
    assert "Somebody Else" not in page.text


def test_leavers_stand_apart(sign_in: SignIn, session: Session) -> None:
    make_employee(session, name="Long Gone", active=False)
    session.commit()
    hr = sign_in(Role.HR)
    assert "Long Gone" not in hr.open("/profiles").text
    assert "Long Gone" in hr.open("/profiles?tab=left").text
    assert "Long Gone" in hr.client.get("/profiles?tab=all&format=csv").text
