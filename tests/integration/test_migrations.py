"""One head, models equal to head, and every migration goes down and up again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import Migrate, downgrade, upgrade
from flask_sqlalchemy import SQLAlchemy

from app.dev.postgres import PrivatePostgres
from app.domain.audit_months import is_part
from app.models import Base

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def empty_app() -> Iterator[Flask]:
    """An app on a database of its own, without a single table."""
    with PrivatePostgres.throwaway() as postgres:
        app = Flask("migrations")
        app.config["SQLALCHEMY_DATABASE_URI"] = postgres.url
        db = SQLAlchemy(app, metadata=Base.metadata)
        Migrate(app, db, directory=str(ROOT / "migrations"))
        with app.app_context():
            yield app
            db.engine.dispose()


def engine_of(app: Flask) -> sa.Engine:
    engine: sa.Engine = app.extensions["sqlalchemy"].engine
    return engine


def tables(app: Flask) -> set[str]:
    names = set(sa.inspect(engine_of(app)).get_table_names()) - {"alembic_version"}
    return {name for name in names if not is_part(name)}


def test_there_is_one_head() -> None:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    assert len(ScriptDirectory.from_config(config).get_heads()) == 1


def test_up_down_up_leaves_the_models_tables(empty_app: Flask) -> None:
    upgrade()
    assert tables(empty_app) == set(Base.metadata.tables)
    downgrade(revision="base")
    assert tables(empty_app) == set()
    upgrade()
    assert tables(empty_app) == set(Base.metadata.tables)


def test_models_equal_head(empty_app: Flask) -> None:
    upgrade()
    with engine_of(empty_app).connect() as connection:
        options = {
            "compare_type": True,
            "compare_server_default": False,
            "include_name": lambda name, kind, _parents: not (kind == "table" and is_part(name)),
        }
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []


def test_enum_checks_allow_what_the_models_allow(empty_app: Flask) -> None:
    upgrade()
    wanted = {
        (table.name, column.name): set(column.type.enums)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, sa.Enum)
    }
    found: dict[tuple[str, str], set[str]] = {}
    inspector = sa.inspect(engine_of(empty_app))
    for table, column in wanted:
        for check in inspector.get_check_constraints(table):
            text = check["sqltext"]
            if text.startswith((f"{column}::text = ANY", f"({column}::text = ANY", f"{column} = ANY")):
                found[table, column] = {part.split("'")[1] for part in text.split("ARRAY[")[1].split(",")}
    assert found == wanted
