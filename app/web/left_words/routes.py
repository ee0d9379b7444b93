"""The page of one person's words, leaving some, and taking them back."""

from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.access import current_viewer, requires
from app.domain.errors import InvalidInput, InvalidTransition
from app.domain.people.left_words import WAITS_FOR
from app.domain.permissions import Permission
from app.extensions import current_settings
from app.queries.left_words import LeftWordRow, get_addressee, list_words_left
from app.services.people.left_words import leave_word, may_have_a_text, withdraw_word
from app.unit_of_work import unit_of_work
from app.web.clock import request_now
from app.web.forms import show_error, typed
from app.web.left_words.forms import BY_TEXT, LeaveWordForm

blueprint = Blueprint("left_words", __name__, url_prefix="/words")


@blueprint.get("/<int:employee_id>")
@requires(Permission.WORD_LEAVE)
def page(employee_id: int) -> ResponseReturnValue:
    with unit_of_work() as session:
        return _page(session, employee_id, LeaveWordForm())


@blueprint.post("/<int:employee_id>")
@requires(Permission.WORD_LEAVE)
def leave(employee_id: int) -> ResponseReturnValue:
    form, by_text = LeaveWordForm(), False
    try:
        with unit_of_work() as session:
            if not form.validate_on_submit():
                return _page(session, employee_id, form), 422
            by_text = form.how.data == BY_TEXT
            leave_word(
                session,
                current_viewer(),
                employee_id,
                typed(form.words),
                by_text=by_text,
                settings=current_settings(),
                now=request_now(),
            )
    except InvalidInput as error:
        show_error(form, error)
        with unit_of_work() as session:
            return _page(session, employee_id, form), 422
    flash("On its way as a text." if by_text else "Kept. The coach says it at the next call.", "success")
    return redirect(url_for("left_words.page", employee_id=employee_id))


@blueprint.post("/<int:employee_id>/<int:word_id>/withdraw")
@requires(Permission.WORD_LEAVE)
def withdraw(employee_id: int, word_id: int) -> ResponseReturnValue:
    try:
        with unit_of_work() as session:
            withdraw_word(session, current_viewer(), employee_id, word_id, now=request_now())
    except InvalidTransition as refused:
        flash(refused.sentence, "warning")
    else:
        flash("Taken back. Nobody hears it.", "success")
    return redirect(url_for("left_words.page", employee_id=employee_id))


def word_state(word: LeftWordRow, now: datetime) -> tuple[str, str, str]:
    """Return the chip's word, shape and tone."""
    if word.withdrawn_at:
        return "taken back", "dash", "grey"
    if word.said_at:
        return ("sent" if word.by_text else "said"), "check", "ready"
    if word.created_at <= now - WAITS_FOR:
        return "too old to be said", "dash", "grey"
    return "waits for the next call", "ring", "grey"


def _page(session: Session, employee_id: int, form: LeaveWordForm) -> str:
    viewer, now = current_viewer(), request_now()
    person = get_addressee(session, viewer, employee_id, now=now)
    return render_template(
        "left_words/page.html",
        person=person,
        form=form,
        may_have_a_text=may_have_a_text(person, current_settings()),
        words=list_words_left(session, person.id, author_id=viewer.employee_id),
        word_state=word_state,
    )
