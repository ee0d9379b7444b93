"""The history of one person's record, newest first."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.people.facts import LABELS
from app.models import ChangeSource, ProfileChange
from app.queries.paging import Listing, Page, fetch_page

OTHER_LABELS = {
    "added": "Added to the directory",
    "time_off": "Time off",
    "kpi_reading": "KPI reading",
    "delegate": "Delegate",
}


@dataclass(frozen=True, kw_only=True)
class HistoryRow:
    id: int
    changed_at: datetime
    changed_by: str
    source: ChangeSource
    field: str
    before: str | None
    after: str | None
    starts_on: date | None

    @property
    def label(self) -> str:
        return LABELS.get(self.field) or OTHER_LABELS.get(self.field, self.field)


def list_history(session: Session, employee_id: int, listing: Listing) -> Page[HistoryRow]:
    columns: tuple[Any, ...] = (
        ProfileChange.id, ProfileChange.changed_at, ProfileChange.changed_by_name.label("changed_by"),
        ProfileChange.source, ProfileChange.field, ProfileChange.before, ProfileChange.after, ProfileChange.starts_on,
    )  # fmt: skip
    return fetch_page(
        session,
        sa.select(*columns).where(ProfileChange.employee_id == employee_id),
        listing,
        sorts={
            "": ProfileChange.id.desc(),
            "at": ProfileChange.changed_at,
            "by": ProfileChange.changed_by_name,
            "field": ProfileChange.field,
        },
        searched=(ProfileChange.field, ProfileChange.before, ProfileChange.after, ProfileChange.changed_by_name),
        make=HistoryRow,
    )


def find_last_change(session: Session, employee_id: int, fields: frozenset[str]) -> HistoryRow | None:
    """Return the newest change of any of these fields: who changed it while somebody else was editing."""
    page = list_history(session, employee_id, Listing(sort="at", descending=True, size=50))
    return next((row for row in page.rows if row.field in fields), None)
