"""Whose page a viewer reaches, and who may read it."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import Employee
from app.queries.paging import Listing
from app.queries.technicians import (
    PageView,
    Reader,
    find_technicians,
    get_technician,
    list_page_views,
    list_readers,
)
from app.services.audit import record_page_read
from tests.builders import NOW, make_checkin, make_delegation, make_employee, make_profile, make_team, make_user


def viewer(employee: Employee) -> Viewer:
    return Viewer(employee_id=employee.id, role=employee.role, timezone="UTC", name=employee.name)


def test_technician_comes_with_team_manager_and_profile(session: Session) -> None:
    sam = make_employee(session, role=Role.MANAGER, name="Sam Lee")
    ana = make_employee(session, manager_id=sam.id, team_id=make_team(session, name="North").id)
    profile = make_profile(session, ana)
    found = get_technician(session, viewer(sam), ana.id)
    assert (found.employee, found.team, found.manager, found.profile) == (ana, "North", "Sam Lee", profile)


def test_report_of_a_report_is_reached(session: Session) -> None:
    sam = make_employee(session, role=Role.MANAGER)
    lee = make_employee(session, role=Role.MANAGER, manager_id=sam.id)
    ana = make_employee(session, manager_id=lee.id)
    assert get_technician(session, viewer(sam), ana.id).employee == ana


def test_other_managers_report_is_not_found(session: Session) -> None:
    sam, lee = (make_employee(session, role=Role.MANAGER) for _ in range(2))
    ana = make_employee(session, manager_id=lee.id)
    with pytest.raises(NotFound):
        get_technician(session, viewer(sam), ana.id)


def test_technician_reaches_only_the_own_page(session: Session) -> None:
    ana, ben = make_employee(session), make_employee(session)
    assert get_technician(session, viewer(ana), ana.id).employee == ana
    with pytest.raises(NotFound):
        get_technician(session, viewer(ana), ben.id)


def test_list_holds_own_reports_with_the_last_checkin(session: Session) -> None:
    sam = make_employee(session, role=Role.MANAGER)
    ana = make_employee(session, manager_id=sam.id, name="Ana")
    make_employee(session, manager_id=sam.id, name="Ben")
    make_employee(session, name="Somebody else's")
    make_checkin(session, ana, checkin_on=date(2026, 11, 16))
    page = find_technicians(session, viewer(sam), Listing(sort="name"))
    assert [(row.name, row.last_checkin_on) for row in page.rows] == [("Ana", date(2026, 11, 16)), ("Ben", None)]


def test_readers_are_the_line_and_the_roles_that_reach_everyone(session: Session) -> None:
    boss = make_employee(session, role=Role.MANAGER, name="Boss")
    sam = make_employee(session, role=Role.MANAGER, name="Sam", manager_id=boss.id)
    other = make_employee(session, role=Role.MANAGER, name="Other")
    hana = make_employee(session, role=Role.HR, name="Hana")
    dot = make_employee(session, role=Role.DISPATCHER, name="Dot")
    for person in (boss, sam, other, hana, dot):
        make_user(session, person)
    make_employee(session, role=Role.ADMIN, name="Without a sign-in")
    ana = make_employee(session, manager_id=sam.id)
    line = "manages this person, directly or through others"
    assert list_readers(session, ana, now=NOW) == [
        Reader(name="Boss", right=line),
        Reader(name="Sam", right=line),
        Reader(name="Hana", right="human resources"),
    ]


def test_who_stands_in_is_a_reader_on_these_days_alone(session: Session) -> None:
    sam, kay = (make_employee(session, role=Role.MANAGER, name=name) for name in ("Sam", "Kay"))
    make_user(session, kay)
    make_delegation(session, sam, kay)
    ana = make_employee(session, manager_id=sam.id)
    assert list_readers(session, ana, now=NOW) == [Reader(name="Kay", right="stands in for somebody above this person")]
    assert list_readers(session, ana, now=NOW + timedelta(days=2)) == []


def test_page_views_name_each_reader_once_with_the_latest_time(session: Session) -> None:
    sam, ana = make_employee(session, role=Role.MANAGER, name="Sam"), make_employee(session)
    for hours in (3, 1):
        record_page_read(session, viewer(sam), subject_id=ana.id, now=NOW - timedelta(hours=hours))
    record_page_read(session, viewer(sam), subject_id=ana.id, now=NOW - timedelta(days=40))
    views = list_page_views(session, ana.id, since=NOW - timedelta(days=30))
    assert views == [PageView(name="Sam", at=NOW - timedelta(hours=1))]
