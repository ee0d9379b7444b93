"""The webhook while PostgreSQL is away: an answer within seconds, no message lost, and the same rows afterwards."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import create_app
from app.dev.postgres import PrivatePostgres
from app.extensions import db
from app.journal import CURRENT, Journal
from app.models import Alert, DailyCheckin, OutboxMessage
from app.settings import Settings
from tests.builders import make_employee, make_profile
from tests.vapi_line import DAILY, OPS_ONLY, VapiLine

PLENTY_SECONDS = 60
"""To catch up in: what is tested is that the next message does so, however busy the machine."""


@pytest.fixture
def postgres() -> Iterator[PrivatePostgres]:
    with PrivatePostgres.throwaway() as postgres:
        yield postgres


@pytest.fixture
def away_app(settings: Settings, postgres: PrivatePostgres, tmp_path: Path) -> Iterator[Flask]:
    """An app whose database this test alone may stop."""
    alone = replace(settings, database_url=postgres.url, data_dir=str(tmp_path), catch_up_seconds=PLENTY_SECONDS)
    app = create_app(alone)
    with app.app_context():
        upgrade()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def phone(away_app: Flask) -> str:
    with away_app.app_context(), Session(db.engine) as session:
        technician = make_employee(session)
        make_profile(session, technician)
        session.commit()
        return str(technician.phone)


@pytest.fixture
def line(away_app: Flask, phone: str, vapi_headers: dict[str, str]) -> VapiLine:
    return VapiLine(away_app.test_client(), vapi_headers, phone)


def stored(app: Flask) -> list[tuple[object, ...]]:
    with app.app_context(), Session(db.engine) as session:
        columns = [
            column for column in DailyCheckin.__table__.columns if column.name not in {"id", "created_at", "updated_at"}
        ]
        checkins = [tuple(row) for row in session.execute(select(*columns).order_by(DailyCheckin.call_id))]
        alerts = [
            tuple(row) for row in session.execute(select(Alert.kind, Alert.status, Alert.note).order_by(Alert.kind))
        ]
        messages = [
            tuple(row) for row in session.execute(select(OutboxMessage.dedupe_key).order_by(OutboxMessage.dedupe_key))
        ]
    return [*checkins, *alerts, *messages]


def test_messages_of_an_outage_end_in_the_same_rows(away_app: Flask, line: VapiLine, postgres: PrivatePostgres) -> None:
    line.log(DAILY | {"energy_level": 6})
    postgres.stop()
    said = line.log({"energy_level": 2, "blocker_note": "Compressor is on back order"})
    assert "Kept" in said
    assert "ops-only" in str(line.tools(("get_tech_checkin_context", {}))[0]["result"])
    opening = line.ring()["assistantOverrides"]["variableValues"]
    assert (opening["mode"], opening["caller"]) == ("ops_only", "not looked up yet")
    assert opening["greeting"].endswith("Two quick ones. Ready to roll, yes or no?")
    line.log({"energy_level": 3})
    line.hang_up()
    assert Journal.of(away_app.extensions["settings"]).pending() is True
    postgres.start()
    other = VapiLine(line.client, line.headers, line.caller)
    assert other.log(OPS_ONLY).startswith("Saved")
    assert Journal.of(away_app.extensions["settings"]).pending() is False
    with away_app.app_context(), Session(db.engine) as session:
        row = session.scalars(select(DailyCheckin).where(DailyCheckin.call_id == line.call_id)).one()
        assert (row.energy_level, row.blocker_note) == (3, "Compressor is on back order")
        assert (row.call_completed, row.duration_seconds) == (True, 71)
        assert session.scalars(select(Alert.note)).all() == ["Compressor is on back order"]
    before = stored(away_app)
    assert away_app.test_cli_runner().invoke(args=["journal", "drain"]).output == "0 replayed, 0 set aside.\n"
    assert stored(away_app) == before


def test_caller_is_told_when_nothing_can_be_kept(
    away_app: Flask, line: VapiLine, postgres: PrivatePostgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    postgres.stop()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert "call dispatch" in line.log(DAILY)
    monkeypatch.undo()
    assert Journal.of(away_app.extensions["settings"]).pending() is False
    postgres.start()


def test_damaged_line_is_set_aside_and_said(away_app: Flask, line: VapiLine, postgres: PrivatePostgres) -> None:
    postgres.stop()
    line.log(DAILY)
    journal = Journal.of(away_app.extensions["settings"])
    with (journal.folder / CURRENT).open("ab") as file:
        file.write(b"\x00\x00 half a line\n")
    postgres.start()
    output = away_app.test_cli_runner().invoke(args=["journal", "drain"]).output
    assert output.startswith("1 replayed, 1 set aside.")
    assert journal.pending() is False


def test_alert_about_safety_waits_for_nobody_and_is_raised_after_the_outage(
    away_app: Flask, line: VapiLine, postgres: PrivatePostgres
) -> None:
    postgres.stop()
    [result] = line.tools(("raise_safety_alert", {"place": "12 Hill Street"}))
    assert "dial nine one one now. Then call dispatch" in result["result"]
    postgres.start()
    away_app.test_cli_runner().invoke(args=["journal", "drain"])
    with away_app.app_context(), Session(db.engine) as session:
        assert [(each.kind, each.note) for each in session.scalars(select(Alert))] == [("safety", "12 Hill Street")]
