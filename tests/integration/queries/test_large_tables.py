"""No page that many keep open reads a large table from end to end.

Held by the plans of a database that is large enough for the planner to have a choice: the company of the benchmark with
300 technicians, whose tables have 140,000 rows. The database is this module's own, because rows of a transaction that
is still open are never read from an index alone.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.queries.blockers import blockers_by_week, count_open_blockers, list_blockers
from app.queries.paging import Listing
from app.queries.roster_figures import BoardAsked
from app.queries.roster_page import load_board_page
from app.queries.roster_version import roster_version
from app.queries.technicians import find_technicians
from app.settings import Settings
from app.web.trends.charts import Asked, load_blockers, load_teams
from benchmarks.two_years import EXECUTIVE, MANAGER, NOW, add_people, fill, vacuum
from tests.database import copy_database

LARGE = {"alerts", "calls", "daily_checkins", "time_off", "weekly_rollups"}
SCAN = re.compile(r"Seq Scan on (\w+)")
VIEWERS = [
    Viewer(employee_id=id, role=role, timezone="UTC", name="")
    for id, role in ((0, Role.DISPATCHER), (EXECUTIVE, Role.EXECUTIVE), (MANAGER, Role.MANAGER))
]
Reading = Callable[[Session, Settings, Viewer], object]


def board(sort: str, **asked: Any) -> Reading:
    wanted = BoardAsked(listing=Listing(sort=sort, size=100, **asked))
    return lambda session, settings, viewer: load_board_page(session, viewer, wanted, settings=settings, now=NOW)


def technicians(sort: str, page: int = 1) -> Reading:
    return lambda session, _, viewer: find_technicians(session, viewer, Listing(sort=sort, page=page))


def trends(weeks: int) -> Reading:
    def read(session: Session, settings: Settings, viewer: Viewer) -> None:
        page = Asked(viewer=viewer, weeks=weeks, now=NOW, holidays=settings.holidays)
        load_teams(session, page)
        load_blockers(session, page)

    return read


def blockers(*, resolved: bool) -> Reading:
    listing = Listing(sort="age", descending=resolved)
    return lambda session, settings, viewer: list_blockers(
        session, viewer, resolved=resolved, listing=listing, now=NOW, settings=settings
    )


def blocker_weeks(session: Session, _settings: Settings, viewer: Viewer) -> None:
    blockers_by_week(session, viewer, first=date(2026, 8, 24), timezone="America/Chicago")
    count_open_blockers(session, viewer)


READINGS: dict[str, Reading] = {
    "whether Today has changed": lambda session, _settings, _viewer: roster_version(session, NOW),
    "Today": board("state"),
    "Today by blockers": board("blockers", descending=True),
    "a search on Today": board("name", search="Team 1"),
    "Technicians": technicians("name"),
    "the last page of Technicians": technicians("name", page=6),
    "Technicians by last check-in": technicians("last_checkin"),
    "Trends, 13 weeks": trends(13),
    "Trends, 52 weeks": trends(52),
    "Blockers": blockers(resolved=False),
    "Blockers that were resolved": blockers(resolved=True),
    "Blockers by week": blocker_weeks,
}


@pytest.fixture(scope="module")
def company(template_url: str, worker_id: str) -> Iterator[Session]:
    engine = sa.create_engine(copy_database(template_url, f"large_{worker_id}"))
    with Session(engine) as session:
        add_people(session, technicians=300, teams=15)
        session.flush()
        fill(session.connection())
        session.commit()
    vacuum(engine)
    with Session(engine) as session:
        yield session
    engine.dispose()


@contextmanager
def explained(connection: sa.Connection) -> Iterator[list[str]]:
    """Collect the plan of each statement that is run meanwhile."""
    statements: list[tuple[str, Any]] = []
    plans: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        statements.append((statement, values))

    sa.event.listen(connection, "before_cursor_execute", note)
    yield plans
    sa.event.remove(connection, "before_cursor_execute", note)
    for statement, values in statements:
        plans.append("\n".join(connection.exec_driver_sql(f"EXPLAIN {statement}", values).scalars()))


def scanned(plans: list[str]) -> set[str]:
    return {table for plan in plans for table in SCAN.findall(plan)} & LARGE


def test_large_tables_are_read_by_their_indexes(company: Session, settings: Settings) -> None:
    connection, scans = company.connection(), {}
    with explained(connection) as plans:
        company.execute(sa.text("SELECT count(*) FROM daily_checkins WHERE energy_level > 3"))
    assert scanned(plans) == {"daily_checkins"}  # a scan would be seen
    for name, read in READINGS.items():
        for viewer in VIEWERS:
            with explained(connection) as plans:
                read(company, settings, viewer)
            scans[name, viewer.role] = scanned(plans)
    assert {where: tables for where, tables in scans.items() if tables} == {}
