"""Fixtures of every test: one private PostgreSQL for the run, migrated to head; a savepoint around each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from sqlalchemy.orm import Session

from app import create_app
from app.dev.postgres import PrivatePostgres
from app.extensions import db
from app.models import Base
from app.settings import Settings

VAPI_SECRET = "test-secret-of-the-webhook-0123456789"


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    with PrivatePostgres.throwaway() as postgres:
        yield postgres.url


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def settings(postgres_url: str, data_dir: Path) -> Settings:
    return Settings(
        app_env="test",
        database_url=postgres_url,
        data_dir=str(data_dir),
        secret_key=("test-secret-key-0123456789-0123456789",),
        vapi_server_secret=(VAPI_SECRET,),
        vapi_assistant_id="00000000-0000-4000-8000-000000000001",
        company_name="Northwind Field Service",
    )


@pytest.fixture(scope="session")
def app(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings)
    app.testing = True
    with app.app_context():
        upgrade()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def isolated_database(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[sa.Connection]:
    """Put the whole test, commits of the app included, inside one transaction that is rolled back."""
    with app.app_context():
        engine = db.engine
    with engine.connect() as connection:
        outer = connection.begin()
        monkeypatch.setitem(db._app_engines[app], None, connection)
        monkeypatch.setitem(db.session.session_factory.kw, "join_transaction_mode", "create_savepoint")
        yield connection
        outer.rollback()


@pytest.fixture
def session(isolated_database: sa.Connection) -> Iterator[Session]:
    """A session of the test's own on the isolated connection: `commit()` shows rows to the app under test."""
    with Session(isolated_database, join_transaction_mode="create_savepoint", expire_on_commit=True) as session:
        yield session


@pytest.fixture
def client(app: Flask, isolated_database: sa.Connection) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def committed(app: Flask) -> Iterator[Session]:
    """A session whose commits are real, for tests with threads, processes or a browser; emptied afterwards."""
    with app.app_context():
        engine = db.engine
    with Session(engine) as session:
        yield session
        session.rollback()
    tables = ", ".join(table.name for table in Base.metadata.sorted_tables)
    with engine.begin() as connection:
        connection.execute(sa.text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))


@pytest.fixture
def vapi_headers() -> dict[str, str]:
    return {"X-Vapi-Secret": VAPI_SECRET}
