"""`flask audit-parts`, by the owner of the tables and by the programs' role, beside others at work."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from app import create_app
from app.extensions import db
from app.services.audit import record_audit
from app.services.people.erasing import set_legal_hold
from tests.builders import make_employee
from tests.database import copy_database, settings_of
from tests.pinned_clock import PinnedClock

NOW = datetime(2094, 3, 31, 12, tzinfo=UTC)
OLD = datetime(2090, 1, 15, tzinfo=UTC)


@pytest.fixture
def own_app(template_url: str, worker_id: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An app on a database of this test's own: what is made here is committed."""
    data_dir = tmp_path_factory.mktemp("audit")
    url = copy_database(template_url, f"audit_{worker_id}_{data_dir.name.replace('-', '_')}")
    clock = PinnedClock()
    clock.now = NOW
    app = create_app(settings_of(url, data_dir), time_source=clock)
    app.testing = True
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def run(app: Flask) -> str:
    result = app.test_cli_runner().invoke(args=["audit-parts"])
    return result.output


def note(app: Flask, at: datetime, *, held: bool = False) -> int:
    with app.app_context(), Session(db.engine) as session:
        person = make_employee(session, id=700 + at.month)
        record_audit(session, actor_id=None, subject_id=person.id, action="test.done", now=at)
        set_legal_hold(session, person.id, held=held, actor_id=None, now=at)
        session.commit()
        return person.id


def test_command_makes_drops_and_says_what_it_keeps(own_app: Flask) -> None:
    note(own_app, OLD)
    note(own_app, OLD.replace(month=2), held=True)
    first = run(own_app).splitlines()
    assert first[0] == (
        "Made: audit_events_2090_01, audit_events_2090_02, audit_events_2094_03, audit_events_2094_04, "
        "audit_events_2094_05 and audit_events_2094_06."
    )
    assert first[1].startswith("Dropped: ")
    assert "audit_events_2090_01" in first[1]
    assert first[2:] == ["Kept: audit_events_2090_02, for 1 person on legal hold."]
    assert run(own_app).splitlines() == ["Made: nothing, all are there.", "Dropped: nothing.", first[2]]


@contextmanager
def role_of_the_programs(app: Flask) -> Iterator[None]:
    """Let every connection of the app have the rights of somebody who owns nothing."""
    with app.app_context():
        engine = db.engine
        with engine.begin() as connection:
            connection.execute(sa.text("CREATE ROLE audit_programs"))
            connection.execute(sa.text("GRANT ALL ON ALL TABLES IN SCHEMA public TO audit_programs"))

    def lower(connection: sa.Connection) -> None:
        connection.exec_driver_sql("SET LOCAL ROLE audit_programs")

    sa.event.listen(engine, "begin", lower)
    try:
        yield
    finally:
        sa.event.remove(engine, "begin", lower)
        with engine.begin() as connection:
            connection.execute(sa.text("DROP OWNED BY audit_programs"))
            connection.execute(sa.text("DROP ROLE audit_programs"))


def test_role_of_the_programs_is_told_who_may(own_app: Flask) -> None:
    with role_of_the_programs(own_app):
        output = run(own_app)
    assert output == (
        "Error: Only the owner of the tables may do this: give the DATABASE_URL of the role that migrates.\n"
    )


def test_command_waits_for_a_busy_table_without_stopping_it(own_app: Flask) -> None:
    with own_app.app_context():
        engine = db.engine
    busy = engine.connect()
    busy.execute(sa.text("LOCK TABLE audit_events IN ROW EXCLUSIVE MODE"))
    released = threading.Timer(1.2, busy.close)
    released.start()
    assert run(own_app).startswith("Made: audit_events_2094_03")
    released.join()


def test_hold_that_is_being_set_is_waited_for(own_app: Flask) -> None:
    number = note(own_app, OLD)
    with own_app.app_context():
        engine = db.engine
    setting = engine.connect()
    setting.execute(sa.text("UPDATE employees SET legal_hold = true WHERE id = :id"), {"id": number})
    committed = threading.Timer(1.2, setting.commit)
    committed.start()
    assert run(own_app).splitlines()[-1] == "Kept: audit_events_2090_01, for 1 person on legal hold."
    committed.join()
    setting.close()
