"""A new password by mailed link. GET changes nothing, because mail scanners open links; POST sets the password."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import public, signed
from app.domain.errors import InvalidInput
from app.extensions import current_settings
from app.services.accounts.password_resets import get_user_by_token, request_reset, reset_password
from app.unit_of_work import unit_of_work
from app.web.auth import sessions
from app.web.auth.company import require_passwords
from app.web.auth.forms import AskResetForm, ResetForm
from app.web.auth.throttles import every_try_counts, mail_limits
from app.web.clock import request_now
from app.web.forms import show_error, typed

blueprint = Blueprint("password_resets", __name__, url_prefix="/password-resets")
blueprint.before_request(require_passwords)
SENT = "If somebody signs in with this address, a link is on its way. It is good for an hour."
DONE = "Your password is changed and every session has ended. Sign in with the new one."


@blueprint.get("")
@public
def ask() -> ResponseReturnValue:
    return render_template("auth/ask_reset.html", form=AskResetForm())


@blueprint.post("")
@public
@every_try_counts(mail_limits)
def submit_ask() -> ResponseReturnValue:
    form = AskResetForm()
    if not form.validate_on_submit():
        return render_template("auth/ask_reset.html", form=form), 422
    with unit_of_work() as session:
        request_reset(session, email=typed(form.email), settings=current_settings(), now=request_now())
    flash(SENT, "success")
    return redirect(url_for("auth.sign_in"))


@blueprint.get("/<token>")
@signed
def choose(token: str) -> ResponseReturnValue:
    with unit_of_work() as session:
        user = get_user_by_token(session, token=token, settings=current_settings(), now=request_now())
        return render_template("auth/reset.html", form=ResetForm(), email=user.email, token=token)


@blueprint.post("/<token>")
@signed
def submit_choose(token: str) -> ResponseReturnValue:
    form = ResetForm()
    with unit_of_work() as session:
        email = get_user_by_token(session, token=token, settings=current_settings(), now=request_now()).email
    if form.validate_on_submit():
        try:
            with unit_of_work() as session:
                reset_password(
                    session, token=token, settings=current_settings(), new=typed(form.new), now=request_now()
                )
        except InvalidInput as error:
            show_error(form, error)
        else:
            sessions.end()
            flash(DONE, "success")
            return redirect(url_for("auth.sign_in"))
    return render_template("auth/reset.html", form=form, email=email, token=token), 422
