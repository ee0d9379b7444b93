"""Fixtures of every test: a database at head for each process, and a savepoint around each test."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis
from sqlalchemy.orm import Session

from app import create_app
from app.extensions import db
from app.models import Base
from app.rule_book import RuleBook
from app.settings import Settings
from tests.builders import NOW
from tests.database import VAPI_SECRET, copy_database, migrated_template, settings_of
from tests.pinned_clock import PinnedClock

hypothesis.register_profile("coach", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.register_profile("long", hypothesis.get_profile("coach"), max_examples=2000)
hypothesis.load_profile("coach")
"""Hypothesis has no deadline, because a busy machine must not fail a test; `make prove` tries more examples."""

TEMPLATE = pytest.StashKey[str]()
_OWNED = ExitStack()
"""What the controlling process of a parallel run keeps for its workers."""


def pytest_configure_node(node: Any) -> None:
    """Give a worker of pytest-xdist the address of the template, which the first worker's start brings up."""
    stash = node.config.stash
    if TEMPLATE not in stash:
        stash[TEMPLATE] = _OWNED.enter_context(migrated_template())
    node.workerinput["template_url"] = stash[TEMPLATE]


def pytest_unconfigure() -> None:
    _OWNED.close()


@pytest.fixture(scope="session")
def template_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The database that is copied, never connected to."""
    worker = getattr(request.config, "workerinput", None)
    if worker:
        yield worker["template_url"]
        return
    with migrated_template() as url:
        yield url


@pytest.fixture(scope="session")
def postgres_url(template_url: str, worker_id: str) -> str:
    return copy_database(template_url, f"tests_{worker_id}")


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def settings(postgres_url: str, data_dir: Path) -> Settings:
    return settings_of(postgres_url, data_dir)


@pytest.fixture(scope="session")
def pinned_clock() -> PinnedClock:
    return PinnedClock()


@pytest.fixture
def clock(pinned_clock: PinnedClock) -> Iterator[PinnedClock]:
    """What the app takes for the present: `clock.now = …` moves it for the rest of this test."""
    yield pinned_clock
    pinned_clock.now = NOW


def settle_rules(app: Flask) -> None:
    """Let the app know that no rule was changed, and not ask again: a page's number of queries is held by tests."""
    book: RuleBook = app.extensions["rule_book"]
    book.seconds = float("inf")
    book.take({})


@pytest.fixture(scope="session")
def app(settings: Settings, pinned_clock: PinnedClock) -> Iterator[Flask]:
    app = create_app(settings, time_source=pinned_clock)
    app.testing = True
    settle_rules(app)
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
