"""A sync with Odoo written to the directory: who is added, what follows, what stays, and the second run."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.domain.people.odoo.records import Link, OdooDirectory, OdooEmployee
from app.domain.permissions import Role
from app.models import ChangeSource, Employee, OdooAnswer, OdooRoleRule
from app.queries.people_facts import load_facts
from app.services.people.changed_by import ChangedBy
from app.services.people.odoo.syncing import SyncReport, SyncStopped, sync_people
from app.services.people.saving import save_person
from app.settings import Settings
from tests.builders import NOW, make_employee

ODOO = ChangedBy(employee_id=None, name="Odoo sync", source=ChangeSource.ODOO, import_id="run-1")
FORM = ChangedBy(employee_id=None, name="Hana Ito", source=ChangeSource.FORM)
SAM = OdooEmployee(odoo_id=3, name="Sam Lee", job=Link(1, "Manager"))
ANA = OdooEmployee(
    odoo_id=9, name="Ana Ruiz", email="ana@field.example", phone="(312) 555-0142", manager=Link(3, "Sam Lee")
)


def sync(session: Session, settings: Settings, *people: OdooEmployee, **choices: Any) -> SyncReport:
    directory = OdooDirectory(employees=people)
    return sync_people(session, directory, by=ODOO, now=NOW, settings=settings, **choices)


def linked(session: Session, odoo_id: int) -> Employee:
    return session.query(Employee).filter_by(odoo_id=odoo_id).populate_existing().one()


def test_people_are_added_with_their_manager_and_are_not_expected(session: Session, settings: Settings) -> None:
    session.add(OdooRoleRule(department="", job="manager", role=Role.MANAGER, expected_to_call=False))
    session.flush()
    report = sync(session, settings, ANA, SAM)
    sam, ana = linked(session, 3), linked(session, 9)
    assert (sam.role, ana.role) == (Role.MANAGER, Role.TECHNICIAN)
    assert (ana.manager_id, ana.phone, ana.email, ana.expected_to_call) == (
        sam.id,
        "+13125550142",
        "ana@field.example",
        False,
    )
    assert report.sentence == "2 added, 0 changed, 0 of them left."


def test_second_run_says_no_changes(session: Session, settings: Settings) -> None:
    sync(session, settings, ANA, SAM)
    report = sync(session, settings, ANA, SAM)
    assert (report.sentence, report.added, report.changed) == ("No changes.", [], [])


def test_renamed_and_archived_people_follow(session: Session, settings: Settings) -> None:
    sync(session, settings, ANA, SAM)
    report = sync(session, settings, replace(ANA, name="Ana Lopez"), replace(SAM, active=False))
    assert (linked(session, 9).name, linked(session, 3).active) == ("Ana Lopez", False)
    assert [(row["name"], row["label"], row["before"], row["after"]) for row in report.changed] == [
        ("Ana Lopez", "Name", "Ana Ruiz", "Ana Lopez"),
        ("Sam Lee", "Active", "yes", "no"),
    ]


def test_field_edited_here_stays_until_odoos_value_is_chosen(session: Session, settings: Settings) -> None:
    sync(session, settings, ANA)
    ana = linked(session, 9)
    facts = replace(load_facts(session, [ana.id])[ana.id], name="Anita Ruiz")
    save_person(session, ana.id, facts, by=FORM, now=NOW, settings=settings)
    report = sync(session, settings, ANA)
    assert [(row["label"], row["ours"], row["odoo"]) for row in report.conflicts] == [
        ("Name", "Anita Ruiz", "Ana Ruiz")
    ]
    sync(session, settings, ANA, taken=frozenset({(ana.id, "name")}))
    assert linked(session, 9).name == "Ana Ruiz"
    assert sync(session, settings, replace(ANA, name="Ana Lopez")).conflicts == []


def test_telephone_of_somebody_else_is_named_and_the_person_still_lands(session: Session, settings: Settings) -> None:
    make_employee(session, name="Ben Cho", phone="+13125550142")
    report = sync(session, settings, ANA)
    assert linked(session, 9).phone is None
    assert [(row["name"], row["field"]) for row in report.skipped] == [
        ("Ana Ruiz", "manager_id"),
        ("Ana Ruiz", "phones"),
    ]


def test_answer_about_a_name_links_the_person(session: Session, settings: Settings) -> None:
    namesake = make_employee(session, name="Ana Ruiz", email=None)
    person = replace(ANA, email=None, manager=None)
    assert [row["name"] for row in sync(session, settings, person).questions] == ["Ana Ruiz"]
    session.add(OdooAnswer(odoo_id=9, employee_id=namesake.id))
    session.flush()
    sync(session, settings, person)
    assert linked(session, 9).id == namesake.id


def test_many_leavers_at_once_change_nothing_until_confirmed(session: Session, settings: Settings) -> None:
    people = [OdooEmployee(odoo_id=number, name=f"Person {number}") for number in range(1, 11)]
    sync(session, settings, *people)
    with pytest.raises(SyncStopped):
        sync(session, settings, *people[6:])
    assert session.query(Employee).filter(Employee.odoo_id.is_not(None), Employee.active).count() == 10
    sync(session, settings, *people[6:], leavers_confirmed=True)
    assert session.query(Employee).filter(Employee.odoo_id.is_not(None), Employee.active).count() == 4


def test_empty_answer_changes_nothing(session: Session, settings: Settings) -> None:
    sync(session, settings, ANA)
    with pytest.raises(SyncStopped):
        sync(session, settings, leavers_confirmed=True)
    assert linked(session, 9).active is True


def test_person_added_by_a_sync_is_not_missed_the_same_day(session: Session, settings: Settings) -> None:
    session.add(OdooRoleRule(department="", job="", role=Role.TECHNICIAN, expected_to_call=True))
    session.flush()
    sync(session, settings, ANA)
    assert linked(session, 9).checkins_from == NOW.date() + timedelta(days=1)
