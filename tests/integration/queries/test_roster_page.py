"""A page of the board is what filtering, sorting and cutting a row of everybody comes to, for any company."""

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import KINDS_BY_URGENCY, AlertKind
from app.domain.mornings.day_states import DayState
from app.domain.mornings.roster import STATES_BY_URGENCY
from app.domain.permissions import Permission, Role
from app.domain.viewers import Viewer
from app.queries.paging import Listing, page_of
from app.queries.roster import Roster, RosterRow, load_roster
from app.queries.roster_figures import MOST_NEEDS, MOST_OFF, BoardAsked
from app.queries.roster_page import BoardPage, Handful, load_board_page
from app.settings import Settings
from tests.builders import NOW, make_alert, make_checkin, make_employee, make_time_off
from tests.odd_board import make_company
from tests.query_counts import counted

DISPATCHER = Viewer(employee_id=0, role=Role.DISPATCHER, timezone="UTC", name="Dana")
MOMENTS = {
    "in the morning": NOW,
    "after the cut-off": NOW + timedelta(hours=4),
    "at midnight in Chicago": datetime(2026, 11, 18, 6, tzinfo=UTC),
    "on Thanksgiving": datetime(2026, 11, 26, 17, tzinfo=UTC),
    "on the day on which the 4th of July is observed": datetime(2026, 7, 3, 18, tzinfo=UTC),
    "on a Sunday": datetime(2026, 11, 22, 16, tzinfo=UTC),
    "when the clocks go back": datetime(2026, 11, 1, 7, tzinfo=UTC),
    "when the clocks go forward": datetime(2026, 3, 8, 8, 40, tzinfo=UTC),
}
ASKED = [
    BoardAsked(listing=Listing(sort="state")),
    BoardAsked(listing=Listing(sort="state", descending=True, size=7, page=2)),
    BoardAsked(listing=Listing(sort="state", size=7, page=999)),
    BoardAsked(listing=Listing(sort="state", size=None)),
    BoardAsked(listing=Listing(sort="state", search="%")),
    BoardAsked(listing=Listing(sort="team", search="AN")),
    BoardAsked(listing=Listing(sort="team", descending=True, search="\\")),
    BoardAsked(listing=Listing(sort="name", search="_")),
    BoardAsked(listing=Listing(sort="name", search="a t")),
    *(
        BoardAsked(listing=Listing(sort=sort, descending=down))
        for sort in ("name", "at", "blockers")
        for down in (False, True)
    ),
    *(BoardAsked(listing=Listing(sort="name"), state=state) for state in DayState),
]


@pytest.mark.parametrize("moment", MOMENTS)
def test_page_is_what_all_rows_come_to(session: Session, settings: Settings, moment: str) -> None:
    now, dice = MOMENTS[moment], random.Random(moment)  # noqa: S311 - the same companies every time
    made = make_company(session, dice, now)
    for viewer in made.viewers():
        roster = load_roster(session, viewer, settings=settings, now=now)
        of_team = BoardAsked(listing=Listing(sort="state"), team_id=dice.choice(made.teams).id)
        for asked in (of_team, *(ASKED if viewer.role is Role.DISPATCHER else dice.sample(ASKED, 5))):
            page = load_board_page(session, viewer, asked, settings=settings, now=now)
            assert page == page_of_roster(roster, asked, viewer), asked


def page_of_roster(roster: Roster, asked: BoardAsked, viewer: Viewer) -> BoardPage:
    """Make the page from a row for everybody, as the board was made before."""
    team = [row for row in roster.rows if asked.team_id in {None, row.team_id}]
    off = [row for row in team if row.state is DayState.OFF]
    shown = [row for row in team if row.state is asked.state] if asked.state else team
    if asked.off_apart:
        shown = [row for row in team if row.state is not DayState.OFF]
    takes_alerts = viewer.may(Permission.ALERT_ACKNOWLEDGE)
    needs = needs_of(roster, team) if takes_alerts else []
    named = {(row.team_id, row.team) for row in roster.rows if row.team_id and row.team}
    return BoardPage(
        page=page_of(shown, asked.listing, sorts=SORTS, searched=lambda row: f"{row.name} {row.team or ''}"),
        off=tuple(off) if asked.off_apart else (),
        counts={state: sum(row.state is state for row in team) for state in DayState},
        off_reasons=Counter(row.off_reason for row in off if row.off_reason),
        teams=tuple(sorted(named, key=lambda team: team[1])),
        takes_alerts=takes_alerts,
        needs=tuple(needs[:MOST_NEEDS]),
        all_needs=len(needs),
        line_may_be_down=bool(roster.line_alerts),
        last_call_at=roster.last_call_at,
    )


def needs_of(roster: Roster, team: Sequence[RosterRow]) -> list[Handful]:
    of_line = [Handful(alert=alert, row=None) for alert in roster.line_alerts]
    of_people = [Handful(alert=alert, row=row) for row in team for alert in row.alerts]
    waiting = [one for one in (*of_line, *of_people) if one.alert.is_open or one.alert.wants_outcome]
    return sorted(waiting, key=urgency)


def urgency(one: Handful) -> tuple[bool, int, datetime]:
    return not one.alert.is_open, KINDS_BY_URGENCY.index(one.alert.kind), one.alert.opened_at


def need(row: RosterRow) -> tuple[int, bool, int, datetime, str]:
    in_hand = any(alert.outcome is not None for alert in row.alerts)
    place = STATES_BY_URGENCY.index(row.state)
    return place, in_hand, -len(row.blockers), row.at or row.window_ends_at, row.name


SORTS: Mapping[str, Callable[[RosterRow], Any]] = {
    "state": need,
    "name": lambda row: row.name.lower(),
    "team": lambda row: (row.team.lower(), row.name.lower()) if row.team else None,
    "at": lambda row: row.at,
    "blockers": lambda row: row.blocker_age,
}


def test_only_so_many_people_who_are_off_are_listed(session: Session, settings: Settings) -> None:
    for _ in range(MOST_OFF + 2):
        make_time_off(session, make_employee(session))
    page = load_board_page(session, DISPATCHER, ASKED[0], settings=settings, now=NOW)
    assert (len(page.off), page.counts[DayState.OFF], page.people) == (MOST_OFF, MOST_OFF + 2, MOST_OFF + 2)


@pytest.mark.parametrize("people", [1, 40])
def test_queries_are_the_same_for_any_number(session: Session, settings: Settings, people: int) -> None:
    for _ in range(people):
        person = make_employee(session)
        make_checkin(session, person)
        make_alert(session, person, kind=AlertKind.BLOCKER)
    counts = {}
    for sort in ("state", "blockers"):
        session.expire_all()
        with counted(session.get_bind()) as statements:
            load_board_page(session, DISPATCHER, BoardAsked(listing=Listing(sort=sort)), settings=settings, now=NOW)
        counts[sort] = len(statements)
    assert counts == {"state": 8, "blockers": 11}
