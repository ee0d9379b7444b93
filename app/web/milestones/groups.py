"""The week by team: sums that add exactly, shown under the rules for groups."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.domain.figures.group_privacy import visible_groups
from app.domain.figures.team_weeks import ShownWeek, shown_weeks
from app.domain.mornings.window import Week
from app.domain.viewers import Viewer
from app.queries.group_weeks import FlaggedWeek, list_flagged_weeks, list_group_weeks
from app.queries.team_weeks import list_own_teams


@dataclass(frozen=True, kw_only=True)
class GroupWeek:
    """One team, or all of them; a figure that would show too few people is withheld."""

    figures: ShownWeek
    people: int | None
    flagged: int | None

    @property
    def team(self) -> str:
        return self.figures.team


def build_group_weeks(session: Session, viewer: Viewer, week: Week) -> list[GroupWeek]:
    """Return all teams together first, then each by name; one team alone is its own total. Three queries."""
    own = list_own_teams(session, viewer)
    figures = shown_weeks(list_group_weeks(session, viewer, first=week.start, last=week.end), own=own)
    counts = {row.team: row for row in list_flagged_weeks(session, viewer, first=week.start, last=week.end)}
    rule = visible_groups({team: row.people for team, row in counts.items()}, own=own)
    groups = [_group(row, counts, rule.shown, total_shown=rule.total_shown) for row in figures]
    return groups[1:] if len(counts) == 1 else groups


def _group(
    figures: ShownWeek, counts: dict[str, FlaggedWeek], shown: frozenset[str], *, total_shown: bool
) -> GroupWeek:
    if figures.team in shown:
        row = counts[figures.team]
        return GroupWeek(figures=figures, people=row.people, flagged=row.flagged)
    if figures.team not in counts and total_shown:
        people, flagged = sum(row.people for row in counts.values()), sum(row.flagged for row in counts.values())
        return GroupWeek(figures=figures, people=people, flagged=flagged)
    return GroupWeek(figures=figures, people=None, flagged=None)
