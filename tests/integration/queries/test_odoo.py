"""What a sync with Odoo reads: the company's rules and answers, and which fields were written here."""

from sqlalchemy.orm import Session

from app.domain.people.facts import LABELS
from app.domain.people.odoo.matching import NEW
from app.domain.people.odoo.roles import RoleRule
from app.domain.permissions import Role
from app.models import ChangeSource, Employee, OdooAnswer, OdooRoleRule, ProfileChange
from app.queries.odoo import ADDED, fields_written_here, load_answers, load_role_rules
from tests.builders import NOW, make_employee


def changed(session: Session, person: Employee, field: str, source: ChangeSource) -> None:
    change = {"employee_id": person.id, "changed_at": NOW, "changed_by_name": "Joan", "source": source, "field": field}
    session.add(ProfileChange(**change))
    session.flush()


def test_rules_are_read_by_department_and_job(session: Session) -> None:
    rows = [
        ("Field", "Lead", Role.MANAGER, False),
        ("", "Fitter", Role.TECHNICIAN, True),
        ("Field", "", Role.HR, False),
    ]
    for department, job, role, expected in rows:
        session.add(OdooRoleRule(department=department, job=job, role=role, expected_to_call=expected))
    session.flush()
    assert load_role_rules(session) == (
        RoleRule(job="Fitter", role=Role.TECHNICIAN, expected_to_call=True),
        RoleRule(department="Field", role=Role.HR, expected_to_call=False),
        RoleRule(department="Field", job="Lead", role=Role.MANAGER, expected_to_call=False),
    )


def test_answer_names_somebody_or_says_that_the_person_is_new(session: Session) -> None:
    ana = make_employee(session)
    session.add_all([OdooAnswer(odoo_id=7, employee_id=ana.id), OdooAnswer(odoo_id=8)])
    session.flush()
    assert load_answers(session) == {7: ana.id, 8: NEW}


def test_everything_of_somebody_added_here_was_written_here(session: Session) -> None:
    ana, ben = make_employee(session), make_employee(session)
    changed(session, ben, ADDED, ChangeSource.IMPORT)
    assert fields_written_here(session) == {person.id: frozenset(LABELS) for person in (ana, ben)}


def test_somebody_odoo_added_has_here_what_was_changed_here_last(session: Session) -> None:
    ana = make_employee(session)
    for field, source in (
        (ADDED, ChangeSource.ODOO),
        ("name", ChangeSource.FORM),
        ("email", ChangeSource.FORM),
        ("email", ChangeSource.ODOO),
        ("timezone", ChangeSource.ODOO),
        ("timezone", ChangeSource.IMPORT),
    ):
        changed(session, ana, field, source)
    assert fields_written_here(session) == {ana.id: frozenset({"name", "timezone"})}


def test_field_that_odoo_changed_last_is_odoos_though_the_person_was_added_here(session: Session) -> None:
    ana = make_employee(session)
    changed(session, ana, "job_title", ChangeSource.ODOO)
    assert fields_written_here(session) == {ana.id: frozenset(LABELS) - {"job_title"}}
