"""The account page: facts, password, appearance, notifications; the second factor has its own module."""

from flask import flash, redirect, render_template, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue

from app.access import signed_in
from app.domain.errors import InvalidInput
from app.domain.figures.digest_times import DigestDay
from app.models import User
from app.queries.user_sessions import list_sessions
from app.queries.users import get_account
from app.services.accounts.users import change_password, set_regular_messages
from app.unit_of_work import unit_of_work
from app.web.account.blueprint import blueprint
from app.web.account.forms import NotificationsForm, PasswordForm
from app.web.auth import sessions
from app.web.auth.company import with_passwords_only
from app.web.auth.throttles import own_password_limits, refused_tries_count
from app.web.clock import request_now
from app.web.forms import show_error, typed


@blueprint.get("")
@signed_in
def index() -> ResponseReturnValue:
    return _page(PasswordForm())


@blueprint.post("/password")
@signed_in
@with_passwords_only
@refused_tries_count(own_password_limits)
def submit_password() -> ResponseReturnValue:
    form = PasswordForm()
    if not form.validate_on_submit():
        return _page(form, 422)
    try:
        with unit_of_work() as session:
            user = session.get_one(User, sessions.signed_in_user_id())
            change_password(session, user=user, current=typed(form.current), new=typed(form.new), now=request_now())
            sessions.begin(user, remember=cookie.permanent)
    except InvalidInput as error:
        show_error(form, error)
        return _page(form, 422)
    flash("Your password is changed. You are signed out everywhere else.", "success")
    return redirect(url_for("account.index"))


@blueprint.post("/notifications")
@signed_in
def submit_notifications() -> ResponseReturnValue:
    form = NotificationsForm()
    if form.validate_on_submit():
        with unit_of_work() as session:
            user = session.get_one(User, sessions.signed_in_user_id())
            set_regular_messages(
                session,
                user=user,
                morning_brief=form.wants_morning_brief.data,
                digest=DigestDay(form.weekly_digest.data),
            )
        flash("Saved.", "success")
    return redirect(url_for("account.index"))


def _page(form: PasswordForm, status: int = 200) -> ResponseReturnValue:
    with unit_of_work() as session:
        account = get_account(session, sessions.signed_in_user_id())
        browsers = list_sessions(session, sessions.signed_in_user_id(), now=request_now())
    notifications = NotificationsForm(
        formdata=None,
        wants_morning_brief=account.wants_morning_brief,
        weekly_digest=account.weekly_digest.value,
    )
    html = render_template(
        "account/index.html",
        account=account,
        form=form,
        notifications=notifications,
        browsers=browsers,
        this_session=sessions.this_session_id(),
    )
    return html, status
