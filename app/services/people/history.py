"""The history of a person's fields, written beside each change in its transaction."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.people.facts import PersonFacts, changed_fields
from app.domain.people.plain import plain_value
from app.domain.people.wording import Names, say_value
from app.models import ProfileChange
from app.services.people.changed_by import ChangedBy

ADDED = "added"
"""The field of the one row that tells of a new person."""


def change_rows(
    employee_id: int,
    before: PersonFacts | None,
    after: PersonFacts,
    *,
    names: Names,
    by: ChangedBy,
    now: datetime,
    starts_on: date | None = None,
) -> list[dict[str, Any]]:
    """Return one row per field that differs; a new person is one row, whatever it says."""
    told = _Telling(employee_id=employee_id, by=by, now=now, starts_on=starts_on)
    if before is None:
        return [told.row(ADDED, (None, None), (after.name, None))]
    return [
        told.row(
            field,
            (say_value(field, getattr(before, field), names), plain_value(getattr(before, field))),
            (say_value(field, getattr(after, field), names), plain_value(getattr(after, field))),
        )
        for field in changed_fields(before, after)
    ]


def write_history(session: Session, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert the rows in one statement."""
    values = list(rows)
    if values:
        session.execute(sa.insert(ProfileChange), values)


def record_change(
    session: Session,
    employee_id: int,
    field: str,
    *,
    before: str | None,
    after: str | None,
    by: ChangedBy,
    now: datetime,
    starts_on: date | None = None,
) -> None:
    """Note a change of something recorded beside the profile, in words: time off, a KPI reading, a delegate."""
    told = _Telling(employee_id=employee_id, by=by, now=now, starts_on=starts_on)
    write_history(session, [told.row(field, (before, None), (after, None))])


class _Telling:
    """What the rows of one change have in common."""

    def __init__(self, *, employee_id: int, by: ChangedBy, now: datetime, starts_on: date | None) -> None:
        self._common = {
            "employee_id": employee_id,
            "changed_at": now,
            "changed_by_id": by.employee_id,
            "changed_by_name": by.name,
            "source": by.source,
            "import_id": by.import_id,
            "starts_on": starts_on,
        }

    def row(self, field: str, before: tuple[str | None, Any], after: tuple[str | None, Any]) -> dict[str, Any]:
        return {
            **self._common,
            "field": field,
            "before": before[0],
            "before_value": before[1],
            "after": after[0],
            "after_value": after[1],
        }
