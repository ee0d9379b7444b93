"""Days off in the browser: added, refused, changed, taken back, and the calendar."""

import io
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.domain.mornings.workdays import DayPart
from app.domain.permissions import Role
from app.models import Employee, TimeOff
from tests.builders import TODAY, make_employee, make_time_off
from tests.functional.web.conftest import SignedInPages, SignIn, token_of


def test_a_manager_enters_days_off_of_the_own_people(
    sign_in: SignIn, session: Session, sam: Employee, dee: Employee
) -> None:
    stranger = make_employee(session, name="Somebody Else")
    session.commit()
    pages = sign_in(employee=sam)
    typed: dict[str, Any] = {"starts_on": "2098-01-06", "ends_on": "2098-01-08", "kind": "vacation"}
    page = pages.submit(pages.open("/time-off"), "/time-off", person=f"Dee Okafor · {dee.id}", **typed)
    assert "Dee Okafor North" in page.text
    refused = pages.submit(pages.open("/time-off"), "/time-off", status=422, person=str(stranger.id), **typed)
    assert refused.error_beside("person") == "Choose one of the people you look after."
    again = pages.submit(pages.open("/time-off"), "/time-off", status=422, person=str(dee.id), **typed)
    assert again.error_beside("starts_on").startswith("Off already: 6 Jan 2098 to 8 Jan 2098")


def test_an_entry_is_changed_and_taken_back(sign_in: SignIn, session: Session, sam: Employee, dee: Employee) -> None:
    entry = make_time_off(session, dee)
    session.commit()
    pages = sign_in(employee=sam)
    pages.submit(pages.open(f"/time-off/{entry.id}"), f"/time-off/{entry.id}", part="afternoon")
    session.refresh(entry)
    assert entry.part is DayPart.AFTERNOON
    pages.submit(pages.open(f"/time-off/{entry.id}"), f"/time-off/{entry.id}/cancel")
    assert session.scalars(sa.select(TimeOff)).all() == []


def test_the_calendar_shows_who_is_off_and_not_why(
    sign_in: SignIn, session: Session, sam: Employee, dee: Employee
) -> None:
    make_time_off(session, dee, kind="sick")
    session.commit()
    page = sign_in(employee=sam).open("/time-off/calendar?week=2026-W47")
    assert [cell.get("class", "").strip() for cell in page.all("td") if "●" in "".join(cell.itertext())] == ["off-day"]
    assert "sick" not in page.text


def test_hr_lists_everybodys(sign_in: SignIn, session: Session, dee: Employee) -> None:
    make_time_off(session, dee, starts_on=TODAY - timedelta(days=30))
    session.commit()
    assert "Dee Okafor" in sign_in(Role.HR).client.get("/time-off?tab=past&format=csv").text


def send_file(pages: SignedInPages, content: bytes) -> TestResponse:
    data = {"csrf_token": token_of(pages), "file": (io.BytesIO(content), "leave.csv")}
    return pages.client.post("/time-off/file", data=data, content_type="multipart/form-data")


def test_a_file_is_saved_whole_or_not_at_all(sign_in: SignIn, session: Session, sam: Employee, dee: Employee) -> None:
    pages = sign_in(employee=sam)
    head, right, wrong = "Employee number,First day\n", f"{dee.id},2026-12-21\n", "999999,2026-12-22\n"
    refused = send_file(pages, (head + right + wrong).encode())
    assert refused.status_code == 422
    assert "Row 3, Employee number: “999999” is none of the people you look after." in refused.text
    assert session.scalars(sa.select(TimeOff)).all() == []
    assert send_file(pages, (head + right).encode()).status_code == 302
    assert "1 entry saved." in pages.open("/time-off").text
    assert send_file(pages, b"").status_code == 422


def test_the_template_is_a_file_that_can_be_sent(sign_in: SignIn, session: Session, sam: Employee) -> None:
    pages = sign_in(employee=sam)
    template = pages.client.get("/time-off/template.csv")
    assert send_file(pages, template.data).status_code == 302
