"""The webhook while PostgreSQL's processes are stopped: connections stay open and nothing answers."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import create_app
from app.database_patience import limit_waits, unlimit_waits
from app.dev.postgres import PrivatePostgres
from app.extensions import BREAKER_SECONDS, db
from app.journal import Journal
from app.models import Alert, DailyCheckin
from app.settings import Settings
from tests.builders import make_employee, make_profile
from tests.vapi_line import OPS_ONLY, VapiLine

ANSWER_SECONDS = 3.0
"""Vapi gives up on `assistant-request` after 7.5 s, and a caller long before."""
AT_ONCE_SECONDS = 0.5
SICK = {"call_type": "ops_only", "ready_status": False, "not_ready_reason": "sick"}


@pytest.fixture
def postgres() -> Iterator[PrivatePostgres]:
    with PrivatePostgres.throwaway() as postgres:
        yield postgres


@pytest.fixture
def frozen_app(settings: Settings, postgres: PrivatePostgres, tmp_path: Path) -> Iterator[Flask]:
    alone = replace(settings, database_url=postgres.url, data_dir=str(tmp_path), catch_up_seconds=60)
    app = create_app(alone)
    with app.app_context():
        upgrade()
    limit_waits()
    yield app
    unlimit_waits()
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def line(frozen_app: Flask, vapi_headers: dict[str, str]) -> VapiLine:
    with frozen_app.app_context(), Session(db.engine) as session:
        technician = make_employee(session)
        make_profile(session, technician)
        session.commit()
        return VapiLine(frozen_app.test_client(), vapi_headers, technician.phone)


def processes_of(parent: int) -> list[int]:
    children = [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
    return [parent, *(pid for child in children for pid in processes_of(child))]


@contextmanager
def frozen(postgres: PrivatePostgres) -> Iterator[None]:
    assert postgres.process is not None
    stopped = processes_of(postgres.process.pid)
    for pid in stopped:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in reversed(stopped):
            os.kill(pid, signal.SIGCONT)


def timed(seconds: float, began: float) -> None:
    assert time.monotonic() - began < seconds


def test_call_is_answered_kept_and_filed(frozen_app: Flask, line: VapiLine, postgres: PrivatePostgres) -> None:
    VapiLine(line.client, line.headers, line.caller).log(OPS_ONLY)
    threads = threading.active_count()
    with frozen(postgres):
        began = time.monotonic()
        opening = line.ring()["assistantOverrides"]["variableValues"]
        timed(ANSWER_SECONDS, began)
        assert (opening["mode"], opening["caller"]) == ("ops_only", "not looked up yet")
        began = time.monotonic()
        assert line.log(SICK).startswith("Kept safely")
        timed(AT_ONCE_SECONDS, began)
    assert threading.active_count() == threads
    assert Journal.of(frozen_app.extensions["settings"]).pending() is True
    assert frozen_app.test_cli_runner().invoke(args=["journal", "drain"]).output == "2 replayed, 0 set aside.\n"
    with frozen_app.app_context(), Session(db.engine) as session:
        rows = session.scalars(select(DailyCheckin).where(DailyCheckin.call_id == line.call_id)).all()
        assert [(row.ready_status, row.not_ready_reason) for row in rows] == [(False, "sick")]
        assert [alert.kind for alert in session.scalars(select(Alert))] == ["attendance"]


def test_messages_are_taken_again_after_a_pause(line: VapiLine, postgres: PrivatePostgres) -> None:
    with frozen(postgres):
        assert line.log(SICK).startswith("Kept safely")
    time.sleep(BREAKER_SECONDS)
    assert VapiLine(line.client, line.headers, line.caller).log(OPS_ONLY).startswith("Saved")
