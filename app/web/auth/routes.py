"""Sign in (password, then the code where two-factor is on) and sign out."""

import structlog
from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.access import find_viewer, public, signed_in
from app.domain.errors import InvalidInput
from app.extensions import current_settings
from app.models import User
from app.queries.users import find_user
from app.services.accounts.refusals import record_refused_code, record_refused_password
from app.services.accounts.two_factor import verify_second_factor
from app.services.accounts.users import record_sign_in, verify_sign_in
from app.unit_of_work import unit_of_work
from app.web.arguments import argument
from app.web.auth import pending, sessions
from app.web.auth.browsers import network_of
from app.web.auth.company import require_passwords
from app.web.auth.forms import CodeForm, SignInForm
from app.web.auth.known_devices import remember_device
from app.web.auth.throttles import code_limits, refused_tries_count, sign_in_limits
from app.web.clock import request_now
from app.web.forms import show_error, typed
from app.web.targets import after_sign_in, home_url, safe_target

log = structlog.get_logger(__name__)
blueprint = Blueprint("auth", __name__)


@blueprint.get("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    if viewer := find_viewer():
        return redirect(home_url(viewer))
    return _sign_in_page(SignInForm())


@blueprint.post("/sign-in")
@public
@refused_tries_count(sign_in_limits)
def submit_sign_in() -> ResponseReturnValue:
    require_passwords()
    form = SignInForm()
    if not form.validate_on_submit():
        return _sign_in_page(form, 422)
    target = safe_target(argument("next"))
    try:
        with unit_of_work() as session:
            user = verify_sign_in(session, email=typed(form.email), password=typed(form.password))
            if user.totp_confirmed_at is not None:
                pending.keep(user, remember=form.remember.data, target=target)
                return redirect(url_for("auth.code"))
            return _enter(session, user, remember=form.remember.data, target=target)
    except InvalidInput as error:
        _note_refused_password(typed(form.email))
        show_error(form, error)
        return _sign_in_page(form, 422)


@blueprint.get("/sign-in/code")
@public
def code() -> ResponseReturnValue:
    if pending.find_pending() is None:
        return redirect(url_for("auth.sign_in"))
    return render_template("auth/code.html", form=CodeForm())


@blueprint.post("/sign-in/code")
@public
@refused_tries_count(code_limits)
def submit_code() -> ResponseReturnValue:
    waiting = pending.find_pending()
    if waiting is None:
        return redirect(url_for("auth.sign_in"))
    form = CodeForm()
    if not form.validate_on_submit():
        return render_template("auth/code.html", form=form), 422
    try:
        with unit_of_work() as session:
            user = find_user(session, waiting.user_id)
            if user is None or user.session_epoch != waiting.epoch:
                return redirect(url_for("auth.sign_in"))
            verify_second_factor(
                session, user=user, code=typed(form.code), settings=current_settings(), now=request_now()
            )
            return _enter(session, user, remember=waiting.remember, target=waiting.target)
    except InvalidInput as error:
        _note_refused_code(waiting.user_id)
        show_error(form, error)
        return render_template("auth/code.html", form=form), 422


@blueprint.post("/sign-out")
@signed_in
def sign_out() -> ResponseReturnValue:
    sessions.end()
    flash("You are signed out.", "success")
    return redirect(url_for("auth.sign_in"))


def _enter(session: Session, user: User, *, remember: bool, target: str | None) -> ResponseReturnValue:
    record_sign_in(session, user=user, now=request_now())
    remember_device(user.email)
    viewer = sessions.begin(user, remember=remember)
    return redirect(after_sign_in(target, viewer) if viewer else url_for("auth.sign_in"))


def _note_refused_password(email: str) -> None:
    network = network_of(request.remote_addr)
    with unit_of_work() as session:
        account = record_refused_password(
            session, email=email, network=network, settings=current_settings(), now=request_now()
        )
    log.warning("sign_in_refused", account=account, network=network)


def _note_refused_code(user_id: int) -> None:
    network = network_of(request.remote_addr)
    with unit_of_work() as session:
        record_refused_code(session, user_id=user_id, network=network, now=request_now())
    log.warning("code_refused", user=user_id, network=network)


def _sign_in_page(form: SignInForm, status: int = 200) -> ResponseReturnValue:
    target = safe_target(argument("next"))
    return render_template("auth/sign_in.html", form=form, target=target), status
