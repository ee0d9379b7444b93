"""Browsers in which the person is signed in: end one, or all."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.access import signed_in
from app.models import User
from app.services.accounts.sessions import end_all_sessions, end_session
from app.unit_of_work import unit_of_work
from app.web.account.blueprint import blueprint
from app.web.auth import sessions
from app.web.clock import request_now


@blueprint.post("/sessions/end")
@signed_in
def end_browser() -> ResponseReturnValue:
    session_id = request.form.get("session_id", 0, type=int)
    with unit_of_work() as session:
        user = session.get_one(User, sessions.signed_in_user_id())
        ended = end_session(session, user=user, session_id=session_id, now=request_now())
    flash("Signed out there." if ended else "That browser was signed out already.", "success")
    return redirect(url_for("account.index"))


@blueprint.post("/sessions/end-all")
@signed_in
def end_every_browser() -> ResponseReturnValue:
    with unit_of_work() as session:
        user = session.get_one(User, sessions.signed_in_user_id())
        end_all_sessions(session, user=user, now=request_now())
    sessions.forget()
    flash("You are signed out everywhere.", "success")
    return redirect(url_for("auth.sign_in"))
