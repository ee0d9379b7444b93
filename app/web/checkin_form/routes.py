"""`/c/<token>`: GET shows the questions and saves nothing, because previews open links; POST saves the check-in."""

import structlog
from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.access import find_viewer, signed
from app.database_patience import patience
from app.domain.conversation.distress import Distress
from app.extensions import current_settings
from app.services.checkins.filled_forms import fill_form
from app.services.checkins.links import (
    CheckinQuestions,
    open_checkin_link,
    questions_of_link,
    record_opening,
    send_answers,
)
from app.services.messages.checkin_links import CheckinLinkProblem, CheckinLinkRefused
from app.unit_of_work import unit_of_work
from app.web.checkin_form.forms import CheckinForm
from app.web.clock import request_now
from app.web.outages import DATABASE_AWAY

log = structlog.get_logger(__name__)
blueprint = Blueprint("checkin_form", __name__, url_prefix="/c")

TITLES = {
    CheckinLinkProblem.BROKEN: "This link does not work",
    CheckinLinkProblem.EXPIRED: "This link is too old",
    CheckinLinkProblem.USED: "You have checked in",
    CheckinLinkProblem.OFF: "Please call",
    CheckinLinkProblem.NOT_YOURS: "This link is not in use any more",
}


@blueprint.get("/<token>")
@signed
def show(token: str) -> ResponseReturnValue:
    with unit_of_work() as session:
        questions = open_checkin_link(
            session, token, signed_in_id=_signed_in_id(), settings=current_settings(), now=request_now()
        )
        record_opening(session, questions.claim, signed_in_id=_signed_in_id(), now=request_now())
    return _page(token, questions, CheckinForm())


@blueprint.post("/<token>")
@signed
def send(token: str) -> ResponseReturnValue:
    try:
        with patience(current_settings().webhook_database_seconds):
            return _send(token)
    except DATABASE_AWAY as error:
        log.warning("form_not_saved", error=type(error).__name__)
        typed = [(name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"]
        return render_template("checkin_form/away.html", token=token, typed=typed, **_numbers()), 503


def _send(token: str) -> ResponseReturnValue:
    form = CheckinForm()
    is_whole = form.validate_on_submit()
    settings, now = current_settings(), request_now()
    arguments = form.arguments() | {"call_completed": is_whole}
    filled = fill_form(token, arguments=arguments, written=form.written(), settings=settings, now=now)
    with unit_of_work() as session:
        questions = questions_of_link(session, token, signed_in_id=_signed_in_id(), settings=settings, now=now)
        if not filled.is_answered and not filled.distress:
            return _page(token, questions, form), 422
        sent = send_answers(session, filled, settings=settings, now=now)
    if sent.distress:
        return _help(token, sent.distress, sent.goodbye)
    if sent.goodbye:
        return render_template("checkin_form/sent.html", questions=questions, goodbye=sent.goodbye, **_numbers())
    form.show_problems(sent.problems)
    return _page(token, questions, form, saved=True), 422


def _help(token: str, distress: Distress, words: str) -> str:
    """Show the next step, and nothing that was typed."""
    return render_template(
        "checkin_form/help.html", token=token, is_danger=distress is Distress.DANGER, words=words, **_numbers()
    )


@blueprint.errorhandler(CheckinLinkRefused)
def refused(error: CheckinLinkRefused) -> ResponseReturnValue:
    title = TITLES[error.problem]
    page = render_template("checkin_form/refused.html", title=title, sentence=error.sentence, **_numbers())
    return page, error.http_status


def _page(token: str, questions: CheckinQuestions, form: CheckinForm, *, saved: bool = False) -> str:
    """Show the form. `saved`: what was answered so far is kept, and something is asked again."""
    return render_template(
        "checkin_form/form.html", token=token, questions=questions, form=form, saved=saved, **_numbers()
    )


def _signed_in_id() -> int | None:
    viewer = find_viewer()
    return viewer.employee_id if viewer else None


def _numbers() -> dict[str, str]:
    """Return the numbers to call instead; empty where the settings hold none."""
    settings = current_settings()
    return {
        "line_number": settings.line_number,
        "dispatch_number": settings.dispatch_number,
        "emergency_number": settings.emergency_number,
        "crisis_line": settings.crisis_line,
    }
