"""Facts by their first day: the present changes from today on, a plan waits for its day, and the past stays.

The same for employment and for goals: the present stands on its holder, other rows in a table of their own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.people.facts import EMPLOYMENT_FIELDS
from app.models import Employee, Employment, Goal, TechProfile

Holder = Employee | TechProfile
Row = Employment | Goal


@dataclass(frozen=True, kw_only=True)
class Dated:
    """One set of columns that change together."""

    rows: type[Any]
    """`Employment` or `Goal`."""
    since: str
    """The holder's column with the first day of the present."""
    opening: tuple[str, ...]
    """A change of one of these begins a new row."""
    carried: tuple[str, ...]
    """These stand in each row too; a change of one corrects it in every row that says the same."""

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.opening, *self.carried)

    def values(self, holder: Holder | Row) -> dict[str, Any]:
        return {name: getattr(holder, name) for name in self.columns}


EMPLOYMENT = Dated(
    rows=Employment,
    since="employment_since",
    opening=EMPLOYMENT_FIELDS,
    carried=("started_on", "ended_on", "checkins_from"),
)
GOAL = Dated(
    rows=Goal,
    since="goal_since",
    opening=(
        "current_90day_goal", "goal_kpi_id", "goal_baseline", "goal_target", "goal_started_on", "goal_due_on",
    ),
    carried=("goal_milestones", "goal_updated_at"),
)  # fmt: skip


def owner_of(holder: Holder) -> int:
    return holder.id if isinstance(holder, Employee) else holder.employee_id


def list_rows(session: Session, dated: Dated, employee_ids: Iterable[int]) -> dict[int, list[Row]]:
    """Return by person all rows beside the present, past and planned, the oldest first."""
    query = select(dated.rows).where(dated.rows.employee_id.in_(list(employee_ids))).order_by(dated.rows.starts_on)
    rows: dict[int, list[Row]] = {}
    for row in session.scalars(query):
        rows.setdefault(row.employee_id, []).append(row)
    return rows


def change_present(
    session: Session,
    dated: Dated,
    holder: Holder,
    wanted: Mapping[str, Any],
    *,
    rows: Iterable[Row],
    today: date,
    known_since: date,
    new_stay: bool = False,
) -> None:
    """Let `wanted` hold from today on.

    What held before is kept as a past row from `known_since`, unless it never held on a day before today. A planned row
    that repeats an old value takes the new one. `new_stay` begins a row even where only carried columns change.
    """
    old = dated.values(holder)
    changed = {name: value for name, value in wanted.items() if name in old and old[name] != value}
    since: date | None = getattr(holder, dated.since)
    opens = new_stay or any(name in dated.opening for name in changed)
    held_before = known_since < today if since is None else since < today
    if opens and held_before:
        session.add(dated.rows(employee_id=owner_of(holder), starts_on=since or known_since, **old))
        setattr(holder, dated.since, today)
    for name, value in changed.items():
        setattr(holder, name, value)
    first_corrected = today if new_stay else date.min
    _carry(dated, changed, old, (row for row in rows if row.starts_on > first_corrected), today)


def _carry(dated: Dated, changed: Mapping[str, Any], old: Mapping[str, Any], rows: Iterable[Row], today: date) -> None:
    for row in rows:
        for name, value in changed.items():
            follows = row.starts_on > today or name in dated.carried
            if follows and getattr(row, name) == old[name]:
                setattr(row, name, value)


def held_on(dated: Dated, holder: Holder, rows: Iterable[Row], day: date) -> Holder | Row:
    """Return the row that will hold on a day to come: the last one planned by then, or the present."""
    since = getattr(holder, dated.since) or date.min
    planned = [row for row in rows if since < row.starts_on <= day]
    return planned[-1] if planned else holder


def plan_row(
    session: Session, dated: Dated, holder: Holder, changes: Mapping[str, Any], *, rows: list[Row], starts_on: date
) -> None:
    """Let `changes` hold from a day to come, and on in later plans that repeat what they replace."""
    base = held_on(dated, holder, rows, starts_on)
    before = dated.values(base)
    if not isinstance(base, Employee | TechProfile) and base.starts_on == starts_on:
        for name, value in changes.items():
            setattr(base, name, value)
    else:
        session.add(dated.rows(employee_id=owner_of(holder), starts_on=starts_on, **{**before, **changes}))
    _carry(dated, changes, before, (row for row in rows if row.starts_on > starts_on), starts_on)


def take_back_row(session: Session, dated: Dated, holder: Holder, *, rows: list[Row], starts_on: date) -> bool:
    """Delete what is planned for a day; later plans that repeat it go back to what held before. False: nothing is."""
    planned = next((row for row in rows if row.starts_on == starts_on), None)
    if planned is None:
        return False
    before = dated.values(held_on(dated, holder, rows, starts_on - timedelta(days=1)))
    undone = dated.values(planned)
    _carry(dated, before, undone, (row for row in rows if row.starts_on > starts_on), starts_on)
    session.delete(planned)
    rows.remove(planned)
    return True


def apply_row(session: Session, dated: Dated, holder: Holder, row: Row, *, known_since: date) -> None:
    """Make a planned row whose day has come the present, and the present a past row."""
    since: date | None = getattr(holder, dated.since)
    begun = since or min(known_since, row.starts_on - timedelta(days=1))
    past, present = dated.values(holder), dated.values(row)
    session.delete(row)
    session.flush()
    session.add(dated.rows(employee_id=owner_of(holder), starts_on=begun, **past))
    for name, value in present.items():
        setattr(holder, name, value)
    setattr(holder, dated.since, row.starts_on)
