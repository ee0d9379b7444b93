"""Loading the demo company: only where it can hurt nobody, the same rows each time, and room for the next ones."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.dev.demo_data import load_demo_data
from app.domain.errors import NotAllowed
from app.models import Base
from app.settings import Settings
from tests.builders import make_employee

MID_MORNING = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


def load(session: Session, settings: Settings) -> None:
    load_demo_data(session, now=MID_MORNING, password="demo password of the tests", settings=settings)


def snapshot(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    tables = {}
    for table in Base.metadata.sorted_tables:
        columns = [column for column in table.c if column.name != "password_hash"]
        rows = session.execute(sa.select(*columns).order_by(*table.primary_key.columns))
        tables[table.name] = [tuple(map(str, row)) for row in rows]
    return tables


def test_two_loads_at_one_instant_are_equal(session: Session, settings: Settings) -> None:
    with session.begin_nested() as savepoint:
        load(session, settings)
        first = snapshot(session)
        savepoint.rollback()
    load(session, settings)
    assert snapshot(session) == first


def test_new_rows_follow_the_ids_of_the_demo(session: Session, settings: Settings) -> None:
    load(session, settings)
    assert make_employee(session, phone="+16305550177").id == 241


def test_every_table_numbers_its_next_row_past_the_demo(session: Session, settings: Settings) -> None:
    load(session, settings)
    for table in Base.metadata.sorted_tables:
        sequence = (
            session.scalar(sa.select(sa.func.pg_get_serial_sequence(table.name, "id"))) if "id" in table.c else None
        )
        if sequence is not None:
            highest = session.scalar(sa.select(sa.func.coalesce(sa.func.max(table.c.id), 0)))
            assert session.scalars(sa.select(sa.func.nextval(sequence))).one() > highest, table.name


def test_a_team_can_be_added_by_sql_after_the_demo(session: Session, settings: Settings) -> None:
    load(session, settings)
    assert session.execute(sa.text("INSERT INTO teams (name) VALUES ('Fresno') RETURNING id")).scalar_one() == 6


def test_a_database_with_people_is_refused(session: Session, settings: Settings) -> None:
    make_employee(session)
    with pytest.raises(NotAllowed, match="already holds people"):
        load(session, settings)


def test_production_is_refused(session: Session, settings: Settings) -> None:
    with pytest.raises(NotAllowed, match="never loaded in production"):
        load(session, replace(settings, app_env="production"))
