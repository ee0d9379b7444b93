"""The charts of team trends by name, and the table of teams; all from figures that the group rules let through."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from operator import attrgetter

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
    TeamWeek,
    by_team,
    compare,
    most_changed,
    shown_weeks,
)
from app.domain.mornings.window import Week
from app.domain.mornings.workdays import local_date
from app.domain.viewers import Viewer
from app.queries.reach import counted_rows
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
class TeamTrends:
    """The teams over the weeks. What is shown is made for the teams of a chart and the weeks of a comparison alone."""

    counted: Sequence[TeamWeek]
    """By week, from four weeks before the span, so that its first weeks can be compared."""
    own: AbstractSet[str]
    span: DaySpan
    latest: Week
    most: int = MOST_TEAMS
    """Teams drawn in a chart."""

    @cached_property
    def names(self) -> list[str]:
        """The teams that were counted in the span."""
        return sorted({row.team for row in self._in_span})

    @cached_property
    def total(self) -> TeamRow:
        return self._row(ALL_TEAMS)

    @cached_property
    def rows(self) -> list[TeamRow]:
        return [self._row(team) for team in self.names]

    def drawn(self, figure: str) -> dict[str, list[ShownWeek]]:
        """Return the weeks of the span of all teams together and of those that changed most in this figure."""
        teams = {ALL_TEAMS, *self._most_changed[figure]}
        return {team: weeks for team, weeks in self._lines.items() if team in teams}

    @cached_property
    def _most_changed(self) -> dict[str, set[str]]:
        return {
            figure: most_changed({row.team: getattr(row, figure).change for row in self.rows}, most=self.most)
            for figure in TEAM_CHARTS
        }

    @cached_property
    def _lines(self) -> dict[str, list[ShownWeek]]:
        """The weeks of the teams of any chart: the group rules are worked out once."""
        teams = set().union(*self._most_changed.values())
        return by_team(shown_weeks(self._in_span, own=self.own, only=teams))

    @cached_property
    def _in_span(self) -> Sequence[TeamWeek]:
        return self._since(Week.of(self.span.first))

    @cached_property
    def _compared(self) -> dict[str, list[ShownWeek]]:
        """The weeks that the comparisons are made of."""
        return by_team(shown_weeks(self._since(self.latest.shifted(-WEEKS_BEFORE)), own=self.own))

    def _since(self, week: Week) -> Sequence[TeamWeek]:
        return self.counted[bisect_left(self.counted, week, key=attrgetter("week")) :]

    def _row(self, team: str) -> TeamRow:
        weeks = self._compared.get(team, ())
        latest = next((week for week in weeks if week.week == self.latest), None)
        share = latest.participation.share if latest else None
        return TeamRow(
            team=team,
            people=share.people if share else None,
            energy=compare(weeks, "energy", latest=self.latest),
            participation=compare(weeks, "participation", latest=self.latest),
            ops_only=compare(weeks, "ops_only", latest=self.latest),
        )


@dataclass(frozen=True, kw_only=True)
class BlockerTrends:
    top: Sequence[TopBlocker]
    totals: BlockerTotals


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Whose trends, and of which days."""

    viewer: Viewer
    weeks: int
    """Finished ISO weeks; blockers are counted up to today."""
    now: datetime
    holidays: str

    @property
    def today(self) -> date:
        return local_date(self.now, self.viewer.timezone)

    @property
    def latest(self) -> Week:
        return Week.of(self.today).shifted(-1)

    @property
    def span(self) -> DaySpan:
        return DaySpan.weeks_up_to(self.latest.end, self.weeks)


def load_teams(session: Session, asked: Asked, *, most: int = MOST_TEAMS) -> TeamTrends:
    span = asked.span
    since = span.first - timedelta(weeks=WEEKS_BEFORE)
    period = TrendPeriod.of(since, span.last, holidays=public_holidays(asked.holidays, since, span.last), now=asked.now)
    return TeamTrends(
        counted=list_trend_weeks(session, asked.viewer, period),
        own=list_own_teams(session, asked.viewer),
        span=span,
        latest=asked.latest,
        most=most,
    )


def load_blockers(session: Session, asked: Asked) -> BlockerTrends:
    first, last = asked.span.first, asked.today
    theirs = counted_rows(session, asked.viewer)
    return BlockerTrends(
        top=list_repeated_blockers(session, asked.viewer, first=first, last=last, theirs=theirs),
        totals=count_blockers(session, asked.viewer, first=first, last=last, theirs=theirs),
    )


def load_chart(session: Session, name: str, asked: Asked, *, whole: bool = False) -> Chart:
    """Return one chart, with what it alone needs; `whole` with all teams, for a file."""
    if name == BLOCKERS:
        return blockers_chart(load_blockers(session, asked))
    if name not in TEAM_CHARTS:
        raise NotFound("There is no chart of this name on the page.")
    return TEAM_CHARTS[name](load_teams(session, asked, most=MANY if whole else MOST_TEAMS))


def all_charts(teams: TeamTrends, blockers: BlockerTrends) -> dict[str, Chart]:
    """Return the charts of the page by name; of a large company with the teams that changed most."""
    charts = {name: chart(teams) for name, chart in TEAM_CHARTS.items()}
    return charts | {BLOCKERS: blockers_chart(blockers)}


def _energy(trends: TeamTrends) -> Chart:
    return _said_to_be_some(team_energy_chart(trends.drawn("energy"), trends.span, latest=trends.latest), trends)


def _participation(trends: TeamTrends) -> Chart:
    return _said_to_be_some(
        participation_chart(trends.drawn("participation"), trends.span, latest=trends.latest), trends
    )


def _said_to_be_some(chart: Chart, trends: TeamTrends) -> Chart:
    teams = len(trends.names)
    if teams <= trends.most:
        return chart
    some = f" Here are the {trends.most} of {teams} teams that changed most; the list below and the CSV hold all."
    return replace(chart, sentence=chart.sentence + some)


def blockers_chart(blockers: BlockerTrends) -> Chart:
    return top_blockers_chart(
        [
            BlockerCount(
                note=item.note,
                raised=item.raised,
                people=item.people,
                still_open=item.still_open,
                last_on=item.last_on,
            )
            for item in blockers.top
        ],
        raised=blockers.totals.raised,
        still_open=blockers.totals.still_open,
    )


BLOCKERS = "blockers"
TEAM_CHARTS: Mapping[str, Callable[[TeamTrends], Chart]] = {"energy": _energy, "participation": _participation}
"""Each goes by the figure that it draws."""
CHARTS = (*TEAM_CHARTS, BLOCKERS)
