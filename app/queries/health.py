"""Whether the database is there, and at the migration that this code expects."""

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.orm import Session


def database_revision(session: Session) -> str | None:
    revision: str | None = session.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def expected_revision(migrations: str) -> str | None:
    config = Config()
    config.set_main_option("script_location", migrations)
    return ScriptDirectory.from_config(config).get_current_head()
