"""Odoo's people as plain values: nothing is `False`, what the key may not read is named."""

import pytest

from app.domain.people.odoo.records import Link, OdooDirectory, OdooEmployee
from app.odoo.client import OdooClient
from app.odoo.employees import WANTED, read_directory
from app.odoo.errors import OdooForbidden
from tests.odoo_json2 import StandIn


def test_directory_holds_everybody_with_empty_fields_as_none(odoo: StandIn, client: OdooClient) -> None:
    odoo.fields["hr.employee"] = WANTED
    odoo.models["hr.employee"] = [
        {
            "id": 4,
            "name": " Ana Ruiz ",
            "work_email": "Ana@Field.example",
            "mobile_phone": "",
            "work_phone": "(312) 555-0142",
            "department_id": [2, "Field / North"],
            "job_id": [9, "Technician"],
            "parent_id": [1, "Sam Lee"],
            "tz": "America/Chicago",
            "company_id": [1, "Field Co"],
            "active": True,
        },
        {"id": 7, "name": "Old Hand", "active": False},
    ]
    assert read_directory(client) == OdooDirectory(
        employees=(
            OdooEmployee(
                odoo_id=4,
                name="Ana Ruiz",
                email="Ana@Field.example",
                phone="(312) 555-0142",
                department=Link(2, "Field / North"),
                job=Link(9, "Technician"),
                manager=Link(1, "Sam Lee"),
                company=Link(1, "Field Co"),
                timezone="America/Chicago",
                active=True,
            ),
            OdooEmployee(
                odoo_id=7,
                name="Old Hand",
                email=None,
                phone=None,
                department=None,
                job=None,
                manager=None,
                company=None,
                timezone=None,
                active=False,
            ),
        ),
        unreadable=frozenset(),
    )


def test_fields_that_the_key_may_not_read_are_named_and_the_rest_is_read(odoo: StandIn, client: OdooClient) -> None:
    odoo.fields["hr.employee"] = tuple(name for name in WANTED if name not in {"mobile_phone", "tz"})
    odoo.models["hr.employee"] = [{"id": 4, "name": "Ana Ruiz", "active": True, "mobile_phone": "hidden"}]
    directory = read_directory(client)
    assert directory.unreadable == {"mobile_phone", "tz"}
    assert [(person.name, person.phone) for person in directory.employees] == [("Ana Ruiz", None)]


def test_key_without_the_right_is_told_which_one_it_lacks(odoo: StandIn, client: OdooClient) -> None:
    odoo.models["hr.employee"] = []
    odoo.forbidden = {"hr.employee"}
    with pytest.raises(OdooForbidden) as error:
        read_directory(client)
    assert error.value.sentence == (
        "The key may not read hr.employee in Odoo: its user needs the right for it. Give it the right Employees: "
        "Officer (docs/odoo.md says how, with least rights)."
    )
