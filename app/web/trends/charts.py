"""The charts of team trends by name, and the table of teams; all from figures that the group rules let through."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from sqlalchemy.orm import Session

from app.calendars import public_holidays
from app.charts.figures import Chart, DaySpan
from app.charts.participation import participation_chart
from app.charts.team_energy import team_energy_chart
from app.charts.top_blockers import BlockerCount, top_blockers_chart
from app.domain.errors import NotFound
from app.domain.figures.team_weeks import (
    ALL_TEAMS,
    WEEKS_BEFORE,
    Comparison,
    ShownWeek,
    by_team,
    compare,
    most_changed,
    shown_weeks,
)
from app.domain.mornings.window import Week
from app.domain.viewers import Viewer
from app.queries.repeated_blockers import BlockerTotals, TopBlocker, count_blockers, list_repeated_blockers
from app.queries.team_weeks import TrendPeriod, list_own_teams
from app.queries.trend_weeks import list_trend_weeks

MOST_TEAMS = 11
"""Drawn beside all teams together: as many as a screen shows."""
MANY = 1_000_000


@dataclass(frozen=True, kw_only=True)
class TeamRow:
    """One team's latest finished week against the four before it."""

    team: str
    people: int | None
    energy: Comparison
    participation: Comparison
    ops_only: Comparison


@dataclass(frozen=True, kw_only=True)
class Trends:
    teams: Mapping[str, Sequence[ShownWeek]]
    """From four weeks before the span, so that its first weeks can be compared."""
    blockers: Sequence[TopBlocker]
    totals: BlockerTotals
    span: DaySpan
    latest: Week

    @cached_property
    def shown(self) -> dict[str, list[ShownWeek]]:
        weeks = {
            team: [week for week in weeks_of_team if week.week.start >= self.span.first]
            for team, weeks_of_team in self.teams.items()
        }
        return {team: weeks_of_team for team, weeks_of_team in weeks.items() if weeks_of_team}

    @property
    def total(self) -> TeamRow:
        return self._row(ALL_TEAMS)

    @property
    def rows(self) -> list[TeamRow]:
        return [self._row(team) for team in self.shown if team != ALL_TEAMS]

    def _row(self, team: str) -> TeamRow:
        weeks = self.teams.get(team, ())
        latest = next((week for week in weeks if week.week == self.latest), None)
        share = latest.participation.share if latest else None
        return TeamRow(
            team=team,
            people=share.people if share else None,
            energy=compare(weeks, "energy", latest=self.latest),
            participation=compare(weeks, "participation", latest=self.latest),
            ops_only=compare(weeks, "ops_only", latest=self.latest),
        )


def load_trends(session: Session, viewer: Viewer, *, weeks: int, today: date, now: datetime, holidays: str) -> Trends:
    """Read the last `weeks` finished ISO weeks, and the blockers up to today."""
    latest = Week.of(today).shifted(-1)
    span = DaySpan.weeks_up_to(latest.end, weeks)
    since = span.first - timedelta(weeks=WEEKS_BEFORE)
    period = TrendPeriod.of(since, span.last, holidays=public_holidays(holidays, since, span.last), now=now)
    counted = list_trend_weeks(session, viewer, period)
    return Trends(
        teams=by_team(shown_weeks(counted, own=list_own_teams(session, viewer))),
        blockers=list_repeated_blockers(session, viewer, first=span.first, last=today),
        totals=count_blockers(session, viewer, first=span.first, last=today),
        span=span,
        latest=latest,
    )


def chart_named(name: str, trends: Trends, *, whole: bool = False) -> Chart:
    """Return the chart, of a large company with the teams that changed most; `whole` with all of them, for a file."""
    if name not in CHARTS:
        raise NotFound("There is no chart of this name on the page.")
    return CHARTS[name](trends, MANY if whole else MOST_TEAMS)


def _energy(trends: Trends, most: int) -> Chart:
    teams = most_changed(trends.shown, "energy", latest=trends.latest, most=most)
    return _said_to_be_some(team_energy_chart(teams, trends.span, latest=trends.latest), trends, most)


def _participation(trends: Trends, most: int) -> Chart:
    teams = most_changed(trends.shown, "participation", latest=trends.latest, most=most)
    return _said_to_be_some(participation_chart(teams, trends.span, latest=trends.latest), trends, most)


def _said_to_be_some(chart: Chart, trends: Trends, most: int) -> Chart:
    teams = len(trends.shown) - 1
    if teams <= most:
        return chart
    some = f" Here are the {most} of {teams} teams that changed most; the list below and the CSV hold all."
    return replace(chart, sentence=chart.sentence + some)


def _blockers(trends: Trends, _most: int) -> Chart:
    return top_blockers_chart(
        [
            BlockerCount(
                note=item.note,
                raised=item.raised,
                people=item.people,
                still_open=item.still_open,
                last_on=item.last_on,
            )
            for item in trends.blockers
        ],
        raised=trends.totals.raised,
        still_open=trends.totals.still_open,
    )


CHARTS: Mapping[str, Callable[[Trends, int], Chart]] = {
    "energy": _energy,
    "participation": _participation,
    "blockers": _blockers,
}
