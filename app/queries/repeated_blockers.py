"""Blockers counted over people and days; two are the same where their words are, apart from case and punctuation."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, aggregate_order_by
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertStatus
from app.domain.viewers import Viewer
from app.models import Alert, DailyCheckin
from app.queries.reach import counted_employees


@dataclass(frozen=True, kw_only=True)
class TopBlocker:
    note: str
    """As it was said last."""
    raised: int
    people: int
    still_open: int
    last_on: date


@dataclass(frozen=True, kw_only=True)
class BlockerTotals:
    raised: int
    """On the days asked for."""
    still_open: int
    """Now, whenever they were raised."""


def list_repeated_blockers(
    session: Session, viewer: Viewer, *, first: date, last: date, most: int = 20
) -> list[TopBlocker]:
    """Return the blockers of these days among the people this viewer reaches, the most often raised first."""
    reached = counted_employees(viewer)
    raised, live = _raised(reached, first, last), _live(reached)
    query = (
        sa.select(
            raised.c.note,
            raised.c.raised,
            raised.c.people,
            sa.func.coalesce(live.c.live, 0).label("still_open"),
            raised.c.last_on,
        )
        .outerjoin(live, live.c.key == raised.c.key)
        .order_by(raised.c.raised.desc(), raised.c.last_on.desc(), raised.c.key)
        .limit(most)
    )
    return [TopBlocker(**row) for row in session.execute(query).mappings()]


def count_blockers(session: Session, viewer: Viewer, *, first: date, last: date) -> BlockerTotals:
    """Count as the list of blockers does: alerts of these days, and those that are not resolved now."""
    of_theirs = (Alert.kind == AlertKind.BLOCKER, Alert.employee_id.in_(counted_employees(viewer)))
    raised = sa.select(sa.func.count(Alert.id)).where(*of_theirs, Alert.alert_on.between(first, last))
    live = sa.select(sa.func.count(Alert.id)).where(*of_theirs, Alert.status != AlertStatus.RESOLVED)
    row = session.execute(sa.select(raised.scalar_subquery(), live.scalar_subquery())).one()
    return BlockerTotals(raised=row[0], still_open=row[1])


def _raised(reached: sa.Select[int], first: date, last: date) -> sa.CTE:
    latest_first = aggregate_order_by(DailyCheckin.blocker_note, DailyCheckin.timestamp.desc())
    key = same_words(DailyCheckin.blocker_note)
    return (
        sa.select(
            key.label("key"),
            sa.func.array_agg(latest_first, type_=ARRAY(sa.Text))[1].label("note"),
            sa.func.count().label("raised"),
            sa.func.count(DailyCheckin.employee_id.distinct()).label("people"),
            sa.func.max(DailyCheckin.checkin_on).label("last_on"),
        )
        .where(
            DailyCheckin.blocker_note.is_not(None),
            DailyCheckin.checkin_on.between(first, last),
            DailyCheckin.employee_id.in_(reached),
        )
        .group_by(key)
        .cte("raised")
    )


def _live(reached: sa.Select[int]) -> sa.CTE:
    key = same_words(Alert.note)
    return (
        sa.select(key.label("key"), sa.func.count().label("live"))
        .where(
            Alert.kind == AlertKind.BLOCKER,
            Alert.status != AlertStatus.RESOLVED,
            Alert.note.is_not(None),
            Alert.employee_id.in_(reached),
        )
        .group_by(key)
        .cte("live")
    )


def same_words(note: Any) -> sa.ColumnElement[str]:
    """Return what is equal for two notes in the same words; `sql/weekly_rollups.sql` counts repeats by it too."""
    return sa.func.btrim(sa.func.regexp_replace(sa.func.lower(note), "[^[:alnum:]]+", " ", "g"))
