"""`/alerts`: the inbox, one alert in it, and what people do with an alert.

Each act is a POST that ends on the page it came from. Who comes second is told who was first, as a line on that page.
Today posts to the same addresses; its open board is told to fetch itself anew.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session

from app.access import current_viewer, requires
from app.domain.alerts.kinds import AlertOutcome
from app.domain.alerts.words import OUTCOME_WORDS
from app.domain.errors import InvalidTransition
from app.domain.permissions import Permission
from app.extensions import current_settings
from app.queries.alert_inbox import InboxAlert, get_inbox_alert
from app.queries.reach import list_possible_owners
from app.services.alerts.actions import (
    acknowledge_alert,
    hand_over_alert,
    put_back_alert,
    record_outcome,
    resolve_alert,
    snooze_alert,
)
from app.services.alerts.records import Actor
from app.services.alerts.undo import undo_last_change
from app.unit_of_work import unit_of_work
from app.web.alerts.forms import ResolveForm, SnoozeForm, hand_over_form, outcome_form
from app.web.alerts.inbox import ACTS, COLUMNS, read_page, read_tab, render_inbox
from app.web.clock import request_now
from app.web.forms import typed
from app.web.paging import csv_of, wants_csv
from app.web.targets import safe_target

blueprint = Blueprint("alerts", __name__, url_prefix="/alerts")

UNDO_NOTICE = "undo-"
"""Category of a notice, before the number of the alert that its button undoes."""
BOARD_CHANGED = {"HX-Trigger": "board-changed"}


@blueprint.get("")
@requires(Permission.ALERT_READ, Permission.ALERT_ADDRESSED)
def index() -> ResponseReturnValue:
    with unit_of_work() as session:
        if wants_csv():
            return csv_of("alerts", COLUMNS, read_page(session, read_tab()).rows)
        return render_inbox(session)


@blueprint.get("/<int:alert_id>")
@requires(Permission.ALERT_READ, Permission.ALERT_ADDRESSED)
def page(alert_id: int) -> ResponseReturnValue:
    with unit_of_work() as session:
        return render_inbox(session, _alert(session, alert_id))


@blueprint.post("/<int:alert_id>/acknowledge")
@requires(*ACTS)
def acknowledge(alert_id: int) -> ResponseReturnValue:
    with _act("You have it. Say what became of it when you know.", alert_id) as session:
        _alert(session, alert_id)
        acknowledge_alert(session, alert_id, actor=_me(), settings=current_settings(), now=request_now())
    return _back(alert_id)


@blueprint.post("/<int:alert_id>/outcome")
@requires(*ACTS)
def outcome(alert_id: int) -> ResponseReturnValue:
    with unit_of_work() as session:
        alert = _alert(session, alert_id)
        form = outcome_form(alert.row.kind)
        if not form.validate_on_submit():
            return _ask_again(session, alert, form)
    became = AlertOutcome(typed(form.outcome))
    with _act(f"Noted: {OUTCOME_WORDS[became]}.", alert_id) as session:
        note = typed(form.outcome_note) or None
        record_outcome(session, alert_id, outcome=became, note=note, actor=_me(), now=request_now())
    return _back(alert_id)


@blueprint.post("/<int:alert_id>/resolve")
@requires(*ACTS)
def resolve(alert_id: int) -> ResponseReturnValue:
    form = ResolveForm()
    with unit_of_work() as session:
        alert = _alert(session, alert_id)
        if not form.validate_on_submit():
            return _ask_again(session, alert, form)
    with _act("Resolved.", alert_id) as session:
        resolve_alert(
            session,
            alert_id,
            note=typed(form.resolve_note) or None,
            actor=_me(),
            now=request_now(),
        )
    return _back(alert_id)


@blueprint.post("/<int:alert_id>/hand-over")
@requires(*ACTS)
def hand_over(alert_id: int) -> ResponseReturnValue:
    with unit_of_work() as session:
        alert = _alert(session, alert_id)
        form = hand_over_form(list_possible_owners(session, alert.row.kind, alert.row.employee_id))
        if not form.validate_on_submit():
            return _ask_again(session, alert, form)
    with _act("Handed over; they are told.", alert_id) as session:
        hand_over_alert(
            session,
            alert_id,
            to_id=int(form.to.data),
            note=typed(form.hand_over_note) or None,
            actor=_me(),
            settings=current_settings(),
            now=request_now(),
        )
    return _back(alert_id)


@blueprint.post("/<int:alert_id>/snooze")
@requires(*ACTS)
def snooze(alert_id: int) -> ResponseReturnValue:
    form = SnoozeForm()
    with unit_of_work() as session:
        alert = _alert(session, alert_id)
        if not form.validate_on_submit():
            return _ask_again(session, alert, form)
    with _act("Put off.", alert_id) as session:
        until = request_now() + timedelta(minutes=int(form.minutes.data))
        snooze_alert(session, alert_id, until=until, actor=_me(), now=request_now())
    return _back(alert_id)


@blueprint.post("/<int:alert_id>/put-back")
@requires(*ACTS)
def put_back(alert_id: int) -> ResponseReturnValue:
    with _act("Put back: nobody has it now.", alert_id) as session:
        _alert(session, alert_id)
        put_back_alert(session, alert_id, actor=_me(), settings=current_settings(), now=request_now())
    return _back(alert_id)


@blueprint.post("/<int:alert_id>/undo")
@requires(*ACTS)
def undo(alert_id: int) -> ResponseReturnValue:
    with _act("Undone.") as session:
        _alert(session, alert_id)
        undo_last_change(session, alert_id, actor=_me(), settings=current_settings(), now=request_now())
    return _back(alert_id)


@contextmanager
def _act(done: str, undoable: int | None = None) -> Iterator[Session]:
    """Yield the session of one act; flash `done`, or why somebody else's act was first.

    `undoable` is the alert whose change the notice offers to undo.
    """
    try:
        with unit_of_work() as session:
            yield session
    except InvalidTransition as refused:
        flash(refused.sentence, "warning")
    else:
        flash(done, f"{UNDO_NOTICE}{undoable}" if undoable else "success")


def _ask_again(session: Session, alert: InboxAlert, form: FlaskForm) -> ResponseReturnValue:
    """Show the form with its errors; on an open board, which has no room for them, the first one as a line."""
    if _from_open_board():
        flash(next(iter(form.errors.values()))[0], "warning")
        return "", 204, BOARD_CHANGED
    return render_inbox(session, alert, form), 422


def _back(alert_id: int) -> ResponseReturnValue:
    if _from_open_board():
        return "", 204, BOARD_CHANGED
    return redirect(safe_target(request.form.get("next")) or url_for("alerts.page", alert_id=alert_id))


def _from_open_board() -> bool:
    return "HX-Request" in request.headers


def _alert(session: Session, alert_id: int) -> InboxAlert:
    return get_inbox_alert(session, current_viewer(), alert_id, settings=current_settings())


def _me() -> Actor:
    return Actor.of(current_viewer())
