"""What people do with an alert: take it, say what became of it, close it, hand it over, put it off.

Each is a POST that ends where it began. Who comes second is told who was first, as a line on the page.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app.access import current_viewer, requires
from app.domain.alerts.kinds import AlertOutcome
from app.domain.errors import InvalidInput, InvalidTransition
from app.domain.permissions import Permission
from app.extensions import current_settings
from app.queries.alert_inbox import InboxAlert, get_inbox_alert
from app.queries.reach import list_possible_owners
from app.services.alerts.acknowledgements import acknowledge_alert, record_outcome, resolve_alert, snooze_alert
from app.services.alerts.hand_overs import hand_over_alert
from app.services.alerts.records import Actor
from app.unit_of_work import unit_of_work
from app.web.alerts.forms import HandOverForm, OutcomeForm, ResolveForm, SnoozeForm, hand_over_form, outcome_form
from app.web.alerts.inbox import render_inbox
from app.web.clock import request_now
from app.web.forms import show_error, typed
from app.web.targets import safe_target

F = TypeVar("F", bound=FlaskForm)


def register(blueprint: Blueprint) -> None:
    for name, view in (
        ("acknowledge", acknowledge),
        ("outcome", outcome),
        ("resolve", resolve),
        ("hand-over", hand_over),
        ("snooze", snooze),
    ):
        guarded = requires(Permission.ALERT_ACKNOWLEDGE)(view)
        blueprint.post(f"/<int:alert_id>/{name}", endpoint=name.replace("-", "_"))(guarded)


def acknowledge(alert_id: int) -> ResponseReturnValue:
    def act(session: Session, _form: FlaskForm) -> None:
        acknowledge_alert(session, alert_id, actor=_actor(), settings=current_settings(), now=request_now())

    return _submit(alert_id, lambda _session, _alert: FlaskForm(), act, "You have it. Say what became of it.")


def outcome(alert_id: int) -> ResponseReturnValue:
    def act(session: Session, form: OutcomeForm) -> None:
        became, note = AlertOutcome(typed(form.outcome)), typed(form.outcome_note) or None
        record_outcome(session, alert_id, outcome=became, note=note, actor=_actor(), now=request_now())

    return _submit(alert_id, lambda _session, alert: outcome_form(alert.row.kind), act, "Noted.")


def resolve(alert_id: int) -> ResponseReturnValue:
    def act(session: Session, form: ResolveForm) -> None:
        note = typed(form.resolve_note) or None
        resolve_alert(session, alert_id, note=note, actor=_actor(), now=request_now())

    return _submit(alert_id, lambda _session, _alert: ResolveForm(), act, "Resolved.")


def hand_over(alert_id: int) -> ResponseReturnValue:
    def form_of(session: Session, alert: InboxAlert) -> HandOverForm:
        return hand_over_form(list_possible_owners(session, alert.row.kind, alert.row.employee_id))

    def act(session: Session, form: HandOverForm) -> None:
        note = typed(form.hand_over_note) or None
        hand_over_alert(
            session,
            alert_id,
            to_id=int(form.to.data),
            note=note,
            actor=_actor(),
            settings=current_settings(),
            now=request_now(),
        )

    return _submit(alert_id, form_of, act, "Handed over; they have been told.")


def snooze(alert_id: int) -> ResponseReturnValue:
    def act(session: Session, form: SnoozeForm) -> None:
        until = request_now() + timedelta(minutes=int(form.minutes.data))
        snooze_alert(session, alert_id, until=until, actor=_actor(), now=request_now())

    return _submit(alert_id, lambda _session, _alert: SnoozeForm(), act, "Put off.")


def _submit(
    alert_id: int, form_of: Callable[[Session, InboxAlert], F], act: Callable[[Session, F], None], said: str
) -> ResponseReturnValue:
    form: F | None = None
    try:
        with unit_of_work() as session:
            form = form_of(session, _alert(session, alert_id))
            if not form.validate_on_submit():
                return render_inbox(session, _alert(session, alert_id), form), 422
            act(session, form)
    except InvalidInput as error:
        with unit_of_work() as session:
            if form is not None:
                show_error(form, error)
            return render_inbox(session, _alert(session, alert_id), form), 422
    except InvalidTransition as error:
        flash(error.sentence, "warning")
    else:
        flash(said)
    return _back(alert_id)


def _alert(session: Session, alert_id: int) -> InboxAlert:
    return get_inbox_alert(session, current_viewer(), alert_id, settings=current_settings())


def _back(alert_id: int) -> Response:
    return redirect(safe_target(request.form.get("next")) or url_for("alerts.page", alert_id=alert_id))


def _actor() -> Actor:
    viewer = current_viewer()
    return Actor(id=viewer.employee_id, name=viewer.name)
