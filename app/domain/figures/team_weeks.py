"""Teams over weeks: which averages may be shown, the line over all teams, and each against the weeks before.

Everything that a page or CSV gets has gone through `shown_weeks`, so a hidden figure cannot leak by another way:
comparisons are made from shown figures alone.

The small records here are not frozen, because a page of a large company makes tens of thousands of them, and a frozen
record takes three times as long to make. Nothing changes one.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import groupby

from app.domain.figures.group_privacy import Visibility, visible_groups
from app.domain.mornings.window import Week

ALL_TEAMS = "All teams"
WEEKS_BEFORE = 4


@dataclass(slots=True, kw_only=True)
class Share:
    """A sum over a number of answers, and the people behind them: what an average is made of."""

    total: float = 0
    count: int = 0
    people: int = 0

    def __add__(self, other: "Share") -> "Share":
        return Share(total=self.total + other.total, count=self.count + other.count, people=self.people + other.people)

    @property
    def value(self) -> float | None:
        return self.total / self.count if self.count else None


@dataclass(slots=True, kw_only=True)
class TeamWeek:
    """One team's week as counted; people are counted once a week, and each is in one team."""

    team: str
    week: Week
    energy: Share
    """Sum of the scores over the answers."""
    participation: Share
    """Expected check-ins done over expected ones."""
    ops_only: Share
    """Ops-only check-ins over all check-ins."""


@dataclass(slots=True, kw_only=True)
class Shown:
    """A figure that may be shown, or the fact that it is withheld. Neither: nobody answered."""

    share: Share | None = None
    withheld: bool = False

    @property
    def value(self) -> float | None:
        return self.share.value if self.share else None


@dataclass(slots=True, kw_only=True)
class ShownWeek:
    team: str
    week: Week
    energy: Shown
    participation: Shown
    ops_only: Shown


FIGURES = ("energy", "participation", "ops_only")


def shown_weeks(rows: Iterable[TeamWeek], *, own: AbstractSet[str] = frozenset()) -> list[ShownWeek]:
    """Return per week one row for all teams together, then one per team by name; `own` are the viewer's teams."""
    ordered = sorted(rows, key=lambda row: (row.week, row.team))
    return [shown for week, group in groupby(ordered, key=lambda row: row.week) for shown in _week(week, [*group], own)]


def _week(week: Week, rows: Sequence[TeamWeek], own: AbstractSet[str]) -> list[ShownWeek]:
    rules = {figure: visible_groups(_sizes(rows, figure), own=own) for figure in FIGURES}
    total = {figure: _total(rows, figure, rules[figure]) for figure in FIGURES}
    teams = [{figure: _team(row, figure, rules[figure]) for figure in FIGURES} for row in rows]
    names = [ALL_TEAMS, *(row.team for row in rows)]
    return [ShownWeek(team=name, week=week, **figures) for name, figures in zip(names, [total, *teams], strict=True)]


def _sizes(rows: Sequence[TeamWeek], figure: str) -> Mapping[str, int]:
    return {row.team: _share(row, figure).people for row in rows}


def _share(row: TeamWeek, figure: str) -> Share:
    share: Share = getattr(row, figure)
    return share


def _team(row: TeamWeek, figure: str, rule: Visibility[str]) -> Shown:
    share = _share(row, figure)
    if not share.people:
        return Shown()
    return Shown(share=share) if row.team in rule.shown else Shown(withheld=True)


def _total(rows: Sequence[TeamWeek], figure: str, rule: Visibility[str]) -> Shown:
    share = sum((_share(row, figure) for row in rows), Share())
    if not share.people:
        return Shown()
    return Shown(share=share) if rule.total_shown else Shown(withheld=True)


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """The latest week against the mean of the weeks before it."""

    now: float | None
    before: float | None
    withheld: bool

    @property
    def change(self) -> float | None:
        return None if self.now is None or self.before is None else self.now - self.before


def compare(weeks: Sequence[ShownWeek], figure: str, *, latest: Week) -> Comparison:
    """Compare one team's `latest` week with up to four shown weeks before it."""
    by_week = {week.week: _shown(week, figure) for week in weeks}
    now = by_week.get(latest, Shown())
    earlier = [by_week.get(latest.shifted(-back), Shown()).share for back in range(1, WEEKS_BEFORE + 1)]
    before = sum((share for share in earlier if share), Share())
    return Comparison(now=now.value, before=before.value, withheld=now.withheld)


def _shown(week: ShownWeek, figure: str) -> Shown:
    shown: Shown = getattr(week, figure)
    return shown


def most_changed(
    teams: Mapping[str, Sequence[ShownWeek]], figure: str, *, latest: Week, most: int
) -> dict[str, Sequence[ShownWeek]]:
    """Return all teams together and the `most` teams whose latest week differs most from their own four before.

    The order stays: teams are compared with their own past, never ranked.
    """
    changes = {team: compare(weeks, figure, latest=latest).change for team, weeks in teams.items() if team != ALL_TEAMS}
    by_change = sorted(changes, key=lambda team: (-abs(changes[team] or 0), team))
    kept = {ALL_TEAMS, *by_change[:most]}
    return {team: weeks for team, weeks in teams.items() if team in kept}


def by_team(weeks: Iterable[ShownWeek]) -> dict[str, list[ShownWeek]]:
    """Return each team's weeks, oldest first; all teams together first, then by name."""
    weeks_of_team: dict[str, list[ShownWeek]] = {}
    for week in sorted(weeks, key=lambda row: (row.team != ALL_TEAMS, row.team, row.week)):
        weeks_of_team.setdefault(week.team, []).append(week)
    return weeks_of_team
