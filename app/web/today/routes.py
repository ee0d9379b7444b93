"""`/`: who is in, who is not, and who needs a hand. The page asks for itself every five seconds while it is open."""

import hashlib

from flask import Blueprint, render_template, request, session
from flask.typing import ResponseReturnValue

from app.access import current_viewer, requires
from app.domain.alerts.outcomes import OWNER_OUTCOMES
from app.domain.permissions import Permission, Scope
from app.extensions import current_settings
from app.queries.roster_page import load_board_page
from app.queries.roster_version import roster_version
from app.unit_of_work import unit_of_work
from app.web.clock import request_now, viewer_zone
from app.web.paging import csv_of, wants_csv
from app.web.today.board import off_words, read_asked
from app.web.today.columns import columns_for, csv_columns_for

blueprint = Blueprint("today", __name__)

VERSION_HEADER = "X-Board-Version"


@blueprint.get("/")
@requires(Permission.ATTENDANCE_READ)
def index() -> ResponseReturnValue:
    viewer, now, settings = current_viewer(), request_now(), current_settings()
    asked = read_asked(viewer)
    with unit_of_work() as database:
        version = _version(roster_version(database, now))
        if _has_it_already(version):
            return "", 204
        board = load_board_page(database, viewer, asked, settings=settings, now=now)
    if wants_csv():
        return csv_of("today", csv_columns_for(viewer), board.page.rows)
    zone = viewer_zone()
    today, last = now.astimezone(zone).date(), board.last_call_at
    return render_template(
        "today/_board.html" if _is_refresh() else "today/index.html",
        board=board,
        asked=asked,
        off_words=off_words(board),
        today=today,
        called_today=last is not None and last.astimezone(zone).date() == today,
        version=version,
        columns=columns_for(viewer),
        own_people_only=viewer.scope is Scope.TEAM,
        outcomes=OWNER_OUTCOMES,
    )


def _version(changes: str) -> str:
    """Return a short key of all that decides what this viewer sees at this address."""
    viewer = current_viewer()
    asked = f"{viewer.employee_id} {viewer.role} {viewer.timezone} {request.full_path} {changes}"
    return hashlib.sha256(asked.encode()).hexdigest()[:16]


def _has_it_already(version: str) -> bool:
    """Whether the page shows this version already and no flash message is waiting, so that 204 is the answer."""
    return request.headers.get(VERSION_HEADER) == version and "_flashes" not in session


def _is_refresh() -> bool:
    """Whether only the board is asked for. htmx asks for the whole page when the reader goes back in the history."""
    return "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers
