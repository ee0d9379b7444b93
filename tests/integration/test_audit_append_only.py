"""Audit lines stay: a trigger refuses changes to everybody, and the programs' documented role has no right to any."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from app.extensions import db
from app.services.audit import record_audit
from tests.builders import NOW

DOCUMENT = Path(__file__).parents[2] / "docs" / "production.md"
STATEMENTS = ("UPDATE audit_events SET action = 'nothing'", "DELETE FROM audit_events")


@pytest.mark.parametrize("statement", STATEMENTS)
def test_audit_lines_are_neither_changed_nor_deleted(session: Session, statement: str) -> None:
    record_audit(session, actor_id=None, action="test.done", now=NOW)
    session.flush()
    with pytest.raises(ProgrammingError, match="append-only"):
        session.execute(sa.text(statement))


@pytest.fixture
def as_application(app: Flask) -> Iterator[sa.Connection]:
    """A connection under the role of the document, made by the document's own statements; all is rolled back."""
    [statements] = re.findall(r"```sql\n(.*?)```", DOCUMENT.read_text(), flags=re.DOTALL)
    with app.app_context():
        engine = db.engine
    with engine.connect() as connection, connection.begin() as transaction:
        connection.execute(sa.text(statements))
        connection.execute(sa.text("SET LOCAL ROLE ops_coach_app"))
        yield connection
        transaction.rollback()


def test_documented_role_writes_audit_lines_and_reads_them(as_application: sa.Connection) -> None:
    as_application.execute(sa.text("INSERT INTO audit_events (at, action, detail) VALUES (now(), 'test.done', '{}')"))
    assert as_application.scalar(sa.text("SELECT count(*) FROM audit_events")) == 1


@pytest.mark.parametrize(
    "statement",
    [
        *STATEMENTS,
        "TRUNCATE audit_events",
        "DROP TABLE audit_events",
        "UPDATE alembic_version SET version_num = '1'",
        "DELETE FROM audit_events_default",
        "SELECT * FROM audit_events_default",
        "INSERT INTO audit_events_default (id, at, action, detail) VALUES (1, now(), 'a', '{}')",
        "DROP TABLE audit_events_default",
        "ALTER TABLE audit_events DETACH PARTITION audit_events_default",
        "CREATE TABLE audit_events_1999_01 PARTITION OF audit_events FOR VALUES FROM ('1999-01-01') TO ('1999-02-01')",
    ],
)
def test_documented_role_may_not_touch_them(as_application: sa.Connection, statement: str) -> None:
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
        as_application.execute(sa.text(statement))
