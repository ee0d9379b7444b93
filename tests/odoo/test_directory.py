"""A real Odoo 11, read by XML-RPC: its demo people, its leave, and each refusal in words."""

from dataclasses import replace
from datetime import date

import pytest

from app.odoo.client import read_all
from app.odoo.connect import connect
from app.odoo.employees import read_directory
from app.odoo.errors import OdooForbidden, OdooRefused, OdooUnknownModel
from app.odoo.leaves import read_leaves
from app.odoo.xmlrpc import XmlRpcClient
from app.settings import Settings
from tests.odoo.server import OdooServer

DEMO_EMPLOYEES = 22


def test_everybody_is_read_whatever_the_size_of_the_page(odoo_settings: Settings) -> None:
    client = connect(odoo_settings)
    assert isinstance(client, XmlRpcClient)
    directory = read_directory(client)
    assert len(directory.employees) == DEMO_EMPLOYEES
    assert directory.unreadable == {"tz"}
    ids = [record["id"] for record in read_all(client, "hr.employee", [], ["name"], page_size=5)]
    assert ids == [person.odoo_id for person in directory.employees]


def test_archived_person_still_comes(odoo: OdooServer, odoo_settings: Settings) -> None:
    somebody = read_directory(connect(odoo_settings)).employees[-1]
    odoo.execute("hr.employee", "write", [somebody.odoo_id], {"active": False})
    assert read_directory(connect(odoo_settings)).employees[-1] == replace(somebody, active=False)
    odoo.execute("hr.employee", "write", [somebody.odoo_id], {"active": True})


def test_approved_leave_is_read_from_the_old_model(odoo: OdooServer, odoo_settings: Settings) -> None:
    approved = odoo.execute("hr.holidays", "search_count", [("type", "=", "remove"), ("state", "=", "validate")])
    leaves = read_leaves(connect(odoo_settings), since=date(2015, 1, 1))
    assert len([leave for leave in leaves if leave.approved]) == approved > 0


def test_wrong_password_is_named(odoo_settings: Settings) -> None:
    with pytest.raises(OdooRefused) as error:
        read_directory(connect(replace(odoo_settings, odoo_api_key="wrong")))
    assert error.value.sentence == (
        "Odoo does not accept ODOO_USER and ODOO_API_KEY for the database 'company'. Where two-factor authentication "
        "is on, an API key stands in the password's place."
    )


def test_key_without_the_right_is_told_which_one_it_lacks(odoo: OdooServer, odoo_settings: Settings) -> None:
    portal = odoo.execute("ir.model.data", "xmlid_to_res_id", "base.group_portal")
    values = {"name": "Guest", "login": "guest", "password": "guest", "groups_id": [(6, 0, [portal])]}
    odoo.execute("res.users", "create", values)
    with pytest.raises(OdooForbidden) as error:
        read_directory(connect(replace(odoo_settings, odoo_user="guest", odoo_api_key="guest")))
    assert error.value.sentence == (
        "The key may not read hr.employee in Odoo: its user needs the right for it. Give it the right Employees: "
        "Officer (docs/odoo.md says how, with least rights)."
    )


def test_model_of_a_later_version_is_told_apart(odoo_settings: Settings) -> None:
    with pytest.raises(OdooUnknownModel):
        connect(odoo_settings).fields_of("hr.leave")
