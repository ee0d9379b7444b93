"""`flask import-profiles`."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Employee
from tests.people_files import file_of, make_people

Run = Callable[..., Result]


@pytest.fixture
def run(app: Flask, session: Session, tmp_path: Path) -> Run:
    def invoke(content: bytes, *options: str) -> Result:
        path = tmp_path / "people.csv"
        path.write_bytes(content)
        return app.test_cli_runner().invoke(args=["import-profiles", str(path), *options])

    return invoke


NEW = file_of("901,Flo Fresh,,,2026-11-23,,", "902,Gus,,,2026-11-23,901,")


def test_a_file_lands_and_the_second_time_changes_nothing(run: Run, session: Session) -> None:
    first, second = run(NEW), run(NEW)
    assert (first.exit_code, first.output) == (0, "2 added, 0 changed, 0 the same.\n")
    assert (second.exit_code, second.output) == (0, "No changes: 2 people are as the file says.\n")
    assert session.scalars(select(Employee.name).order_by(Employee.id)).all() == ["Flo Fresh", "Gus"]


def test_a_dry_run_says_what_it_would_do(run: Run, session: Session) -> None:
    result = run(NEW, "--dry-run", "--json")
    assert json.loads(result.output) == {"added": 2, "changed": 0, "same": 0, "errors": [], "questions": []}
    assert (result.exit_code, session.scalars(select(Employee)).all()) == (0, [])


def test_wrong_rows_are_all_named_and_nothing_changes(run: Run, session: Session) -> None:
    make_people(session)
    session.commit()
    result = run(file_of("502,,,,,,Lead", "901,,555,,2026-11-23,,"), "--json")
    told = json.loads(result.output)
    assert (result.exit_code, told["added"], told["changed"]) == (1, 0, 0)
    assert [(one["row"], one["field"], one["kind"]) for one in told["errors"]] == [
        (3, "name", "required"),
        (3, "phone", "bad_phone"),
    ]
    session.expire_all()
    assert session.get_one(Employee, 502).job_title == "Field technician"
    said = run(file_of("901,,555,,2026-11-23,,")).output.splitlines()
    assert said[0] == "row 2, Name: Name is missing: this person is not in the directory."
    assert said[-1] == "Nothing was changed."


def test_a_question_stops_it_and_names_the_option_that_answers(run: Run, session: Session) -> None:
    content = file_of("901,Flo,03/04/2026", heading="Employee number,Name,Start date")
    asked = run(content, "--json")
    question = json.loads(asked.output)["questions"]
    assert asked.exit_code == 1
    assert question == [
        {
            "what": "date_order",
            "first": "03/04/2026",
            "readings": {"day first": "3 April 2026", "month first": "4 March 2026"},
            "option": "--dates day-first|month-first",
        }
    ]
    assert run(content, "--dates", "day-first").exit_code == 0
    assert f"{session.scalars(select(Employee.started_on)).one()}" == "2026-04-03"


def test_headings_columns_and_names_are_answered_by_options(run: Run, session: Session) -> None:
    heading = "Employee number,Full naem,Work phone,Mobile,Start date"
    content = file_of('901,"Fresh, Flo",,312-555-0191,2026-11-23', heading=heading)
    asked = run(content).output
    assert '--heading "Full naem=name"' in asked
    assert '--column "phone=Work phone"' in asked
    options = ("--heading", "Full naem=name", "--column", "phone=Mobile", "--names", "turn")
    assert run(content, *options).exit_code == 0
    flo = session.scalars(select(Employee)).one()
    assert (flo.name, flo.phone) == ("Flo Fresh", "+13125550191")


@pytest.mark.parametrize("option", [("--column", "phone"), ("--column", "fax=A"), ("--heading", "Emial=mail")])
def test_an_option_that_names_nothing_is_refused(run: Run, option: tuple[str, str]) -> None:
    assert run(NEW, *option).exit_code == 2


def test_the_role_admin_is_not_given_by_the_command(run: Run, session: Session) -> None:
    content = file_of("901,Flo,2026-11-23,admin", heading="Employee number,Name,Start date,Role")
    assert "Only an admin" in run(content).output
