"""Teams over weeks: which averages may be shown, the line over all teams, and each against the weeks before.

Everything that a page or CSV gets has gone through `shown_weeks`, so a hidden figure cannot leak by another way:
comparisons are made from shown figures alone.

The small records here are not frozen, because a page of a large company makes tens of thousands of them, and a frozen
record takes three times as long to make. Nothing changes one.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from app.domain.figures.group_privacy import visible_groups
from app.domain.mornings.window import Week

ALL_TEAMS = "All teams"
WEEKS_BEFORE = 4


@dataclass(slots=True, kw_only=True)
class Share:
    """A sum over a number of answers, and the people behind them: what an average is made of."""

    total: float = 0
    count: int = 0
    people: int = 0

    @property
    def value(self) -> float | None:
        return self.total / self.count if self.count else None


def added(shares: Sequence[Share]) -> Share:
    return Share(
        total=sum([share.total for share in shares]),
        count=sum([share.count for share in shares]),
        people=sum([share.people for share in shares]),
    )


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


def shown_weeks(
    rows: Iterable[TeamWeek], *, own: AbstractSet[str] = frozenset(), only: AbstractSet[str] | None = None
) -> list[ShownWeek]:
    """Return per week one row for all teams together, then one per team by name; `own` are the viewer's teams.

    With `only`, the rules are those of all the rows, and the teams returned are these.
    """
    by_week = attrgetter("week")
    ordered = sorted(rows, key=attrgetter("week", "team"))
    return [shown for week, group in groupby(ordered, key=by_week) for shown in _week(week, [*group], own, only)]


def _week(
    week: Week, rows: Sequence[TeamWeek], own: AbstractSet[str], only: AbstractSet[str] | None
) -> list[ShownWeek]:
    """Figure by figure over the whole week: a page of a large company makes some hundred of these columns."""
    kept = [place for place, row in enumerate(rows) if only is None or row.team in only]
    teams = [row.team for row in rows]
    figures = {figure: _figure(teams, [*map(attrgetter(figure), rows)], kept, own) for figure in FIGURES}
    names = [ALL_TEAMS, *(teams[place] for place in kept)]
    return [
        ShownWeek(team=name, week=week, energy=energy, participation=participation, ops_only=ops_only)
        for name, energy, participation, ops_only in zip(names, *(figures[each] for each in FIGURES), strict=True)
    ]


def _figure(teams: Sequence[str], shares: Sequence[Share], kept: Sequence[int], own: AbstractSet[str]) -> list[Shown]:
    """Return one figure of a week: over all teams together, then of the kept ones."""
    rule = visible_groups(dict(zip(teams, [share.people for share in shares], strict=True)), own=own)
    total = added(shares)
    return [
        _shown(total, visible=rule.total_shown),
        *(_shown(shares[place], visible=teams[place] in rule.shown) for place in kept),
    ]


def _shown(share: Share, *, visible: bool) -> Shown:
    if not share.people:
        return Shown()
    return Shown(share=share) if visible else Shown(withheld=True)


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """The latest week against the mean of the weeks before it."""

    now: float | None
    before: float | None
    withheld: bool

    @property
    def change(self) -> float | None:
        return None if self.now is None or self.before is None else self.now - self.before


@lru_cache(maxsize=8)
def weeks_before(latest: Week) -> tuple[Week, ...]:
    """Return the weeks that `latest` is compared with, the newest first; each team of a page asks for the same."""
    return tuple(latest.shifted(-back) for back in range(1, WEEKS_BEFORE + 1))


def compare(weeks: Sequence[ShownWeek], figure: str, *, latest: Week) -> Comparison:
    """Compare one team's `latest` week with up to four shown weeks before it."""
    by_week = {week.week: _of(week, figure) for week in weeks}
    now = by_week.get(latest, Shown())
    earlier = [by_week[week].share for week in weeks_before(latest) if week in by_week]
    before = added([share for share in earlier if share])
    return Comparison(now=now.value, before=before.value, withheld=now.withheld)


def _of(week: ShownWeek, figure: str) -> Shown:
    shown: Shown = getattr(week, figure)
    return shown


def most_changed(changes: Mapping[str, float | None], *, most: int) -> set[str]:
    """Return the `most` teams that changed most against their own weeks before; which they are, in no order."""
    by_change = sorted(changes, key=lambda team: (-abs(changes[team] or 0), team))
    return set(by_change[:most])


def by_team(weeks: Iterable[ShownWeek]) -> dict[str, list[ShownWeek]]:
    """Return each team's weeks, oldest first; all teams together first, then by name."""
    weeks_of_team: dict[str, list[ShownWeek]] = {}
    for week in sorted(weeks, key=lambda row: (row.team != ALL_TEAMS, row.team, row.week)):
        weeks_of_team.setdefault(week.team, []).append(week)
    return weeks_of_team
