"""Whose data a viewer reaches, as the database answers it."""

import pytest
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind
from app.domain.errors import NotFound
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import Employee
from app.queries.reach import (
    check_reach,
    get_visible_employee,
    list_possible_owners,
    readable_kinds,
    reporting_line,
    visible_employees,
)
from tests.builders import make_alert, make_employee


def viewer(employee: Employee) -> Viewer:
    return Viewer(employee_id=employee.id, role=employee.role, timezone=employee.timezone, name=employee.name)


def seen_by(session: Session, employee: Employee) -> set[str]:
    ids = session.scalars(visible_employees(viewer(employee))).all()
    assert len(ids) == len(set(ids))
    return {session.get_one(Employee, id_).name for id_ in ids}


def test_manager_reaches_direct_and_indirect_reports_and_oneself(session: Session) -> None:
    boss = make_employee(session, name="boss", role=Role.MANAGER)
    lead = make_employee(session, name="lead", role=Role.MANAGER, manager_id=boss.id)
    make_employee(session, name="tech", manager_id=lead.id)
    make_employee(session, name="stranger")
    assert seen_by(session, boss) == {"boss", "lead", "tech"}
    assert seen_by(session, lead) == {"lead", "tech"}


def test_circle_of_managers_ends(session: Session) -> None:
    first = make_employee(session, name="first", role=Role.MANAGER)
    second = make_employee(session, name="second", role=Role.MANAGER, manager_id=first.id)
    first.manager_id = second.id
    session.flush()
    assert seen_by(session, first) == {"first", "second"}


def test_technician_reaches_oneself_alone(session: Session) -> None:
    tech = make_employee(session, name="tech")
    make_employee(session, name="report of a technician", manager_id=tech.id)
    assert seen_by(session, tech) == {"tech"}


@pytest.mark.parametrize("role", [Role.DISPATCHER, Role.HR, Role.ADMIN])
def test_these_roles_reach_everybody(session: Session, role: Role) -> None:
    somebody = make_employee(session, name="somebody", role=role)
    make_employee(session, name="stranger")
    assert seen_by(session, somebody) == {"somebody", "stranger"}


def test_person_out_of_reach_is_not_found_as_one_who_does_not_exist(session: Session) -> None:
    manager = make_employee(session, role=Role.MANAGER)
    stranger = make_employee(session)
    sentences = []
    for employee_id in (stranger.id, 999_999):
        with pytest.raises(NotFound) as refusal:
            get_visible_employee(session, viewer(manager), employee_id)
        sentences.append(refusal.value.sentence)
    assert sentences[0] == sentences[1]
    assert get_visible_employee(session, viewer(manager), manager.id).id == manager.id


def test_reporting_line_begins_with_the_manager(session: Session) -> None:
    manager = make_employee(session, role=Role.MANAGER)
    report = make_employee(session, manager_id=manager.id)
    assert set(session.scalars(reporting_line(manager.id))) == {manager.id, report.id}


def test_nobody_reads_a_low_energy_alert_about_themself(session: Session) -> None:
    boss = make_employee(session, role=Role.MANAGER)
    lead = make_employee(session, role=Role.MANAGER, manager_id=boss.id)
    alert = make_alert(session, lead, kind=AlertKind.BURNOUT)
    check_reach(session, viewer(boss), alert.id)
    with pytest.raises(NotFound):
        check_reach(session, viewer(lead), alert.id)


def test_low_energy_alert_is_handed_to_nobody_it_is_about(session: Session) -> None:
    boss = make_employee(session, name="boss", role=Role.MANAGER)
    lead = make_employee(session, name="lead", role=Role.MANAGER, manager_id=boss.id)
    make_employee(session, name="dispatch", role=Role.DISPATCHER)
    owners = list_possible_owners(session, AlertKind.BURNOUT, lead.id)
    assert owners == [(boss.id, "boss")]


def test_alerts_about_the_line_are_in_every_managers_reach(session: Session) -> None:
    manager = make_employee(session, role=Role.MANAGER)
    check_reach(session, viewer(manager), make_alert(session, None, kind=AlertKind.LINE).id)


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        (Role.TECHNICIAN, []),
        (Role.DISPATCHER, [kind for kind in AlertKind if kind is not AlertKind.BURNOUT]),
        (Role.MANAGER, list(AlertKind)),
    ],
)
def test_kinds_that_a_role_reads(role: Role, kinds: list[AlertKind]) -> None:
    somebody = Viewer(employee_id=1, role=role, timezone="UTC", name="somebody")
    assert set(readable_kinds(somebody)) == set(kinds)
