"""From the roster to the page: which rows are asked for, in which order, and who needs a hand first."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from flask import request

from app.domain.alerts.kinds import AlertKind
from app.domain.mornings.day_states import DayState
from app.domain.mornings.roster import NEEDS_A_HAND
from app.domain.mornings.workdays import NotExpectedReason
from app.domain.permissions import Permission
from app.domain.viewers import Viewer
from app.queries.paging import Listing, Page, page_of
from app.queries.roster import Roster, RosterRow
from app.queries.roster_alerts import LiveAlert
from app.web.arguments import argument
from app.web.paging import read_listing, wants_csv
from app.web.today.columns import columns_for

ROWS = 100
"""Rows on a page, so that a team of a hundred people stands on one."""
MOST_ALERTS = 12
URGENCY = (
    AlertKind.SAFETY,
    AlertKind.LINE,
    AlertKind.ATTENDANCE,
    AlertKind.MISSED,
    AlertKind.BURNOUT,
    AlertKind.BLOCKER,
)
PLACES = {state: place for place, state in enumerate((*NEEDS_A_HAND, DayState.AWAITED, DayState.READY, DayState.OFF))}
"""Of the states, the most urgent first."""
OFF_WORDS = {
    NotExpectedReason.INACTIVE: "not active",
    NotExpectedReason.HOLIDAY: "holiday",
    NotExpectedReason.TIME_OFF: "time off",
    NotExpectedReason.REPORTED_OUT: "reported out",
    NotExpectedReason.NOT_A_WORKDAY: "not a workday",
    NotExpectedReason.NOT_STARTED: "not started yet",
    NotExpectedReason.NOT_CALLING_YET: "check-ins begin later",
    NotExpectedReason.NOT_EXPECTED_TO_CALL: "not expected to call",
    NotExpectedReason.ENDED: "left",
    NotExpectedReason.OUTAGE: "the line was down",
}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the address asks for."""

    listing: Listing
    team_id: int | None
    state: DayState | None


@dataclass(frozen=True, kw_only=True)
class Handful:
    """One line of "needs a hand"."""

    alert: LiveAlert
    row: RosterRow | None
    """None for an alert about the line."""


@dataclass(frozen=True, kw_only=True)
class Board:
    asked: Asked
    page: Page[RosterRow]
    off: tuple[RosterRow, ...]
    off_reasons: tuple[tuple[str, int], ...]
    counts: dict[DayState, int]
    teams: tuple[tuple[int, str], ...]
    takes_alerts: bool
    """Whether the viewer is one of those who take alerts from the board."""
    needs: tuple[Handful, ...]
    more_needs: int
    """Live alerts that did not fit; the inbox has them."""
    line_may_be_down: bool
    last_call_at: datetime | None
    people: int
    """On the board before the state filter."""


def read_asked(viewer: Viewer) -> Asked:
    """Read team, state, search and order of the address; nonsense falls back to everything."""
    states = {state.value: state for state in DayState}
    listing = read_listing(columns_for(viewer), sort="state")
    return Asked(
        listing=replace(listing, size=None if wants_csv() else ROWS),
        team_id=request.args.get("team", type=int),
        state=states.get(argument("state")),
    )


def build_board(roster: Roster, asked: Asked, viewer: Viewer) -> Board:
    team = [row for row in roster.rows if asked.team_id is None or row.team_id == asked.team_id]
    rows = [row for row in team if _is_shown(row, asked)]
    takes_alerts = viewer.may(Permission.ALERT_ACKNOWLEDGE)
    needs = _needs(roster, team) if takes_alerts else []
    off = tuple(row for row in team if row.state is DayState.OFF)
    by_state = Counter(row.state for row in team)
    return Board(
        asked=asked,
        page=page_of(rows, asked.listing, sorts=SORTS, searched=lambda row: f"{row.name} {row.team or ''}"),
        off=() if asked.state or asked.listing.search else off,
        off_reasons=_off_reasons(off),
        counts={state: by_state[state] for state in DayState},
        teams=_teams(roster),
        takes_alerts=takes_alerts,
        needs=tuple(needs[:MOST_ALERTS]),
        more_needs=max(0, len(needs) - MOST_ALERTS),
        line_may_be_down=bool(roster.line_alerts),
        last_call_at=roster.last_call_at,
        people=len(team),
    )


def _is_shown(row: RosterRow, asked: Asked) -> bool:
    """Whether the row stands in the table.

    People who are off are listed below it, unless the search or filter asks for them.
    """
    if asked.state is not None:
        return row.state is asked.state
    return row.state is not DayState.OFF or bool(asked.listing.search) or wants_csv()


def _off_reasons(off: Sequence[RosterRow]) -> tuple[tuple[str, int], ...]:
    reasons = (row.off_reason for row in off if row.off_reason is not None)
    return tuple(Counter(OFF_WORDS[reason] for reason in reasons).most_common())


def _teams(roster: Roster) -> tuple[tuple[int, str], ...]:
    named = {(row.team_id, row.team) for row in roster.rows if row.team_id is not None and row.team is not None}
    return tuple(sorted(named, key=lambda team: team[1]))


def _needs(roster: Roster, team: Sequence[RosterRow]) -> list[Handful]:
    """Return the alerts without an owner by urgency and waiting time, then those that lack an outcome."""
    of_line = [Handful(alert=alert, row=None) for alert in roster.line_alerts]
    of_people = [Handful(alert=alert, row=row) for row in team for alert in row.alerts]
    waiting = [one for one in (*of_line, *of_people) if one.alert.is_open or one.alert.wants_outcome]
    return sorted(waiting, key=lambda one: (not one.alert.is_open, URGENCY.index(one.alert.kind), one.alert.opened_at))


def needs_a_hand(row: RosterRow) -> tuple[int, bool, int, datetime]:
    """Order by how much a person needs somebody now: state, not in hand yet, open blockers, the longest wait."""
    in_hand = any(alert.outcome is not None for alert in row.alerts)
    return PLACES[row.state], in_hand, -len(row.blockers), row.at or row.window_ends_at


SORTS = {
    "state": lambda row: (*needs_a_hand(row), row.name),
    "name": lambda row: row.name.lower(),
    "team": lambda row: (row.team.lower(), row.name.lower()) if row.team else None,
    "at": lambda row: row.at,
    "blockers": lambda row: row.blocker_age,
}
