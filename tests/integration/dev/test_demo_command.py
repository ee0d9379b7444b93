"""`flask demo-data`: what it prints, and that it refuses where people are on file."""

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from app.models import WeeklyRollup
from tests.builders import make_employee

PASSWORD = "demo password of the tests"


def test_command_loads_the_company_and_prints_who_may_call(app: Flask, session: Session) -> None:
    answer = app.test_cli_runner().invoke(args=["demo-data", "--password", PASSWORD])
    assert answer.exit_code == 0
    lines = answer.output.splitlines()
    assert lines[0].startswith("40 technicians, ")
    assert lines[2:] == ["DEMO_CALLER=+13125550101", "DEMO_MANAGER_CALLER=+13125550190"]
    assert session.scalar(sa.select(sa.func.count(WeeklyRollup.week_start.distinct()))) == 27


def test_command_refuses_a_directory_that_holds_people(app: Flask, session: Session) -> None:
    make_employee(session)
    session.commit()
    answer = app.test_cli_runner().invoke(args=["demo-data", "--password", PASSWORD])
    assert answer.exit_code == 1
    assert "already holds people" in answer.output
