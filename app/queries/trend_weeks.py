"""Teams over weeks from two sources that agree: the weekly rows where a week was rolled up, else the days themselves.

A week that was rolled up is read as one row per person instead of their days, and over everybody as one row per team,
so that a year of a large company is as quick as a quarter. What changes in such a week is rolled up again within a
minute.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.figures.team_weeks import TeamWeek
from app.domain.mornings.window import Week
from app.domain.permissions import Scope
from app.domain.viewers import Viewer
from app.queries.checkins import line_since
from app.queries.group_weeks import list_company_weeks, list_group_weeks
from app.queries.team_weeks import TrendPeriod, list_team_weeks
from app.queries.weekly_runs import list_finished_weeks

DAYS = timedelta(days=7)


def list_trend_weeks(session: Session, viewer: Viewer, period: TrendPeriod) -> list[TeamWeek]:
    """Return the counts of each team per ISO week, for the technicians this viewer reaches. `period`: whole weeks."""
    rolled = {week.start for week in list_finished_weeks(session, since=period.first)}
    weeks = [period.first + DAYS * step for step in range(((period.last - period.first).days + 1) // 7)]
    open_weeks = _since_first_call(session, [monday for monday in weeks if monday not in rolled])
    counted = _by_week(_from_rows(session, viewer, period)) if rolled else {}
    kept = {week: rows for week, rows in counted.items() if week.start in rolled}
    both = kept | _by_week(_from_days(session, viewer, period, open_weeks))
    return [row for week in sorted(both) for row in sorted(both[week], key=attrgetter("team"))]


def _by_week(rows: Iterable[TeamWeek]) -> dict[Week, list[TeamWeek]]:
    """Both sources give their rows by week."""
    return {week: [*group] for week, group in groupby(rows, key=attrgetter("week"))}


def _from_rows(session: Session, viewer: Viewer, period: TrendPeriod) -> list[TeamWeek]:
    if viewer.figures_scope is Scope.EVERYONE:
        return list_company_weeks(session, first=period.first, last=period.last)
    return list_group_weeks(session, viewer, first=period.first, last=period.last)


def _since_first_call(session: Session, mondays: list[date]) -> list[date]:
    """Keep the weeks that the line has been there for; before it nobody was expected."""
    first = session.scalar(sa.select(line_since())) if mondays else None
    return [monday for monday in mondays if first is not None and Week.of(monday).end >= first]


def _from_days(session: Session, viewer: Viewer, period: TrendPeriod, mondays: list[date]) -> list[TeamWeek]:
    if not mondays:
        return []
    part = replace(period, first=mondays[0], last=Week.of(mondays[-1]).end)
    return [week for week in list_team_weeks(session, viewer, part) if week.week.start in mondays]
