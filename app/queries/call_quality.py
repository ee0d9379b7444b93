"""How well the line does its work, by ISO week over all callers: length, completion, endings, questions asked again.

Calls of the telephone alone; those held by typing on Try a call are left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.checkins.fields import CALL_FIELDS, FIELDS, CallType
from app.models import Call, CallOrigin, DailyCheckin, ToolResult

CAP_REACHED = "exceeded-max-duration"
"""Vapi's reason for a call that its longest duration cut off."""
NO_REASON = "not reported"
ASKED = tuple(field.name for field in FIELDS if field.name not in CALL_FIELDS)
UNREAD_OR_MISSING = f"\\m({'|'.join(ASKED)}) (?:must be|is missing)\\M"
"""How the answer of log_daily_checkin names what could not be read or is not there (app/domain/checkins/problems)."""


@dataclass(frozen=True, kw_only=True)
class CallWeek:
    week_start: date
    calls: int
    completed: int
    ops_only: int
    """Check-ins in the short form, complete or not."""
    unsaved: int
    """Calls of people on file that left no check-in behind."""
    typical_seconds: int | None
    """The median."""
    long_seconds: int | None
    """Nine calls of ten are shorter."""
    cap_reached: int
    web_links: int
    texts: int
    asked_again: Mapping[str, int] = field(default_factory=dict)
    """Argument of log_daily_checkin → how often its answer had to be asked for again."""
    stopped: Mapping[str, int] = field(default_factory=dict)
    """Step of the script → check-ins that stopped there, those in the short form included."""
    endings: Mapping[str, int] = field(default_factory=dict)
    """Vapi's reason → calls."""


def list_call_weeks(session: Session, *, first: date, last: date, timezone: str) -> list[CallWeek]:
    """Return the weeks with a call or a check-in by link or text between two days, the latest first. Four queries."""
    week = _week(timezone)
    held = sa.and_(Call.typed_by_id.is_(None), week.between(first - timedelta(days=first.weekday()), last))
    endings = _counted(session, _endings(week, held))
    again = _counted(session, _asked_again(week, held))
    stopped = _counted(session, _stopped(week, held))
    rows = session.execute(_figures(week, held)).mappings()
    return [
        CallWeek(
            **row,
            asked_again=again.get(row["week_start"], {}),
            stopped=stopped.get(row["week_start"], {}),
            endings=endings.get(row["week_start"], {}),
        )
        for row in rows
    ]


def _week(timezone: str) -> sa.ColumnElement[date]:
    began_at = sa.func.coalesce(Call.started_at, Call.created_at)
    return sa.cast(sa.func.date_trunc("week", sa.func.timezone(timezone, began_at)), sa.Date)


def _figures(week: sa.ColumnElement[date], held: sa.ColumnElement[bool]) -> sa.Select[Any]:
    spoken = Call.origin == CallOrigin.TELEPHONE
    unsaved = sa.and_(spoken, Call.employee_id.is_not(None), DailyCheckin.id.is_(None))
    query = (
        sa.select(
            week.label("week_start"),
            _count(spoken).label("calls"),
            _count(sa.and_(spoken, DailyCheckin.call_completed)).label("completed"),
            _count(sa.and_(spoken, DailyCheckin.call_type == CallType.OPS_ONLY)).label("ops_only"),
            _count(unsaved).label("unsaved"),
            _seconds(0.5, spoken).label("typical_seconds"),
            _seconds(0.9, spoken).label("long_seconds"),
            _count(sa.and_(spoken, Call.ended_reason == CAP_REACHED)).label("cap_reached"),
            _count(Call.origin == CallOrigin.WEB_LINK).label("web_links"),
            _count(Call.origin == CallOrigin.TEXT).label("texts"),
        )
        .outerjoin(DailyCheckin, DailyCheckin.call_id == Call.id)
        .where(held)
        .group_by(week)
        .order_by(week.desc())
    )
    return cast(sa.Select[Any], query)


def _count(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.count().filter(condition)


def _seconds(share: float, spoken: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    within = sa.func.percentile_cont(share).within_group(Call.duration_seconds).filter(spoken)
    return sa.cast(sa.func.round(sa.cast(within, sa.Numeric)), sa.Integer)


def _endings(week: sa.ColumnElement[date], held: sa.ColumnElement[bool]) -> sa.Select[Any]:
    reason = sa.func.coalesce(Call.ended_reason, NO_REASON)
    query = sa.select(week, reason, sa.func.count()).where(held, Call.origin == CallOrigin.TELEPHONE)
    return cast(sa.Select[Any], query.group_by(week, reason).order_by(week, sa.func.count().desc(), reason))


def _stopped(week: sa.ColumnElement[date], held: sa.ColumnElement[bool]) -> sa.Select[Any]:
    step = DailyCheckin.stopped_at
    query = (
        sa.select(week, step, sa.func.count())
        .join(DailyCheckin, DailyCheckin.call_id == Call.id)
        .where(held, Call.origin == CallOrigin.TELEPHONE, step.is_not(None))
        .group_by(week, step)
        .order_by(week, sa.func.count().desc(), step)
    )
    return cast(sa.Select[Any], query)


def _asked_again(week: sa.ColumnElement[date], held: sa.ColumnElement[bool]) -> sa.Select[Any]:
    matches = sa.func.regexp_matches(ToolResult.result, UNREAD_OR_MISSING, "g")
    named = sa.select(ToolResult.call_id, matches.label("found")).subquery()
    found = sa.type_coerce(named.c.found, sa.ARRAY(sa.Text))[1]
    query = (
        sa.select(week, found, sa.func.count())
        .select_from(named)
        .join(Call, Call.id == named.c.call_id)
        .where(held, Call.origin == CallOrigin.TELEPHONE)
        .group_by(week, found)
        .order_by(week, sa.func.count().desc(), found)
    )
    return cast(sa.Select[Any], query)


def _counted(session: Session, query: sa.Select[Any]) -> dict[date, dict[str, int]]:
    by_week: dict[date, dict[str, int]] = {}
    for week, name, count in session.execute(query):
        by_week.setdefault(week, {})[name] = count
    return by_week
