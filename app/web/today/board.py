"""What the address of Today asks for, and the words of the page."""

from dataclasses import replace

from flask import request

from app.domain.mornings.day_states import DayState
from app.domain.mornings.workdays import NotExpectedReason
from app.domain.viewers import Viewer
from app.queries.roster_figures import BoardAsked
from app.queries.roster_page import BoardPage
from app.web.arguments import argument
from app.web.paging import read_listing, wants_csv
from app.web.today.columns import columns_for

ROWS = 100
"""Rows on a page, so that a team of a hundred people stands on one."""
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


def read_asked(viewer: Viewer) -> BoardAsked:
    """Read team, state, search and order of the address; nonsense falls back to everything."""
    states = {state.value: state for state in DayState}
    listing = read_listing(columns_for(viewer), sort="state")
    return BoardAsked(
        listing=replace(listing, size=None if wants_csv() else ROWS),
        team_id=request.args.get("team", type=int),
        state=states.get(argument("state")),
    )


def off_words(board: BoardPage) -> list[tuple[str, int]]:
    """Return why people are off, the most frequent reason first."""
    counted = [(words, board.off_reasons[reason]) for reason, words in OFF_WORDS.items() if reason in board.off_reasons]
    return sorted(counted, key=lambda reason: -reason[1])
