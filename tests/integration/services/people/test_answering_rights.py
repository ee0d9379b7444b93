"""Asking for an export or an erasure: once at a time, with a line, and not for everybody."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput, NotAllowed
from app.domain.long_jobs import JobKind
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import AuditEvent, Employee
from app.services.people.answering_rights import ask_for_export, ask_to_erase
from tests.builders import NOW, make_employee


@pytest.fixture
def ana(session: Session) -> Employee:
    return make_employee(session, name="Ana Ruiz")


@pytest.fixture
def hr(session: Session) -> Viewer:
    hanna = make_employee(session, role=Role.HR)
    return Viewer(employee_id=hanna.id, role=Role.HR, timezone="UTC", name=hanna.name)


def test_export_is_asked_for_once_at_a_time_and_titled_without_the_name(
    session: Session, hr: Viewer, ana: Employee
) -> None:
    first, again = (ask_for_export(session, hr, ana, now=NOW) for _ in range(2))
    assert first.id == again.id
    assert (first.kind, first.title, first.arguments) == (
        JobKind.EXPORT_PERSON, f"employee {ana.id}", {"employee": ana.id}
    )  # fmt: skip
    line = session.scalars(select(AuditEvent)).first()
    assert line is not None
    assert (line.action, line.actor_id, line.subject_id) == ("person.export_asked", hr.employee_id, ana.id)


def test_export_of_another_colleague_is_their_own(session: Session, hr: Viewer, ana: Employee) -> None:
    other = Viewer(employee_id=make_employee(session).id, role=Role.HR, timezone="UTC", name="Kim")
    assert ask_for_export(session, hr, ana, now=NOW).id != ask_for_export(session, other, ana, now=NOW).id


def test_erasure_needs_the_number_typed(session: Session, hr: Viewer, ana: Employee) -> None:
    for typed in (None, ana.id + 1):
        with pytest.raises(InvalidInput) as refused:
            ask_to_erase(session, hr, ana, typed=typed, now=NOW)
        assert refused.value.field == "number"
    assert ask_to_erase(session, hr, ana, typed=ana.id, now=NOW).kind is JobKind.ERASE_PERSON


def test_nobody_on_hold_and_nobody_their_own(session: Session, hr: Viewer, ana: Employee) -> None:
    ana.legal_hold = True
    for person in (ana, session.get_one(Employee, hr.employee_id)):
        with pytest.raises(NotAllowed):
            ask_to_erase(session, hr, person, typed=person.id, now=NOW)
