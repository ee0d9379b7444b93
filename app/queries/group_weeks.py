"""Teams over weeks as sums of the weekly rows, so that a team's figures are exactly those of its people.

Each week counts for the team that the person had on their last day in it. Group rules are not applied here:
`app.domain.figures.team_weeks.shown_weeks` does that before anything is shown.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.figures.team_weeks import Share, TeamWeek
from app.domain.figures.week_flags import FlagRule
from app.domain.mornings.window import Week
from app.domain.viewers import Viewer
from app.models import Team, WeeklyRollup
from app.queries.reach import counted_employees
from app.queries.team_weeks import NO_TEAM


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
    row, people = WeeklyRollup, sa.func.count()
    query = _by_team(viewer, first, last).add_columns(
        sa.func.sum(row.energy_sum).label("energy"),
        sa.func.sum(row.energy_readings).label("readings"),
        people.filter(row.energy_readings > 0).label("energy_people"),
        sa.func.sum(row.checkins_done).label("done"),
        sa.func.sum(row.workdays_expected).label("expected"),
        people.filter(row.workdays_expected > 0).label("expected_people"),
        sa.func.sum(row.ops_only_count).label("ops_only"),
        sa.func.sum(row.checkins_done + row.checkins_extra).label("checkins"),
        people.filter(row.checkins_done + row.checkins_extra > 0).label("checkin_people"),
    )
    return [_team_week(found) for found in session.execute(query)]


def list_flagged_weeks(session: Session, viewer: Viewer, *, first: date, last: date) -> list[FlaggedWeek]:
    """Return per team and week how many were flagged; an executive reads these numbers, not the names."""
    row, people = WeeklyRollup, sa.func.count()
    rules = [people.filter(row.flags.contains([rule.value])).label(rule.name) for rule in FlagRule]
    query = (
        _by_team(viewer, first, last)
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


def _by_team(viewer: Viewer, first: date, last: date) -> sa.Select[Any]:
    team = sa.func.coalesce(Team.name, NO_TEAM)
    query = (
        sa.select(team.label("team"), WeeklyRollup.week_start)
        .select_from(WeeklyRollup)
        .outerjoin(Team, Team.id == WeeklyRollup.team_id)
        .where(WeeklyRollup.week_start.between(first, last), WeeklyRollup.employee_id.in_(counted_employees(viewer)))
        .group_by(team, WeeklyRollup.week_start)
        .order_by(WeeklyRollup.week_start, team)
    )
    return cast(sa.Select[Any], query)


def _team_week(counted: Any) -> TeamWeek:
    return TeamWeek(
        team=counted.team,
        week=Week.of(counted.week_start),
        energy=Share(total=counted.energy, count=counted.readings, people=counted.energy_people),
        participation=Share(total=counted.done, count=counted.expected, people=counted.expected_people),
        ops_only=Share(total=counted.ops_only, count=counted.checkins, people=counted.checkin_people),
    )
