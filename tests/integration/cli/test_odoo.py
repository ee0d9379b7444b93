"""`flask odoo sync` against Odoo's JSON-2 on loopback: preview, run, and a second run."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app import create_app
from app.models import Employee
from app.odoo.employees import WANTED
from app.settings import Settings
from tests.odoo_json2 import DATABASE, KEY, StandIn, json2_server


@pytest.fixture
def odoo() -> Iterator[StandIn]:
    with json2_server() as stand_in:
        stand_in.fields["hr.employee"] = WANTED
        stand_in.models["hr.employee"] = [
            {"id": 7, "name": "Ana Ruiz", "mobile_phone": "(312) 555-0142", "active": True}
        ]
        yield stand_in


@pytest.fixture
def connected(settings: Settings, odoo: StandIn, committed: Session) -> Flask:
    return create_app(replace(settings, odoo_url=odoo.url, odoo_db=DATABASE, odoo_api_key=KEY))


def run(app: Flask, *arguments: str) -> tuple[int, list[str]]:
    result = app.test_cli_runner().invoke(args=["odoo", "sync", *arguments])
    return result.exit_code, [line for line in result.output.splitlines() if not line.endswith("…")]


def test_preview_changes_nothing_and_the_second_run_says_no_changes(connected: Flask, committed: Session) -> None:
    code, lines = run(connected, "--dry-run")
    assert (code, lines[-1], committed.query(Employee).count()) == (
        0,
        "Preview: 1 added, 0 changed, 0 of them left.",
        0,
    )
    assert lines[-2] == "unread   leave: This Odoo has no hr.holidays."
    assert run(connected)[1][-1] == "1 added, 0 changed, 0 of them left."
    assert run(connected)[1][-1] == "No changes."


def test_refusal_is_said_and_nothing_is_written(connected: Flask, odoo: StandIn, committed: Session) -> None:
    odoo.forbidden = {"hr.employee"}
    code, lines = run(connected)
    assert code == 1
    assert lines[-1].startswith("Error: The key may not read hr.employee in Odoo")
    assert committed.query(Employee).count() == 0
