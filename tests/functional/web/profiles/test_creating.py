"""HR adds a technician in the browser; a moment later the line knows them."""

from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.models import Employee, TechProfile
from tests.builders import make_employee, make_team
from tests.functional.web.conftest import SignedInPages, SignIn

NEW: dict[str, Any] = {
    "name": "Ana Ruiz",
    "phone": "(312) 555-0142",
    "started_on": "2026-11-02",
    "timezone": "America/Chicago",
}


@pytest.fixture
def hr(sign_in: SignIn) -> SignedInPages:
    return sign_in(Role.HR)


def add(hr: SignedInPages, **typed: Any) -> Any:
    return hr.submit(hr.open("/profiles/new"), "/profiles/new", **NEW | typed)


def test_a_new_technician_is_recognised_with_strengths_and_goal(
    hr: SignedInPages, session: Session, client: FlaskClient, vapi_headers: dict[str, str]
) -> None:
    coaching = add(hr)
    number = int(coaching.path.split("/")[2])
    typed: dict[str, Any] = {"strength_1": "Achiever", "strength_2": "Woo"}
    goal = "Cut callbacks to 3 a week."
    hr.submit(coaching, f"/profiles/{number}/coaching", current_90day_goal=goal, **typed)
    call = {"id": "call-1", "type": "inboundPhoneCall", "customer": {"number": "+13125550142"}}
    tool = {"id": "t1", "type": "function", "function": {"name": "get_tech_checkin_context", "arguments": {}}}
    message = {"type": "tool-calls", "call": call, "toolCallList": [tool]}
    answer = client.post("/vapi/webhook", json={"message": message}, headers=vapi_headers).get_json()
    told = answer["results"][0]["result"]
    assert '"top_strengths":["Achiever","Woo"]' in told.replace(": ", ":").replace(", ", ",")
    assert goal in told


def test_the_line_of_expectation_follows_what_is_typed(hr: SignedInPages) -> None:
    page = hr.open("/profiles/new")
    token = page.all("input", name="csrf_token")[0].get("value", "")
    typed = {**NEW, "workdays": ["2", "3", "4"], "csrf_token": token}
    told = hr.client.post("/profiles/expects", data=typed).text
    assert told.startswith("The line expects Ana Tue–Thu by 10:00 Chicago; next: ")


def test_the_number_may_be_given(hr: SignedInPages, session: Session) -> None:
    assert add(hr, employee_id="9001").path == "/profiles/9001/coaching"
    again = add(hr, employee_id="9001", phone="(312) 555-0143", status=422)
    assert again.error_beside("employee_id") == "Somebody has this number already."


def test_manager_and_team_are_chosen(hr: SignedInPages, session: Session) -> None:
    sam, north = make_employee(session, name="Sam Lee", role=Role.MANAGER), make_team(session, name="North")
    session.commit()
    number = int(add(hr, manager_id=f"Sam Lee · {sam.id}", team_id=str(north.id)).path.split("/")[2])
    created = session.get_one(Employee, number)
    assert (created.manager_id, created.team_id, created.phone) == (sam.id, north.id, "+13125550142")


@pytest.mark.parametrize(
    ("typed", "field", "error"),
    [
        ({"name": "   "}, "name", "A name is needed; one word is enough."),
        ({"phone": "(312) 555-0142 x7"}, "phone", "A number with an extension"),
        ({"further_phones": "12"}, "further_phones", "12 is not a valid number"),
        ({"email": "ana@home"}, "email", "This is not an e-mail address."),
        ({"manager_id": "Nobody"}, "manager_id", "Nobody active is found by “Nobody”: choose from the list."),
        ({"started_on": "soon"}, "started_on", "Not a valid date value."),
    ],
)  # fmt: skip
def test_errors_stand_beside_their_field_and_what_was_typed_is_kept(
    hr: SignedInPages, typed: dict[str, str], field: str, error: str
) -> None:
    page = add(hr, job_title="Field technician", **typed, status=422)
    assert page.error_beside(field).startswith(error)
    [kept] = page.all("input", name="job_title")
    assert kept.get("value") == "Field technician"


def test_a_taken_telephone_names_the_other_person(hr: SignedInPages, session: Session) -> None:
    other = make_employee(session, name="Ben Ortiz", phone="+13125550142")
    session.commit()
    page = add(hr, status=422)
    assert page.error_beside("phone") == f"+13125550142 is Ben Ortiz's (number {other.id})."


def test_a_name_is_cleaned_of_what_nobody_sees(hr: SignedInPages, session: Session) -> None:
    add(hr, name="\u202eAna \u00a0 Rui\u0301z\u200b\x00")
    assert session.scalars(sa.select(Employee.name).where(Employee.phone == "+13125550142")).one() == "Ana Ruíz"


def test_only_hr_adds(sign_in: SignIn) -> None:
    for role in set(Role) - {Role.HR}:
        assert sign_in(role).client.get("/profiles/new").status_code == 403


def test_nothing_about_coaching_makes_no_profile(hr: SignedInPages, session: Session) -> None:
    add(hr)
    assert session.scalars(sa.select(TechProfile)).all() == []
