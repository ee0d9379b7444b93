"""Where everybody on the board stands this morning, as a table that a statement counts, sorts and cuts.

It is `sql/board.sql`, so that a page of a hundred rows costs a hundred rows to make, however many people there are. Its
rules are those of `app.domain.mornings`; a test holds both against each other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.calendars import public_holidays
from app.domain.alerts.kinds import AlertStatus
from app.domain.mornings.roster import LONGEST_CALL
from app.domain.viewers import Viewer
from app.models import Alert, Employee
from app.policy import missed_rule
from app.queries.reach import readable_alerts, visible_employees
from app.queries.roster_facts import CALLS_WITHIN, is_on_board
from app.queries.sql_files import statement
from app.queries.weekly_rollups import list_calendars
from app.settings import Settings

STATES = ("holidays", "board")
COLUMNS: Mapping[str, Any] = {
    "id": sa.Integer,
    "name": sa.Text,
    "team_id": sa.Integer,
    "team": sa.Text,
    "state": sa.Text,
    "off_reason": sa.Text,
    "called_at": sa.DateTime(timezone=True),
    "window_ends_at": sa.DateTime(timezone=True),
    "in_hand": sa.Boolean,
    "blockers": sa.Integer,
}


@dataclass(frozen=True, kw_only=True)
class BoardTables:
    """What a statement about the board selects from."""

    people: sa.CTE
    """One row per technician on the viewer's board, with the columns of COLUMNS.

    `off_reason` is why no call is expected, whether or not one came; `in_hand` says that an alert has an outcome.
    """
    live_alerts: sa.CTE
    """The live alerts that the viewer may read."""


def board_tables(session: Session, viewer: Viewer, *, settings: Settings, now: datetime) -> BoardTables:
    """Return the tables for a statement about this viewer's board at `now`; one query, for the calendars in use."""
    visible = visible_employees(viewer).cte("visible")
    seen = select(visible.c.id)
    on_board = select(Employee.id).where(is_on_board(now), Employee.id.in_(seen)).cte("on_board")
    live_alerts = (
        select(
            Alert.id,
            Alert.employee_id,
            Alert.kind,
            Alert.status,
            Alert.outcome,
            Alert.opened_at,
        )
        .where(Alert.status != AlertStatus.RESOLVED, readable_alerts(viewer, seen))
        .cte("live_alerts")
    )
    values = _rules(settings, now) | _holidays(list_calendars(session) | {settings.holidays}, now)
    states = statement(*STATES).bindparams(**values).columns(**COLUMNS).add_cte(on_board, live_alerts)
    return BoardTables(people=states.cte("board"), live_alerts=live_alerts)


def _rules(settings: Settings, now: datetime) -> dict[str, Any]:
    rule = missed_rule(settings)
    return {
        "now": now,
        "day_before": now.date() - timedelta(days=2),
        "day_after": now.date() + timedelta(days=1),
        "calls_from": now - CALLS_WITHIN,
        "longest_call": LONGEST_CALL,
        "window_start": rule.window.start,
        "window_end": rule.window.end,
        "grace": rule.grace,
        "calendar": settings.holidays,
    }


def _holidays(calendars: set[str], now: datetime) -> dict[str, Any]:
    """Return the holidays around today of each calendar, as three columns."""
    first, last = now.date() - timedelta(days=2), now.date() + timedelta(days=1)
    holidays = [
        (calendar, day, holiday.observed_for)
        for calendar in sorted(calendars)
        for day, holiday in public_holidays(calendar, first, last).items()
        if first <= day <= last
    ]
    return {
        "holiday_calendars": [calendar for calendar, _, _ in holidays],
        "holiday_days": [day for _, day, _ in holidays],
        "holidays_observed_for": [observed_for for _, _, observed_for in holidays],
    }
