"""Where personal data lives: every column of every table, whose it is, and what an erasure makes of it.

The one list behind `export-employee` and `erase-employee`; a test fails where a column is missing from it. What an
export gives is what is listed under `name`, `clear`, `figures` and `keep`; `others` and `never` are not given.
"""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.models import Alert, AlertEvent, PeopleImport, ProfileChange
from app.queries.call_data import CALL_DATA
from app.queries.directory_data import DIRECTORY_DATA
from app.queries.held_data import Held

HELD: tuple[Held, ...] = (*CALL_DATA, *DIRECTORY_DATA)
"""In an order in which rows can be deleted."""
NOBODYS = frozenset(
    {
        "desk_addresses",
        "kpis",
        "odoo_role_rules",
        "outage_days",
        "rule_changes",
        "scheduled_runs",
        "team_week_sums",
        "teams",
        "weekly_runs",
    }
)
"""Tables that hold nothing about a person."""

NAMES_OF_ACTORS: tuple[tuple[Any, Any], ...] = (
    (Alert.owner_id, Alert.owner_name),
    (AlertEvent.actor_id, AlertEvent.actor_name),
    (ProfileChange.changed_by_id, ProfileChange.changed_by_name),
    (PeopleImport.submitted_by_id, PeopleImport.submitted_by_name),
)
"""Who did something, and the column that holds the name beside it."""


def count_held(session: Session, employee_id: int) -> dict[str, int]:
    """Return by table how many rows an export would give; tables without any are left out. One statement."""
    counts = [
        sa.select(sa.literal(str(held.table.__tablename__)).label("name"), sa.func.count().label("rows"))
        .select_from(held.table)
        .where(held.whose(employee_id))
        for held in HELD
        if held.exported
    ]
    return {row.name: row.rows for row in session.execute(sa.union_all(*counts)) if row.rows}


def held_tables() -> Mapping[str, Held]:
    return {str(held.table.__tablename__): held for held in HELD}
