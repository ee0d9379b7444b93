"""Run migrations one at a time: an advisory lock keeps two starting servers apart, a lock timeout keeps a busy table
from stopping the line."""

from logging import getLogger
from typing import Any

import sqlalchemy as sa
from alembic import context
from flask import current_app

from app.domain.audit_months import is_part
from app.models import Base

MIGRATION_LOCK = 0x0C0AC4
"""Key of the advisory lock; any constant that nothing else in this database uses."""

logger = getLogger("alembic.env")


def forget_empty_revisions(_context: object, _revision: object, directives: list[Any]) -> None:
    if getattr(context.config.cmd_opts, "autogenerate", False) and directives[0].upgrade_ops.is_empty():
        directives[:] = []
        logger.info("The models equal the migrations; nothing to write.")


def is_of_the_models(name: str | None, kind: str, _parents: object) -> bool:
    """Leave out the monthly parts of the audit log: no model names them, and none may be taken for left over."""
    return not (kind == "table" and is_part(name))


def run_migrations() -> None:
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as connection:
        connection.execute(sa.text("SET statement_timeout = 0"))
        connection.execute(sa.text("SET lock_timeout = '5s'"))
        connection.execute(sa.text("SELECT pg_advisory_lock(:key)"), {"key": MIGRATION_LOCK})
        connection.commit()
        try:
            context.configure(
                connection=connection,
                target_metadata=Base.metadata,
                compare_type=True,
                include_name=is_of_the_models,
                process_revision_directives=forget_empty_revisions,
            )
            with context.begin_transaction():
                context.run_migrations()
            connection.commit()
        finally:
            connection.rollback()
            connection.execute(sa.text("SELECT pg_advisory_unlock(:key)"), {"key": MIGRATION_LOCK})
            connection.commit()


run_migrations()
