"""`/`: who is in, who is not, and who needs a hand. The page asks for itself every five seconds while it is open."""

import hashlib

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.access import current_viewer, requires
from app.domain.alerts.kinds import OUTCOME_WORDS, OWNER_OUTCOMES, AlertKind, AlertOutcome
from app.domain.errors import InvalidTransition
from app.domain.permissions import Permission
from app.extensions import current_settings
from app.queries.alerts import get_alert
from app.queries.reach import check_reach
from app.queries.roster import load_roster
from app.queries.roster_version import roster_version
from app.services.alerts.acknowledgements import acknowledge_alert, record_outcome, resolve_alert
from app.services.alerts.records import Actor
from app.unit_of_work import unit_of_work
from app.web.clock import request_now
from app.web.filters import viewer_zone
from app.web.forms import typed
from app.web.paging import csv_of, wants_csv
from app.web.today.board import build_board, read_asked
from app.web.today.columns import columns_for, csv_columns_for
from app.web.today.forms import OutcomeForm

blueprint = Blueprint("today", __name__)

VERSION_HEADER = "X-Board-Version"
ENDS_A_BLOCKER = frozenset({AlertOutcome.FIXED, AlertOutcome.FALSE_ALARM})
CHANGED = {"HX-Trigger": "board-changed"}


@blueprint.get("/")
@requires(Permission.ATTENDANCE_READ)
def index() -> ResponseReturnValue:
    viewer, now, settings = current_viewer(), request_now(), current_settings()
    with unit_of_work() as database:
        version = _version(roster_version(database, now))
        if _has_it_already(version):
            return "", 204
        roster = load_roster(database, viewer, settings=settings, now=now)
    board = build_board(roster, read_asked(viewer), viewer)
    if wants_csv():
        return csv_of("today", csv_columns_for(viewer), board.page.rows)
    zone = viewer_zone()
    today, last = now.astimezone(zone).date(), board.last_call_at
    return render_template(
        "today/_board.html" if _is_refresh() else "today/index.html",
        board=board,
        today=today,
        called_today=last is not None and last.astimezone(zone).date() == today,
        version=version,
        columns=columns_for(viewer),
        outcomes=OWNER_OUTCOMES,
        outcome_words=OUTCOME_WORDS,
    )


@blueprint.post("/today/alerts/<int:alert_id>/acknowledge")
@requires(Permission.ALERT_ACKNOWLEDGE)
def acknowledge(alert_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    try:
        with unit_of_work() as database:
            check_reach(database, viewer, alert_id)
            acknowledge_alert(database, alert_id, actor=_actor(), settings=current_settings(), now=request_now())
    except InvalidTransition as first:
        flash(first.sentence, "warning")
    else:
        flash("You have it. Say what became of it when you know.", "success")
    return _back()


@blueprint.post("/today/alerts/<int:alert_id>/outcome")
@requires(Permission.ALERT_ACKNOWLEDGE)
def outcome(alert_id: int) -> ResponseReturnValue:
    form = OutcomeForm()
    if not form.validate_on_submit():
        flash("Choose what became of it from the list.", "warning")
        return _back()
    chosen = AlertOutcome(typed(form.outcome))
    try:
        with unit_of_work() as database:
            check_reach(database, current_viewer(), alert_id)
            _close_or_note(database, alert_id, chosen)
    except InvalidTransition as first:
        flash(first.sentence, "warning")
    else:
        flash(f"Noted: {OUTCOME_WORDS[chosen]}.", "success")
    return _back()


def _close_or_note(database: Session, alert_id: int, chosen: AlertOutcome) -> None:
    """A blocker ends with its being fixed or never having been one; a job moved away leaves it in the way."""
    actor, now = _actor(), request_now()
    if chosen in ENDS_A_BLOCKER and get_alert(database, alert_id).kind is AlertKind.BLOCKER:
        resolve_alert(database, alert_id, outcome=chosen, actor=actor, now=now)
    else:
        record_outcome(database, alert_id, outcome=chosen, actor=actor, now=now)


def _version(changes: str) -> str:
    """Return a short key of all that decides what this viewer sees at this address."""
    viewer = current_viewer()
    asked = f"{viewer.employee_id} {viewer.role} {viewer.timezone} {request.full_path} {changes}"
    return hashlib.sha256(asked.encode()).hexdigest()[:16]


def _has_it_already(version: str) -> bool:
    """A line that waits to be shown is news even where the board is not."""
    return request.headers.get(VERSION_HEADER) == version and "_flashes" not in session


def _is_refresh() -> bool:
    """Going back in the browser's history asks for the whole page."""
    return "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers


def _back() -> ResponseReturnValue:
    """Let an open board fetch itself anew; without script, show the page."""
    if "HX-Request" in request.headers:
        return "", 204, CHANGED
    query = request.query_string.decode()
    return redirect(f"{url_for('today.index')}?{query}" if query else url_for("today.index"))


def _actor() -> Actor:
    viewer = current_viewer()
    return Actor(id=viewer.employee_id, name=viewer.name)
