"""What is on record about oneself: by kind, who looked, and what can be asked of HR."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import AuditEvent, Employee, OutboxMessage
from app.queries.personal_data import HELD
from app.services.audit import record_page_read
from app.web.account.data import KIND_WORDS
from tests.builders import NOW, make_checkin, make_employee
from tests.functional.web.conftest import SignIn, token_of


def test_every_table_of_an_export_has_its_words() -> None:
    assert set(KIND_WORDS) == {held.table.__tablename__ for held in HELD if held.exported}


def test_page_counts_ones_own_rows_and_names_who_looked(session: Session, sign_in: SignIn, dee: Employee) -> None:
    for days in range(3):
        make_checkin(session, dee, timestamp=NOW - timedelta(days=days))
    make_checkin(session, make_employee(session))
    sam = make_employee(session, role=Role.MANAGER, name="Sam Lee")
    looker = Viewer(employee_id=sam.id, role=sam.role, timezone=sam.timezone, name=sam.name)
    record_page_read(session, looker, subject_id=dee.id, now=NOW)
    session.commit()
    page = sign_in(employee=dee).open("/account/data")
    shown = dict(zip(page.texts("dt"), page.texts("dd"), strict=False))
    assert shown["Check-ins"] == "3"
    assert "Sam Lee" in page.text


@pytest.mark.parametrize("asked_for", ["copy", "correction", "removal"])
def test_request_reaches_hr_without_a_word_of_the_person(
    session: Session, sign_in: SignIn, dee: Employee, asked_for: str
) -> None:
    hanna = make_employee(session, role=Role.HR, name="Hanna", email="hanna@demo.example")
    session.commit()
    pages = sign_in(employee=dee)
    for _ in range(2):
        pages.client.post("/account/data/requests", data={"csrf_token": token_of(pages), "request": asked_for})
    [message] = session.scalars(sa.select(OutboxMessage).where(OutboxMessage.kind == "data_request"))
    assert message.recipient_id == hanna.id
    assert f"Employee {dee.id} asks for" in message.subject
    assert dee.name not in message.body_text + message.subject
    events = session.scalars(sa.select(AuditEvent.detail).where(AuditEvent.action == "person.data_requested")).all()
    assert events == [{"asked_for": asked_for}] * 2


def test_company_without_hr_is_told(sign_in: SignIn, dee: Employee) -> None:
    pages = sign_in(employee=dee)
    pages.client.post("/account/data/requests", data={"csrf_token": token_of(pages), "request": "copy"})
    assert "Nobody in HR has an address here" in pages.open("/account/data").text


def test_nonsense_asks_nothing(session: Session, sign_in: SignIn, dee: Employee) -> None:
    pages = sign_in(employee=dee)
    pages.client.post("/account/data/requests", data={"csrf_token": token_of(pages), "request": "all the gold"})
    assert "Choose what you ask for." in pages.open("/account/data").text
    assert session.scalar(sa.select(sa.func.count()).select_from(OutboxMessage)) == 0
