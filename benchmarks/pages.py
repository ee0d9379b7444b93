"""The Today board for 40, 500 and 5,000 technicians: its queries alone, the fragment an open page asks for, and a 204.

In this process and without a network, so that the figures are of the application and its database alone.
"""

import re
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from sqlalchemy.orm import Session

from app import create_app
from app.dev.postgres import PrivatePostgres
from app.domain.checkins.fields import CallType
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.extensions import db
from app.models import Call, CallStatus, DailyCheckin, Employee, User
from app.queries.paging import Listing
from app.queries.roster_figures import BoardAsked
from app.queries.roster_page import load_board_page
from app.services.accounts.passwords import hash_password
from app.settings import Settings
from app.web.today.board import ROWS

SIZES = (40, 500, 5_000)
SECONDS = 1.0
"""Of asking, for each figure."""
PASSWORD = "password of a benchmark"  # noqa: S105 - of a database that lives for seconds
EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]
CALLED = 0.8
"""Of the technicians have called by now."""
HTMX = {"HX-Request": "true"}
_TOKEN = re.compile(r'name="csrf_token"[^>]* value="([^"]+)"')
_VERSION = re.compile(r'"X-Board-Version": "([^"]+)"')
NOW = datetime(2026, 11, 17, 13, tzinfo=UTC)
"""What the app takes for the present: the board's version moves on by the minute, and at night nobody has called."""


def measure_board() -> None:
    with PrivatePostgres.throwaway() as postgres:
        settings = Settings(app_env="test", database_url=postgres.url, secret_key=("benchmark " * 4,))
        app = create_app(settings, time_source=lambda: NOW)
        with app.app_context():
            upgrade()
            engine = db.engine
        print(f"\n{'technicians on Today':<22}{'queries ms':>12}{'fragment ms':>13}{'per s':>9}{'unchanged ms':>14}")
        for have, wanted in zip((0, *SIZES), SIZES, strict=False):
            _add_people(engine, have, wanted)
            _measure(app, engine, settings, wanted)
        engine.dispose()


def _measure(app: Flask, engine: sa.Engine, settings: Settings, size: int) -> None:
    client = _signed_in(app)
    queries = _milliseconds(lambda: _read_board(engine, settings))
    fragment = _milliseconds(lambda: _ask(client, HTMX, 200))
    held = _held(client)
    unchanged = _milliseconds(lambda: _ask(client, held, 204))
    print(f"{size:<22}{queries:>12.1f}{fragment:>13.1f}{1000 / fragment:>9.0f}{unchanged:>14.1f}", flush=True)


def _held(client: FlaskClient) -> dict[str, str]:
    """Return what an open page sends."""
    found = _VERSION.search(_ask(client, HTMX, 200))
    return HTMX | {"X-Board-Version": found[1] if found else ""}


def _milliseconds(act: Callable[[], object]) -> float:
    """Return the median of as many tries as fit, after one to warm up."""
    act()
    took: list[float] = []
    until = time.perf_counter() + SECONDS
    while time.perf_counter() < until or len(took) < 3:
        started = time.perf_counter()
        act()
        took.append(time.perf_counter() - started)
    return sorted(took)[len(took) // 2] * 1000


def _read_board(engine: sa.Engine, settings: Settings) -> None:
    viewer = Viewer(employee_id=1, role=Role.ADMIN, timezone="UTC", name="Admin")
    with Session(engine) as session:
        asked = BoardAsked(listing=Listing(sort="state", size=ROWS))
        load_board_page(session, viewer, asked, settings=settings, now=NOW)


def _ask(client: FlaskClient, headers: dict[str, str], status: int) -> str:
    answer = client.get("/", headers=headers)
    if answer.status_code != status:
        raise RuntimeError(f"/ answered {answer.status_code}, not {status}")
    return answer.text


def _signed_in(app: Flask) -> FlaskClient:
    client = app.test_client()
    token = _TOKEN.search(client.get("/sign-in").text)
    form = {"email": "bench@demo.example", "password": PASSWORD, "csrf_token": token[1] if token else ""}
    if client.post("/sign-in", data=form).status_code != 302:
        raise RuntimeError("The benchmark could not sign in.")
    return client


def _add_people(engine: sa.Engine, have: int, wanted: int) -> None:
    """Fill up to `wanted` technicians; most of them have called this morning."""
    with Session(engine) as session:
        if not have:
            session.execute(sa.insert(Employee), [_person(1, role=Role.ADMIN, email="bench@demo.example")])
            session.add(User(employee_id=1, email="bench@demo.example", password_hash=hash_password(PASSWORD)))
        numbers = range(have + 2, wanted + 2)
        session.execute(sa.insert(Employee), [_person(number) for number in numbers])
        called = [number for number in numbers if number % 100 < CALLED * 100]
        session.execute(sa.insert(Call), [_call(number, NOW) for number in called])
        session.execute(sa.insert(DailyCheckin), [_checkin(number, NOW) for number in called])
        session.commit()
        session.execute(sa.text("ANALYZE"))
        session.commit()


def _person(number: int, **given: Any) -> dict[str, Any]:
    return {
        "id": number,
        "name": f"SimulatedTechnician {number}",
        "phone": f"+1{201 + number // 100}55501{number % 100:02}",
        "role": Role.TECHNICIAN,
        "timezone": "UTC",
        "workdays": EVERY_DAY,
        "started_on": date(2024, 1, 8),
        "email": None,
    } | given


def _call(number: int, now: datetime) -> dict[str, Any]:
    return {
        "id": f"bench-{number}",
        "employee_id": number,
        "caller_masked": "",
        "status": CallStatus.ENDED,
        "started_at": now,
        "created_at": now,
    }


def _checkin(number: int, now: datetime) -> dict[str, Any]:
    return {
        "employee_id": number,
        "call_id": f"bench-{number}",
        "call_type": CallType.DAILY_CHECKIN,
        "timestamp": now,
        "checkin_on": now.date(),
        "ready_status": True,
        "energy_level": 1 + number % 5,
        "blocker_present": False,
        "call_completed": True,
    }


if __name__ == "__main__":
    measure_board()
