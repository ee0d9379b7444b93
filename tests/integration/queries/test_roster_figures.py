"""The one statement of a page of the board: which rows are shown, and the figures of everybody.

Orders and filters are held against the rows themselves in `test_roster_page`.
"""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertStatus
from app.domain.mornings.day_states import DayState
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.queries.paging import Listing
from app.queries.roster_figures import MOST_NEEDS, BoardAsked, board_figures
from app.queries.roster_states import board_tables
from app.settings import Settings
from tests.builders import NOW, make_alert, make_call, make_checkin, make_employee, make_team, make_time_off

DISPATCHER = Viewer(employee_id=0, role=Role.DISPATCHER, timezone="UTC", name="Dana")
EVERYBODY = BoardAsked(listing=Listing(sort="state"))


def figures(
    session: Session,
    settings: Settings,
    asked: BoardAsked = EVERYBODY,
    *,
    takes_alerts: bool = True,
    ages: dict[int, int] | None = None,
) -> Any:
    tables = board_tables(session, DISPATCHER, settings=settings, now=NOW)
    return session.execute(board_figures(tables, asked, takes_alerts=takes_alerts, ages=ages or {})).one()


def test_empty_board_has_nothing_and_is_no_error(session: Session, settings: Settings) -> None:
    assert tuple(figures(session, settings)) == ([], [], 0, None, None, None, 0, None)


def test_figures_are_of_everybody_and_rows_of_those_asked_for(session: Session, settings: Settings) -> None:
    north, south = make_team(session, name="North"), make_team(session, name="South")
    ana, ben, cem = (make_employee(session, name=name, team_id=north.id) for name in ("Ana", "Ben", "Cem"))
    make_checkin(session, ana)
    make_time_off(session, cem)
    make_call(session, make_employee(session, team_id=south.id))
    row = figures(session, settings, BoardAsked(listing=Listing(sort="state"), team_id=north.id))
    assert (row.shown, row.off, row.total) == ([ben.id, ana.id], [cem.id], 2)
    assert sorted(row.counts) == [["awaited", None, 1], ["off", "time_off", 1], ["ready", None, 1]]
    assert (row.teams, row.last_call_at) == ([[north.id, "North"], [south.id, "South"]], NOW)
    row = figures(session, settings, BoardAsked(listing=Listing(sort="state"), state=DayState.OFF))
    assert (row.shown, row.off, row.total) == ([cem.id], [], 1)


def test_page_is_cut_and_the_total_is_not(session: Session, settings: Settings) -> None:
    ids = [make_employee(session, name=f"Ana {number}").id for number in range(5)]
    row = figures(session, settings, BoardAsked(listing=Listing(sort="name", descending=True, size=2, page=2)))
    assert (row.shown, row.total) == ([ids[2], ids[1]], 5)


def test_blockers_are_ordered_by_the_ages_given(session: Session, settings: Settings) -> None:
    ids = [make_employee(session, name=f"Ana {number}").id for number in range(4)]
    row = figures(session, settings, BoardAsked(listing=Listing(sort="blockers")), ages={ids[2]: 3, ids[1]: 10})
    assert row.shown == [ids[2], ids[1], ids[0], ids[3]]


def test_needs_are_the_urgent_ones_first_then_what_lacks_an_outcome(session: Session, settings: Settings) -> None:
    ana = make_employee(session)
    taken = make_alert(session, ana, status=AlertStatus.ACKNOWLEDGED)
    make_alert(session, ana, kind=AlertKind.BLOCKER, status=AlertStatus.ACKNOWLEDGED)
    late, early = (make_alert(session, ana, opened_at=NOW - timedelta(hours=hours)) for hours in (1, 2))
    line = make_alert(session, kind=AlertKind.LINE)
    row = figures(session, settings)
    assert row.needs == [[line.id, None], *([alert.id, ana.id] for alert in (early, late, taken))]
    assert row.all_needs == 4


def test_needs_are_cut_and_their_number_is_not(session: Session, settings: Settings) -> None:
    ana = make_employee(session)
    for _ in range(MOST_NEEDS + 3):
        make_alert(session, ana)
    row = figures(session, settings)
    assert (len(row.needs), row.all_needs) == (MOST_NEEDS, MOST_NEEDS + 3)
    row = figures(session, settings, takes_alerts=False)
    assert (row.needs, row.all_needs) == (None, 0)
