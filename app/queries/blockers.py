"""Blockers as a list: who is stuck on what, since when, how often the same came up, who has it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any, cast
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy import SQLColumnExpression, func, select
from sqlalchemy.orm import Session, aliased

from app.domain.alerts.kinds import AlertKind, AlertOutcome, AlertStatus
from app.domain.viewers import Viewer
from app.models import Alert, Employee, Team
from app.queries.alerts import blocker_ages
from app.queries.paging import Listing, Page, fetch_page
from app.queries.reach import in_reach
from app.queries.repeated_blockers import same_words_hash
from app.settings import Settings


@dataclass(frozen=True, kw_only=True)
class BlockerRow:
    id: int
    employee_id: int | None
    person: str | None
    team: str | None
    note: str | None
    unclear: bool
    """Said together with a no, and never settled: there may be a blocker."""
    alert_on: date
    status: AlertStatus
    owner_name: str | None
    outcome: AlertOutcome | None
    outcome_note: str | None
    resolved_at: datetime | None
    times: int
    """How often the same person reported it in the same words (case and punctuation aside), this time included."""
    age_workdays: int = 0
    """The technician's own workdays, until today or until it was resolved."""


@dataclass(frozen=True, kw_only=True)
class BlockerWeek:
    week_start: date
    raised: int
    resolved: int


SORTS: Mapping[str, SQLColumnExpression[Any]] = {
    "age": Alert.alert_on,
    "person": Employee.name,
    "team": Team.name,
    "note": Alert.note,
    "owner": Alert.owner_name,
    "": Alert.id,
}


def list_blockers(
    session: Session, viewer: Viewer, *, resolved: bool, listing: Listing, now: datetime, settings: Settings
) -> Page[BlockerRow]:
    """Return a page of the open blockers, or of the resolved ones, among the people this viewer reaches."""
    status = Alert.status == AlertStatus.RESOLVED if resolved else Alert.status != AlertStatus.RESOLVED
    statement = _rows().where(Alert.kind == AlertKind.BLOCKER, status, in_reach(viewer))
    searched = (Employee.name, Team.name, Alert.note, Alert.owner_name)
    page = fetch_page(session, statement, listing, sorts=SORTS, searched=searched, make=BlockerRow)
    return replace(page, rows=_with_ages(session, page.rows, now=now, settings=settings))


def count_open_blockers(session: Session, viewer: Viewer) -> int:
    live = (Alert.kind == AlertKind.BLOCKER, Alert.status != AlertStatus.RESOLVED, in_reach(viewer))
    return session.scalar(select(func.count()).select_from(Alert).where(*live)) or 0


def blockers_by_week(session: Session, viewer: Viewer, *, first: date, timezone: str) -> list[BlockerWeek]:
    """Return raised and resolved per ISO week from the Monday `first`, weeks without either left out."""
    raised = func.date_trunc("week", sa.cast(Alert.alert_on, sa.DateTime))
    resolved = func.date_trunc("week", func.timezone(timezone, Alert.resolved_at))
    since = datetime.combine(first, time.min, tzinfo=ZoneInfo(timezone))
    mine = (Alert.kind == AlertKind.BLOCKER, in_reach(viewer))
    both = sa.union_all(
        _counted(raised, raised=1).where(*mine, Alert.alert_on >= first),
        _counted(resolved, resolved=1).where(*mine, Alert.resolved_at >= since),
    ).subquery()
    query = (
        select(
            sa.cast(both.c.week, sa.Date).label("week_start"),
            func.sum(both.c.raised).label("raised"),
            func.sum(both.c.resolved).label("resolved"),
        )
        .group_by(both.c.week)
        .order_by(both.c.week)
    )
    return [BlockerWeek(**row) for row in session.execute(query).mappings()]


def _counted(week: sa.ColumnElement[Any], *, raised: int = 0, resolved: int = 0) -> sa.Select[Any]:
    return select(week.label("week"), sa.literal(raised).label("raised"), sa.literal(resolved).label("resolved"))


def _rows() -> sa.Select[Any]:
    same = aliased(Alert)
    times = (
        select(func.count())
        .where(
            same.kind == AlertKind.BLOCKER,
            same.employee_id == Alert.employee_id,
            same_words_hash(same.note) == same_words_hash(Alert.note),
        )
        .scalar_subquery()
    )
    query = (
        select(
            Alert.id,
            Alert.employee_id,
            Employee.name.label("person"),
            Team.name.label("team"),
            Alert.note,
            sa.func.coalesce(Alert.facts["unclear"].as_boolean(), sa.false()).label("unclear"),
            Alert.alert_on,
            Alert.status,
            Alert.owner_name,
            Alert.outcome,
            Alert.outcome_note,
            Alert.resolved_at,
            times.label("times"),
        )
        .outerjoin(Employee, Employee.id == Alert.employee_id)
        .outerjoin(Team, Team.id == Employee.team_id)
    )
    return cast(sa.Select[Any], query)  # its exact row type is longer than SQLAlchemy's signatures


def _with_ages(
    session: Session, rows: tuple[BlockerRow, ...], *, now: datetime, settings: Settings
) -> tuple[BlockerRow, ...]:
    alerts = list(session.scalars(select(Alert).where(Alert.id.in_([row.id for row in rows]))))
    ages = blocker_ages(session, alerts, now=now, settings=settings)
    return tuple(replace(row, age_workdays=ages.get(row.id, 0)) for row in rows)
