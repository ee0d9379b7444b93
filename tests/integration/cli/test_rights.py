"""`flask export-employee`, `erase-employee` and `legal-hold`."""

import io
import json
import stat
import zipfile
from pathlib import Path

from flask import Flask
from sqlalchemy.orm import Session

from app.erasures import ErasureList
from app.extensions import settings_of
from app.models import Employee
from tests.builders import NOW, make_checkin, make_employee


def test_export_is_json_on_the_terminal(app: Flask, session: Session) -> None:
    ana = make_employee(session, name="Ana Ruiz")
    make_checkin(session, ana, blocker_present=True, blocker_note="=2+2")
    session.commit()
    result = app.test_cli_runner().invoke(args=["export-employee", str(ana.id)])
    body = json.loads(result.output)
    assert body["employee"] == ana.id
    assert [row["name"] for row in body["tables"]["employees"]] == ["Ana Ruiz"]


def test_export_is_a_zip_of_tables_that_nobody_else_reads(app: Flask, session: Session, tmp_path: Path) -> None:
    ana = make_employee(session, name="Ana Ruiz")
    make_checkin(session, ana, blocker_present=True, blocker_note="=2+2")
    session.commit()
    target = tmp_path / "ana.zip"
    runner = app.test_cli_runner()
    assert runner.invoke(args=["export-employee", str(ana.id), "--csv"]).exit_code == 2
    result = runner.invoke(args=["export-employee", str(ana.id), "--csv", "--output", str(target)])
    assert result.output == f"3 rows of 3 tables: {target}\n"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with zipfile.ZipFile(io.BytesIO(target.read_bytes())) as archive:
        assert sorted(archive.namelist()) == ["calls.csv", "daily_checkins.csv", "employees.csv"]
        assert '"\'=2+2"' in archive.read("daily_checkins.csv").decode()


def test_unknown_number_is_said(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["export-employee", "999999"])
    assert (result.exit_code, result.output) == (1, "Error: Nobody in the directory has this number.\n")


def test_replay_passes_over_whom_the_backup_does_not_know(app: Flask, session: Session) -> None:
    ana = make_employee(session, name="Ana Ruiz")
    session.commit()
    erasures = ErasureList.of(settings_of(app))
    for number in (999_999, ana.id):
        erasures.add(number, NOW)
    result = app.test_cli_runner().invoke(args=["erase-employee", "--replay"])
    erasures.path.unlink()
    session.expire_all()
    assert (result.exit_code, ana.name) == (0, f"erased person {ana.id}")


def test_erasure_asks_first_tells_what_stays_and_is_replayed(app: Flask, session: Session) -> None:
    ana = make_employee(session, name="Ana Ruiz")
    session.commit()
    runner = app.test_cli_runner()
    assert runner.invoke(args=["erase-employee", str(ana.id)], input="n\n").exit_code == 1
    result = runner.invoke(args=["erase-employee", str(ana.id), "--yes"])
    assert result.exit_code == 0, result.output
    assert f"Erased: employee {ana.id} is “erased person {ana.id}” from now on." in result.output
    assert "  audit_events: who looked at or changed what, by number; nothing in it can be changed" in result.output
    session.expire_all()
    restored = session.get_one(Employee, ana.id)
    restored.name = "Ana Ruiz"
    session.commit()
    replayed = runner.invoke(args=["erase-employee", "--replay"])
    assert replayed.output.endswith("1 person erased again.\n")
    session.expire_all()
    assert session.get_one(Employee, ana.id).name == f"erased person {ana.id}"
    ErasureList.of(settings_of(app)).path.unlink()


def test_legal_hold_stops_an_erasure_until_it_is_lifted(app: Flask, session: Session) -> None:
    ana = make_employee(session)
    session.commit()
    runner = app.test_cli_runner()
    assert (
        runner.invoke(args=["legal-hold", str(ana.id), "--on"]).output
        == f"The legal hold on employee {ana.id} is on.\n"
    )
    refused = runner.invoke(args=["erase-employee", str(ana.id), "--yes"])
    assert refused.exit_code == 1
    assert "There is a legal hold on this person" in refused.output
    assert runner.invoke(args=["legal-hold", str(ana.id), "--off"]).exit_code == 0
    assert runner.invoke(args=["erase-employee", str(ana.id), "--yes"]).exit_code == 0
    ErasureList.of(settings_of(app)).path.unlink()
