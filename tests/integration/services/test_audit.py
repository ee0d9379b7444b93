"""Reading another person's page leaves one line; one's own leaves none."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import AuditEvent, Employee
from app.services.audit import record_audit, record_page_read, record_part_read
from tests.builders import NOW, make_employee


@pytest.fixture
def ana(session: Session) -> Employee:
    return make_employee(session)


@pytest.fixture
def sam(session: Session) -> Viewer:
    employee = make_employee(session, role=Role.MANAGER)
    return Viewer(employee_id=employee.id, role=Role.MANAGER, timezone="UTC", name="Sam")


def lines(session: Session) -> list[tuple[str, int | None, int | None, dict[str, str]]]:
    session.flush()
    rows = session.scalars(select(AuditEvent).order_by(AuditEvent.id))
    return [(row.action, row.actor_id, row.subject_id, row.detail) for row in rows]


def test_line_has_who_what_and_whom(session: Session, ana: Employee) -> None:
    record_audit(session, actor_id=ana.id, action="profile.changed", subject_id=ana.id, detail={"field": "x"}, now=NOW)
    assert lines(session) == [("profile.changed", ana.id, ana.id, {"field": "x"})]


def test_each_opening_of_the_page_leaves_a_line(session: Session, ana: Employee, sam: Viewer) -> None:
    for _ in range(2):
        record_page_read(session, sam, subject_id=ana.id, now=NOW)
    assert lines(session) == [("technician_page.read", sam.employee_id, ana.id, {})] * 2


def test_own_page_and_own_chart_leave_no_line(session: Session, sam: Viewer) -> None:
    record_page_read(session, sam, subject_id=sam.employee_id, now=NOW)
    record_part_read(session, sam, subject_id=sam.employee_id, part="energy", now=NOW)
    assert lines(session) == []


def test_chart_of_an_open_page_adds_nothing(session: Session, ana: Employee, sam: Viewer) -> None:
    record_page_read(session, sam, subject_id=ana.id, now=NOW)
    record_part_read(session, sam, subject_id=ana.id, part="energy", now=NOW + timedelta(minutes=29))
    assert len(lines(session)) == 1


def test_chart_fetched_without_the_page_leaves_a_line(session: Session, ana: Employee, sam: Viewer) -> None:
    record_page_read(session, sam, subject_id=ana.id, now=NOW - timedelta(minutes=30))
    record_part_read(session, sam, subject_id=ana.id, part="energy", now=NOW)
    assert lines(session)[-1] == ("technician_page.read", sam.employee_id, ana.id, {"part": "energy"})
