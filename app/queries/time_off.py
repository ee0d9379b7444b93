"""Time off of the people a viewer reaches: the list, one entry, and a team's calendar."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from app.domain.errors import NotFound
from app.domain.mornings.workdays import DayPart, TimeOffKind
from app.domain.viewers import Viewer
from app.models import Employee, Team, TimeOff
from app.queries.paging import Listing, Page, fetch_page
from app.queries.reach import visible_employees

Author = aliased(Employee, name="author")


@dataclass(frozen=True, kw_only=True)
class TimeOffRow:
    id: int
    employee_id: int
    person: str
    team: str | None
    starts_on: date
    ends_on: date
    kind: TimeOffKind
    part: DayPart
    by: str | None


@dataclass(frozen=True, kw_only=True)
class CalendarPerson:
    id: int
    name: str
    team: str | None
    off: Mapping[date, str]
    """Days off to the word that the calendar shows; never the kind of an absence."""


def list_time_off(session: Session, viewer: Viewer, listing: Listing, *, today: date, past: bool) -> Page[TimeOffRow]:
    """Return what runs or is to come, or what is over."""
    when = TimeOff.ends_on < today if past else TimeOff.ends_on >= today
    return fetch_page(
        session,
        _rows(viewer).where(when),
        listing,
        sorts={
            "": TimeOff.id,
            "person": Employee.name,
            "team": Team.name,
            "starts_on": TimeOff.starts_on,
            "ends_on": TimeOff.ends_on,
            "kind": TimeOff.kind,
        },
        searched=(Employee.name, Team.name),
        make=TimeOffRow,
    )


def get_time_off_row(session: Session, viewer: Viewer, time_off_id: int) -> TimeOffRow:
    """Raises NotFound whether nobody has this entry or this viewer does not reach whose it is."""
    row = session.execute(_rows(viewer).where(TimeOff.id == time_off_id)).mappings().one_or_none()
    if row is None:
        raise NotFound("There is no such time off among the people you look after.")
    return TimeOffRow(**row)


def load_time_off_calendar(
    session: Session, viewer: Viewer, first: date, last: date, *, team_id: int | None
) -> list[CalendarPerson]:
    """Return the active people of a team, or of all teams, with their days off; two queries."""
    people = (
        sa.select(Employee.id, Employee.name, Team.name.label("team"))
        .outerjoin(Team, Team.id == Employee.team_id)
        .where(Employee.active, Employee.id.in_(visible_employees(viewer)))
        .where(sa.true() if team_id is None else Employee.team_id == team_id)
        .order_by(Team.name, Employee.name, Employee.id)
    )
    rows = session.execute(people).all()
    off = _days_off(session, [row.id for row in rows], first, last)
    return [CalendarPerson(id=row.id, name=row.name, team=row.team, off=off[row.id]) for row in rows]


def _days_off(session: Session, ids: list[int], first: date, last: date) -> defaultdict[int, dict[date, str]]:
    query = sa.select(TimeOff).where(TimeOff.employee_id.in_(ids), TimeOff.starts_on <= last, TimeOff.ends_on >= first)
    off: defaultdict[int, dict[date, str]] = defaultdict(dict)
    for row in session.scalars(query):
        word = "off" if row.part is DayPart.WHOLE_DAY else f"off in the {row.part}"
        begin, end = max(row.starts_on, first), min(row.ends_on, last)
        off[row.employee_id] |= {date.fromordinal(day): word for day in range(begin.toordinal(), end.toordinal() + 1)}
    return off


def _rows(viewer: Viewer) -> sa.Select[Any]:
    columns: tuple[Any, ...] = (
        TimeOff.id, TimeOff.employee_id, Employee.name.label("person"), Team.name.label("team"), TimeOff.starts_on,
        TimeOff.ends_on, TimeOff.kind, TimeOff.part, Author.name.label("by"),
    )  # fmt: skip
    return (
        sa.select(*columns)
        .join(Employee, Employee.id == TimeOff.employee_id)
        .outerjoin(Team, Team.id == Employee.team_id)
        .outerjoin(Author, Author.id == TimeOff.created_by_id)
        .where(Employee.id.in_(visible_employees(viewer)))
    )
