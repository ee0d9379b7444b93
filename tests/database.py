"""One private PostgreSQL for a run of the tests: a template migrated once, and a copy of it for each process.

With pytest-xdist the controlling process owns the server and tells its workers the template's address; without it the
only process does both. A copy takes a tenth of a second, the migrations take seconds.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg2
from flask_migrate import upgrade
from psycopg2 import sql
from sqlalchemy.engine import URL, make_url

from app import create_app
from app.dev.postgres import PrivatePostgres
from app.extensions import db
from app.settings import Settings

VAPI_SECRET = "test-secret-of-the-webhook-0123456789"


def settings_of(database_url: str, data_dir: Path | str) -> Settings:
    """Return the settings every test starts from."""
    return Settings(
        app_env="test",
        database_url=database_url,
        data_dir=str(data_dir),
        secret_key=("test-secret-key-0123456789-0123456789",),
        vapi_server_secret=(VAPI_SECRET,),
        vapi_assistant_id="00000000-0000-4000-8000-000000000001",
        company_name="Northwind Field Service",
    )


@contextmanager
def migrated_template() -> Iterator[str]:
    """Start a server whose one database is at head, and yield its address; nothing may stay connected to it."""
    with PrivatePostgres.throwaway() as postgres, TemporaryDirectory(prefix="ops-coach-") as data_dir:
        app = create_app(settings_of(postgres.url, data_dir))
        with app.app_context():
            upgrade()
            db.engine.dispose()
        yield postgres.url


def copy_database(template_url: str, name: str) -> str:
    """Make the database `name` beside the template, with the same tables, and return its address."""
    template = make_url(template_url)
    return _create(template, name, source=str(template.database))


def empty_database(template_url: str, name: str) -> str:
    """Make the database `name` beside the template, without a single table, and return its address."""
    return _create(make_url(template_url), name, source="template1")


def _create(server: URL, name: str, *, source: str) -> str:
    maintenance = server.set(drivername="postgresql", database="postgres").render_as_string(hide_password=False)
    with closing(psycopg2.connect(maintenance)) as connection:
        connection.autocommit = True  # CREATE DATABASE cannot run inside a transaction
        with connection.cursor() as cursor:
            names = sql.Identifier(name), sql.Identifier(source)
            cursor.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
    return server.set(database=name).render_as_string(hide_password=False)
