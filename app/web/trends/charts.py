"""The charts of team trends by name, and the table of teams; all from figures that the group rules let through."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.calendars import public_holidays
from app.charts.figures import Chart, DaySpan
from app.charts.participation import participation_chart
from app.charts.team_energy import team_energy_chart
from app.charts.top_blockers import BlockerCount, top_blockers_chart
from app.domain.errors import NotFound
from app.domain.figures.team_weeks import ALL_TEAMS, WEEKS_BEFORE, Comparison, ShownWeek, by_team, compare, shown_weeks
from app.domain.mornings.window import Week
from app.domain.viewers import Viewer
from app.queries.repeated_blockers import TopBlocker, list_repeated_blockers
from app.queries.team_weeks import TrendPeriod, list_own_teams, list_team_weeks


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
    span: DaySpan
    latest: Week

    @property
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
    """Read the last `weeks` finished ISO weeks, and the blockers up to today; three queries."""
    latest = Week.of(today).shifted(-1)
    span = DaySpan.weeks_up_to(latest.end, weeks)
    since = span.first - timedelta(weeks=WEEKS_BEFORE)
    period = TrendPeriod.of(since, span.last, holidays=public_holidays(holidays, since, span.last), now=now)
    counted = list_team_weeks(session, viewer, period)
    return Trends(
        teams=by_team(shown_weeks(counted, own=list_own_teams(session, viewer))),
        blockers=list_repeated_blockers(session, viewer, first=span.first, last=today),
        span=span,
        latest=latest,
    )


def chart_named(name: str, trends: Trends) -> Chart:
    if name not in CHARTS:
        raise NotFound("There is no chart of this name on the page.")
    return CHARTS[name](trends)


def _blockers(trends: Trends) -> Chart:
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
        ]
    )


CHARTS: Mapping[str, Callable[[Trends], Chart]] = {
    "energy": lambda trends: team_energy_chart(trends.shown, trends.span, latest=trends.latest),
    "participation": lambda trends: participation_chart(trends.shown, trends.span, latest=trends.latest),
    "blockers": _blockers,
}
