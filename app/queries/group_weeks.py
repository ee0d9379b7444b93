"""Teams over weeks as sums of the weekly rows, so that a team's figures are exactly those of its people.

Each week counts for the team that the person had on their last day in it. The sums over everybody are stored: the
service that makes weekly rows executes `add_up_teams`. Group rules are not applied here:
`app.domain.figures.team_weeks.shown_weeks` does that before anything is shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.figures.team_weeks import Share, TeamWeek
from app.domain.figures.week_flags import FlagRule
from app.domain.mornings.window import Week
from app.domain.viewers import Viewer
from app.models import Team, TeamWeekSum, WeeklyRollup
from app.queries.reach import counted_rows
from app.queries.team_weeks import NO_TEAM

SUMS = (
    "energy_sum", "energy_readings", "energy_people",
    "checkins_done", "workdays_expected", "expected_people",
    "ops_only_count", "checkins_count", "checkin_people",
)  # fmt: skip
"""Columns of the stored sums: of each figure its total, what it is divided by, and the people behind it."""


@dataclass(frozen=True, kw_only=True)
class FlaggedWeek:
    """How many of a team's people were flagged in a week, and for what."""

    team: str
    week: Week
    people: int
    """Who was expected on any day of it."""
    flagged: int
    by_rule: dict[FlagRule, int]


def list_group_weeks(session: Session, viewer: Viewer, *, first: date, last: date) -> list[TeamWeek]:
    """Return each team's sums per week that begins in these days, for the people this viewer reaches."""
    return _team_weeks(session.execute(_by_team(session, viewer, first, last).add_columns(*_sums())))


def list_company_weeks(session: Session, *, first: date, last: date) -> list[TeamWeek]:
    """Return the same over everybody, from the stored sums."""
    stored = TeamWeekSum
    query = (
        sa.select(sa.func.coalesce(Team.name, NO_TEAM).label("team"), stored.week_start)
        .add_columns(*(getattr(stored, name) for name in SUMS))
        .select_from(stored)
        .outerjoin(Team, Team.id == stored.team_id)
        .where(stored.week_start.between(first, last))
        .order_by(stored.week_start, "team")
    )
    return _team_weeks(session.execute(query))


def add_up_teams(week: Week) -> tuple[sa.Delete, sa.Insert]:
    """Return the statements that make a week's stored sums again, to be executed in this order."""
    row = WeeklyRollup
    sums = (
        sa.select(row.week_start, row.team_id, *_sums())
        .where(row.week_start == week.start)
        .group_by(row.week_start, row.team_id)
    )
    names = ["week_start", "team_id", *SUMS]
    return (
        sa.delete(TeamWeekSum).where(TeamWeekSum.week_start == week.start),
        sa.insert(TeamWeekSum).from_select(names, sums),
    )


def list_flagged_weeks(session: Session, viewer: Viewer, *, first: date, last: date) -> list[FlaggedWeek]:
    """Return per team and week how many were flagged; an executive reads these numbers, not the names."""
    row, people = WeeklyRollup, sa.func.count()
    rules = [people.filter(row.flags.contains([rule.value])).label(rule.name) for rule in FlagRule]
    query = (
        _by_team(session, viewer, first, last)
        .add_columns(people.label("people"), people.filter(sa.func.cardinality(row.flags) > 0).label("flagged"), *rules)
        .where(row.workdays_expected > 0)
    )
    return [
        FlaggedWeek(
            team=found.team,
            week=Week.of(found.week_start),
            people=found.people,
            flagged=found.flagged,
            by_rule={rule: getattr(found, rule.name) for rule in FlagRule},
        )
        for found in session.execute(query)
    ]


def _by_team(session: Session, viewer: Viewer, first: date, last: date) -> sa.Select[Any]:
    team = sa.func.coalesce(Team.name, NO_TEAM)
    theirs = counted_rows(session, viewer)
    query = (
        sa.select(team.label("team"), WeeklyRollup.week_start)
        .select_from(WeeklyRollup)
        .outerjoin(Team, Team.id == WeeklyRollup.team_id)
        .where(WeeklyRollup.week_start.between(first, last), theirs(WeeklyRollup.employee_id))
        .group_by(team, WeeklyRollup.week_start)
        .order_by(WeeklyRollup.week_start, team)
    )
    return cast(sa.Select[Any], query)


def _sums() -> list[sa.ColumnElement[int]]:
    """The sums over weekly rows, in the order of `SUMS`."""
    row, people = WeeklyRollup, sa.func.count()
    checkins = row.checkins_done + row.checkins_extra
    return [
        sa.func.sum(row.energy_sum),
        sa.func.sum(row.energy_readings),
        people.filter(row.energy_readings > 0),
        sa.func.sum(row.checkins_done),
        sa.func.sum(row.workdays_expected),
        people.filter(row.workdays_expected > 0),
        sa.func.sum(row.ops_only_count),
        sa.func.sum(checkins),
        people.filter(checkins > 0),
    ]


def _team_weeks(rows: Iterable[Any]) -> list[TeamWeek]:
    """Rows of team, Monday and `SUMS`. By place and not by name: a year of a large company has 14,000 of them."""
    week_of = cache(Week.of)
    return [
        TeamWeek(
            team=team,
            week=week_of(monday),
            energy=Share(total=energy, count=readings, people=energy_people),
            participation=Share(total=done, count=expected, people=expected_people),
            ops_only=Share(total=ops_only, count=checkins, people=checkin_people),
        )
        for (
            team, monday,
            energy, readings, energy_people,
            done, expected, expected_people,
            ops_only, checkins, checkin_people,
        ) in rows
    ]  # fmt: skip
