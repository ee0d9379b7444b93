"""Two-factor sign-in: set up with a QR code, proved by a first code, recovery codes shown once, off by password.

It stands beside a password, so it is not to be had where passwords are off: the company's provider asks for its own.
"""

import segno
from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from app.access import signed_in
from app.domain.errors import InvalidInput
from app.extensions import current_settings
from app.models import User
from app.services.accounts import two_factor
from app.services.accounts.sessions import drop_sessions
from app.unit_of_work import unit_of_work
from app.web.account.blueprint import blueprint
from app.web.account.forms import AskPasswordForm, ConfirmCodeForm
from app.web.auth import sessions
from app.web.auth.company import with_passwords_only
from app.web.auth.throttles import own_password_limits, refused_tries_count
from app.web.clock import request_now
from app.web.forms import show_error, typed

TURN_OFF = ("Turn off two-factor sign-in", "Turn it off", "The password alone will be enough to sign in.")
RENEW = ("New recovery codes", "Make new codes", "The codes you have stop working.")


@blueprint.post("/two-factor")
@signed_in
@with_passwords_only
def begin() -> ResponseReturnValue:
    with unit_of_work() as session:
        two_factor.begin_enrolment(
            user=session.get_one(User, sessions.signed_in_user_id()), settings=current_settings()
        )
    return redirect(url_for("account.show"))


@blueprint.get("/two-factor")
@signed_in
@with_passwords_only
def show() -> ResponseReturnValue:
    return _enrolment_page(ConfirmCodeForm())


@blueprint.post("/two-factor/confirm")
@signed_in
@with_passwords_only
@refused_tries_count(own_password_limits)
def confirm() -> ResponseReturnValue:
    form = ConfirmCodeForm()
    if not form.validate_on_submit():
        return _enrolment_page(form, 422)
    try:
        with unit_of_work() as session:
            user = session.get_one(User, sessions.signed_in_user_id())
            codes = two_factor.confirm_enrolment(
                session,
                user=user,
                password=typed(form.password),
                code=typed(form.code),
                settings=current_settings(),
                now=request_now(),
            )
            # Others may have the password alone: from now on that is not enough.
            drop_sessions(session, user=user, but=sessions.this_session_id())
    except InvalidInput as error:
        show_error(form, error)
        return _enrolment_page(form, 422)
    return render_template("account/recovery_codes.html", codes=codes)


@blueprint.route("/two-factor/off", methods=["GET", "POST"])
@signed_in
@with_passwords_only
@refused_tries_count(own_password_limits)
def turn_off() -> ResponseReturnValue:
    form = AskPasswordForm()
    if not form.validate_on_submit():
        return _ask_password(form, TURN_OFF)
    try:
        with unit_of_work() as session:
            user = session.get_one(User, sessions.signed_in_user_id())
            two_factor.disable(session, user=user, password=typed(form.password), now=request_now())
    except InvalidInput as error:
        show_error(form, error)
        return _ask_password(form, TURN_OFF)
    flash("Two-factor sign-in is off.", "success")
    return redirect(url_for("account.index"))


@blueprint.route("/two-factor/recovery-codes", methods=["GET", "POST"])
@signed_in
@with_passwords_only
@refused_tries_count(own_password_limits)
def recovery_codes() -> ResponseReturnValue:
    form = AskPasswordForm()
    if not form.validate_on_submit():
        return _ask_password(form, RENEW)
    try:
        with unit_of_work() as session:
            user = session.get_one(User, sessions.signed_in_user_id())
            codes = two_factor.renew_recovery_codes(
                session, user=user, password=typed(form.password), now=request_now()
            )
    except InvalidInput as error:
        show_error(form, error)
        return _ask_password(form, RENEW)
    return render_template("account/recovery_codes.html", codes=codes)


def _enrolment_page(form: ConfirmCodeForm, status: int = 200) -> ResponseReturnValue:
    settings = current_settings()
    with unit_of_work() as session:
        user = session.get_one(User, sessions.signed_in_user_id())
        secret = two_factor.read_secret(user, settings)
        if not secret or user.totp_confirmed_at:
            return redirect(url_for("account.index"))
        uri = two_factor.provisioning_uri(user=user, settings=settings)
    html = render_template("account/two_factor.html", form=form, qr=_qr(uri), secret=secret)
    return html, status


def _ask_password(form: FlaskForm, words: tuple[str, str, str]) -> ResponseReturnValue:
    status = 422 if form.errors or form.form_errors else 200
    return render_template(
        "account/ask_password.html", form=form, title=words[0], button=words[1], text=words[2]
    ), status


def _qr(uri: str) -> str:
    """Return the code as a data: address, which the content policy allows for images."""
    address: str = segno.make(uri, micro=False).svg_data_uri(scale=4, border=2)
    return address
