"""No page sends more than twelve statements to the database, and none sends more for five hundred people than for one.

Every GET route of the app is opened by whoever may open it, so a new page is counted as soon as it exists.
"""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind
from app.domain.permissions import Role
from app.models import Alert, Base, Call, DailyCheckin, Employee, KpiReading, TechProfile, WeeklyRollup
from app.settings import Settings
from tests.builders import (
    NOW,
    make_alert,
    make_checkin,
    make_employee,
    make_kpi,
    make_profile,
    make_reading,
    make_rollup,
    make_team,
    make_user,
)
from tests.functional.web.conftest import SignIn
from tests.query_counts import MOST_QUERIES, counted
from tests.route_addresses import Rows, addresses_of, rules_of

MANY = 500
EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]
COPIED: tuple[type[Base], ...] = (Call, DailyCheckin, TechProfile, KpiReading, Alert, WeeklyRollup)


@pytest.fixture
def manager(session: Session) -> Employee:
    """One technician's manager; that technician has something in every table."""
    manager = make_employee(session, role=Role.MANAGER, timezone="UTC")
    person = make_employee(
        session, timezone="UTC", workdays=EVERY_DAY, manager_id=manager.id, team_id=make_team(session).id
    )
    kpi = make_kpi(session)
    make_profile(session, person, primary_kpi=kpi.name)
    for day in range(1, 8):
        make_reading(session, person, kpi, read_on=(NOW - timedelta(weeks=day)).date())
        make_checkin(session, person, timestamp=NOW - timedelta(days=day - 1))
    make_rollup(session, person, kpi_id=kpi.id)
    for kind in AlertKind:
        make_alert(session, None if kind is AlertKind.LINE else person, kind=kind, note="Gate code", opened_at=NOW)
    make_user(session, make_employee(session, role=Role.DISPATCHER))
    return manager


def multiply(session: Session, manager: Employee) -> None:
    """Copy the one technician with all rows until there are five hundred."""
    [person] = session.scalars(sa.select(Employee).where(Employee.manager_id == manager.id))
    for _ in range(MANY - 1):
        make_employee(session, timezone="UTC", workdays=EVERY_DAY, manager_id=manager.id, team_id=person.team_id)
    others = session.scalars(
        sa.select(Employee.id).where(Employee.manager_id == manager.id, Employee.id != person.id)
    ).all()
    for model in COPIED:
        rows = session.execute(
            sa.select(*model.__table__.c).where(model.__table__.c.employee_id == person.id)
        ).mappings()
        copies = [_copy(dict(row), other) for row in rows.all() for other in others]
        session.execute(sa.insert(model), copies)
    # A database knows how much it holds within a minute; the test must not depend on when it looked.
    session.execute(sa.text("ANALYZE"))
    session.commit()


def _copy(row: dict[str, Any], other: int) -> dict[str, Any]:
    """A call keeps a text id of its own; other keys come from the sequence."""
    changed: dict[str, Any] = {"employee_id": other, "checkin_id": None}
    if isinstance(row.get("id"), str):
        changed["id"] = f"{row['id']}-{other}"
    if "call_id" in row:
        changed["call_id"] = f"{row['call_id']}-{other}"
    if "dedupe_key" in row:
        changed["dedupe_key"] = f"{row['dedupe_key']}-{other}"
    kept = {name: value for name, value in row.items() if name != "id" or isinstance(value, str)}
    return kept | {name: value for name, value in changed.items() if name in row}


def count_pages(client: FlaskClient, connection: sa.Connection, addresses: list[str]) -> dict[str, int]:
    """Return the number of queries by address, of those that this role may open."""
    found = {}
    for address in addresses:
        with counted(connection) as statements:
            status = client.get(address).status_code
        if status == 200:
            found[address] = len(statements)
    return found


@pytest.mark.parametrize("role", [Role.ADMIN, Role.MANAGER, Role.DISPATCHER])
def test_no_page_runs_more_than_twelve_queries_with_one_or_with_five_hundred(
    *,
    app: Flask,
    sign_in: SignIn,
    session: Session,
    settings: Settings,
    manager: Employee,
    isolated_database: sa.Connection,
    role: Role,
) -> None:
    pages = sign_in(employee=manager) if role is Role.MANAGER else sign_in(role)
    rows = Rows(session, settings)
    addresses = [address for rule in rules_of(app, "GET") for address in addresses_of(app, rule, rows)]
    of_one = count_pages(pages.client, isolated_database, addresses)
    multiply(session, manager)
    of_many = count_pages(pages.client, isolated_database, addresses)
    assert {"/", "/alerts", "/blockers"} <= set(of_one)
    assert {address: count for address, count in of_many.items() if count > MOST_QUERIES} == {}
    assert of_many == of_one
