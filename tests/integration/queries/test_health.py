"""The migration that the database is at, and the one that this code expects."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import ROOT
from app.queries.health import database_revision, expected_revision


def test_migrated_database_is_at_the_expected_revision(session: Session) -> None:
    expected = expected_revision(str(ROOT / "migrations"))
    assert expected is not None
    assert database_revision(session) == expected


def test_database_of_another_version_is_told_apart(session: Session) -> None:
    session.execute(sa.text("UPDATE alembic_version SET version_num = 'older'"))
    assert database_revision(session) == "older"
