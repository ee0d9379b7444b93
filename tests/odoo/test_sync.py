"""`flask odoo sync` against a real Odoo 11: its 22 demo people, a second run, and what follows afterwards."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app import create_app
from app.models import Employee
from app.settings import Settings
from tests.odoo.server import OdooServer


@pytest.fixture
def connected(odoo_settings: Settings, committed: Session) -> Flask:
    return create_app(replace(odoo_settings, home_region="BE"))


def run(app: Flask, *arguments: str) -> list[str]:
    result = app.test_cli_runner().invoke(args=["odoo", "sync", *arguments])
    return [line for line in result.output.splitlines() if not line.endswith("…")]


def test_demo_company_is_previewed_imported_and_followed(
    odoo: OdooServer, connected: Flask, committed: Session
) -> None:
    assert run(connected, "--dry-run")[-1] == "Preview: 22 added, 0 changed, 0 of them left."
    assert run(connected)[-1] == "22 added, 0 changed, 0 of them left."
    assert run(connected)[-1] == "No changes."
    ids = [row.odoo_id for row in committed.query(Employee.odoo_id).order_by(Employee.odoo_id)]
    renamed, archived = ids[10], ids[-1]
    odoo.execute("hr.employee", "write", [renamed], {"name": "Renamed Person"})
    odoo.execute("hr.employee", "write", [archived], {"active": False})
    try:
        assert run(connected)[-1] == "0 added, 2 changed, 1 of them left."
    finally:
        odoo.execute("hr.employee", "write", [archived], {"active": True})
    people = {row.odoo_id: row for row in committed.query(Employee).populate_existing()}
    assert (people[renamed].name, people[archived].active) == ("Renamed Person", False)
    assert len([person for person in people.values() if person.manager_id is not None]) > 0
