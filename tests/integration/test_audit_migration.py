"""The migration that divides the audit log by month takes every line and every right over, there and back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask_migrate import Migrate, downgrade, upgrade
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.exc import ProgrammingError

from app.models import Base
from tests.database import empty_database

ROOT = Path(__file__).resolve().parents[2]
BEFORE, AFTER = "0033", "0034"
LINES = sa.text("SELECT id, at, action FROM audit_events ORDER BY id")
PLACES = sa.text("SELECT tableoid::regclass::text FROM audit_events ORDER BY id")
RIGHTS = sa.text(
    "SELECT privilege_type FROM pg_class, aclexplode(relacl) "
    "WHERE oid = 'audit_events'::regclass AND pg_get_userbyid(grantee) = 'audit_app' ORDER BY 1"
)


@pytest.fixture
def connection(template_url: str, worker_id: str) -> Iterator[sa.Connection]:
    """A database of this test's own, at the revision before, within the app that migrates it."""
    app = Flask("audit-migration")
    app.config["SQLALCHEMY_DATABASE_URI"] = empty_database(template_url, f"audit_migration_{worker_id}")
    db = SQLAlchemy(app, metadata=Base.metadata)
    Migrate(app, db, directory=str(ROOT / "migrations"))
    with app.app_context():
        upgrade(revision=BEFORE)
        with db.engine.connect() as connection, connection.execution_options(isolation_level="AUTOCOMMIT"):
            yield connection
        with db.engine.begin() as last:
            last.execute(sa.text("DROP OWNED BY audit_app"))
            last.execute(sa.text("DROP ROLE audit_app"))
        db.engine.dispose()


def fill(connection: sa.Connection) -> None:
    connection.execute(sa.text("CREATE ROLE audit_app"))
    connection.execute(sa.text("ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO audit_app"))
    connection.execute(sa.text("GRANT SELECT, INSERT ON audit_events TO audit_app"))
    connection.execute(
        sa.text(
            "INSERT INTO audit_events (at, action, detail) SELECT at, 'test.done', '{}' FROM "
            "(VALUES (timestamptz '2026-08-31 23:59:59.999999+00'), ('2026-09-01 00:00+00'), ('2026-10-15 12:00+00')) "
            "AS lines (at)"
        )
    )


def test_lines_rights_and_numbers_go_there_and_back(connection: sa.Connection) -> None:
    fill(connection)
    lines = connection.execute(LINES).all()
    upgrade(revision=AFTER)
    assert connection.execute(LINES).all() == lines
    assert connection.scalars(PLACES).all() == [f"audit_events_2026_{month}" for month in ("08", "09", "10")]
    assert connection.scalars(RIGHTS).all() == ["INSERT", "SELECT"]
    add = sa.text("INSERT INTO audit_events (at, action, detail) VALUES (now(), 'test.more', '{}') RETURNING id")
    assert connection.scalar(add) == lines[-1].id + 1
    downgrade(revision=BEFORE)
    assert connection.execute(LINES).all()[:3] == lines
    assert set(connection.scalars(PLACES)) == {"audit_events"}
    assert connection.scalars(RIGHTS).all() == ["INSERT", "SELECT"]
    assert connection.scalar(add) == lines[-1].id + 2
    with pytest.raises(ProgrammingError, match="append-only"):
        connection.execute(sa.text("DELETE FROM audit_events"))
