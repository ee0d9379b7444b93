"""Leaving the morning brief or the weekly digest. GET changes nothing, because mail scanners open links; POST stops it.

A mail program posts `List-Unsubscribe=One-Click` without a form of ours (RFC 8058); the token in the address is its
proof. Whoever presses the button of the page sends the page's own token as everywhere.
"""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.access import signed
from app.extensions import csrf, current_settings
from app.services.messages.unsubscribing import Regular, UnsubscribeRefused, read_link, stop_by_link
from app.unit_of_work import unit_of_work
from app.web.clock import request_now

blueprint = Blueprint("unsubscribe", __name__, url_prefix="/unsubscribe")
WORDS = {
    Regular.BRIEF: ("morning brief", "gets one line each morning: who is ready, who is out, what is in the way."),
    Regular.DIGEST: ("weekly digest", "gets one message a week, when somebody of their people may need a word."),
}
"""What it is called, and what it brings."""
csrf.exempt(blueprint)  # `stop` asks for the token itself


@blueprint.get("/<token>")
@signed
def show(token: str) -> ResponseReturnValue:
    with unit_of_work() as session:
        leaving = read_link(session, token, settings=current_settings(), now=request_now())
        return render_template("unsubscribe/confirm.html", leaving=leaving, words=WORDS[leaving.regular], token=token)


@blueprint.post("/<token>")
@signed
def stop(token: str) -> ResponseReturnValue:
    if request.form.get("List-Unsubscribe") != "One-Click":
        csrf.protect()
    with unit_of_work() as session:
        leaving = stop_by_link(session, token, settings=current_settings(), now=request_now())
        return render_template("unsubscribe/stopped.html", leaving=leaving, words=WORDS[leaving.regular])


@blueprint.errorhandler(UnsubscribeRefused)
def refused(error: UnsubscribeRefused) -> ResponseReturnValue:
    return render_template("unsubscribe/refused.html", sentence=error.sentence), error.http_status
