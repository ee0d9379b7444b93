"""The pages of a company of 5,000 technicians in 250 teams with two years of check-ins: milliseconds per page.

The rows are made by set-based statements with triggers and foreign keys off: they are right by construction, and the
product's own ways to write them would take hours. In this process and without a network, as `pages` does.
"""

import re
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask.testing import FlaskClient
from flask_migrate import upgrade
from sqlalchemy.orm import Session

from app import create_app
from app.dev.postgres import PrivatePostgres
from app.domain.permissions import Role
from app.extensions import db
from app.memory import keep_collections_rare
from app.models import Employee, Team, User
from app.services.accounts.passwords import hash_password
from app.settings import Settings

NOW = datetime(2026, 11, 17, 16, tzinfo=UTC)
PASSWORD = "password of a benchmark"  # noqa: S105 - of a database that lives for minutes
FILL = Path(__file__).with_suffix(".sql")
EXECUTIVE, MANAGER, TECHNICIAN = 1, 10, 1001
TECHNICIANS, TEAMS = 5_000, 250
HTMX = {"HX-Request": "true"}
_VERSION = re.compile(r'"X-Board-Version": "([^"]+)"')
_TOKEN = re.compile(r'name="csrf_token"[^>]* value="([^"]+)"')

PAGES: dict[str, tuple[str, dict[str, str]]] = {
    "Today": ("/", {}),
    "Today, its refresh": ("/", HTMX),
    "Trends, 13 weeks": ("/trends?weeks=13", {}),
    "Trends, 52 weeks": ("/trends?weeks=52", {}),
    "Trends, 52 weeks, a chart": ("/trends/charts/energy.json?weeks=52", {}),
    "Blockers": ("/blockers", {}),
    "Technicians": ("/technicians", {}),
    "Milestones of a week": ("/milestones/2026-W46", {}),
    "Technician, 26 weeks": (f"/technicians/{TECHNICIAN}?weeks=26", {}),
}


def measure_large_company() -> None:
    with PrivatePostgres.throwaway() as postgres:
        settings = Settings(app_env="test", database_url=postgres.url, secret_key=("benchmark " * 4,))
        keep_collections_rare()  # as the web server's workers do
        app = create_app(settings, time_source=lambda: NOW)
        with app.app_context():
            upgrade()
            engine = db.engine
        load(engine)
        executive, manager = (_signed_in(app.test_client(), who) for who in ("executive", "manager0"))
        print(f"\n{'page, milliseconds':<30}{'executive':>12}{'manager':>12}")
        for name, (address, headers) in PAGES.items():
            cells = [_milliseconds(client, address, headers) for client in (executive, manager)]
            print(f"{name:<30}{cells[0]:>12}{cells[1]:>12}", flush=True)
        cells = [_unchanged(client) for client in (executive, manager)]
        print(f"{'Today, nothing changed':<30}{cells[0]:>12}{cells[1]:>12}", flush=True)
        engine.dispose()


def load(engine: sa.Engine) -> None:
    started = time.perf_counter()
    with Session(engine) as session:
        add_people(session, technicians=TECHNICIANS, teams=TEAMS)
        session.commit()
    with engine.begin() as connection:
        fill(connection)
    vacuum(engine)
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT count(*) FROM daily_checkins").scalar()
    print(f"{rows} check-ins loaded in {time.perf_counter() - started:.0f} s")


def vacuum(engine: sa.Engine) -> None:
    """Leave the tables as they are in time: analysed, and with the pages marked that everybody sees.

    A page is left unmarked while a commit near that of its rows waits to be written out, so nothing waits here.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("SET synchronous_commit = on")
        connection.exec_driver_sql("SELECT pg_current_xact_id()")
        connection.exec_driver_sql("VACUUM ANALYZE")
        connection.exec_driver_sql("RESET synchronous_commit")


def fill(connection: sa.Connection) -> None:
    """Add two years of everything to the people who are there."""
    for statement in FILL.read_text().replace(":today", f"'{NOW.date()}'").rstrip(";\n").split(";\n"):
        connection.exec_driver_sql(statement.replace("%", "%%"))


def add_people(session: Session, *, technicians: int, teams: int) -> None:
    """Each manager has one team; the technicians are dealt out to them in turn."""
    session.execute(sa.insert(Team), [{"id": 1 + n, "name": f"Team {n}"} for n in range(teams)])
    people = [_person(EXECUTIVE, Role.EXECUTIVE, "executive@bench.example")]
    people += [
        _person(MANAGER + n, Role.MANAGER, f"manager{n}@bench.example", manager_id=EXECUTIVE) for n in range(teams)
    ]
    session.execute(sa.insert(Employee), people)
    below = [
        _person(TECHNICIAN + n, Role.TECHNICIAN, None, manager_id=MANAGER + n % teams, team_id=1 + n % teams)
        for n in range(technicians)
    ]
    session.execute(sa.insert(Employee), below)
    for number, email in ((EXECUTIVE, "executive@bench.example"), (MANAGER, "manager0@bench.example")):
        session.add(User(employee_id=number, email=email, password_hash=hash_password(PASSWORD)))


def _person(number: int, role: Role, email: str | None, **given: Any) -> dict[str, Any]:
    return {
        "id": number,
        "name": f"{role.capitalize()} {number}",
        "role": role,
        "email": email,
        "timezone": "UTC",
        "workdays": [1, 2, 3, 4, 5],
        "started_on": date(2020, 1, 6),
        "manager_id": None,
        "team_id": None,
    } | given


def _signed_in(client: FlaskClient, who: str) -> FlaskClient:
    token = _TOKEN.search(client.get("/sign-in").text)
    form = {"email": f"{who}@bench.example", "password": PASSWORD, "csrf_token": token[1] if token else ""}
    if client.post("/sign-in", data=form).status_code != 302:
        raise RuntimeError("The benchmark could not sign in.")
    return client


def _milliseconds(client: FlaskClient, address: str, headers: dict[str, str], status: int = 200) -> str:
    """Return the median of three, or what the page answered instead of `status`."""
    took = []
    for _ in range(4):
        started = time.perf_counter()
        answer = client.get(address, headers=headers)
        took.append(time.perf_counter() - started)
        if answer.status_code != status:
            return f"HTTP {answer.status_code}"
    return f"{sorted(took[1:])[1] * 1000:.0f}"


def _unchanged(client: FlaskClient) -> str:
    """Ask as an open page does that shows everything already."""
    version = _VERSION.search(client.get("/", headers=HTMX).text)
    return _milliseconds(client, "/", HTMX | {"X-Board-Version": version[1] if version else ""}, 204)


if __name__ == "__main__":
    measure_large_company()
