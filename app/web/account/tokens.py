"""A person's tokens of the API: made, shown once, revoked."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, IntegerField, StringField
from wtforms.validators import InputRequired, Length, NumberRange

from app.access import signed_in
from app.domain.errors import InvalidInput
from app.models import User
from app.queries.api_tokens import list_live_tokens
from app.services.accounts.api_tokens import LONGEST_DAYS, LONGEST_NAME, make_api_token, revoke_api_token
from app.unit_of_work import unit_of_work
from app.web.account.blueprint import blueprint
from app.web.auth import sessions
from app.web.clock import request_now
from app.web.forms import CleanForm, show_error, typed


class TokenForm(CleanForm):
    name = StringField("What it is for", [InputRequired("Say what it is for."), Length(max=LONGEST_NAME)])
    days = IntegerField(
        "Works for so many days",
        [InputRequired(f"A number from 1 to {LONGEST_DAYS}."), NumberRange(1, LONGEST_DAYS)],
        default=90,
    )
    may_write = BooleanField("May write: readings, time off, alerts")


@blueprint.get("/tokens")
@signed_in
def tokens() -> ResponseReturnValue:
    return _page(TokenForm(formdata=None))


@blueprint.post("/tokens")
@signed_in
def make_token() -> ResponseReturnValue:
    form = TokenForm()
    if not form.validate_on_submit():
        return _page(form, status=422)
    try:
        with unit_of_work() as session:
            user = session.get_one(User, sessions.signed_in_user_id(), with_for_update=True)
            token = make_api_token(
                session,
                user,
                name=typed(form.name),
                days=int(form.days.data or 0),
                may_write=bool(form.may_write.data),
                live=len(list_live_tokens(session, user.id, now=request_now())),
                now=request_now(),
            )
    except InvalidInput as error:
        show_error(form, error)
        return _page(form, status=422)
    return _page(TokenForm(formdata=None), made=token)


@blueprint.post("/tokens/revoke")
@signed_in
def revoke_token() -> ResponseReturnValue:
    with unit_of_work() as session:
        user = session.get_one(User, sessions.signed_in_user_id())
        token_id = request.form.get("token_id", 0, type=int)
        revoked = revoke_api_token(session, user, token_id, now=request_now())
    flash("Revoked: it opens nothing any more." if revoked else "It was revoked already.", "success")
    return redirect(url_for("account.tokens"))


def _page(form: TokenForm, *, made: str | None = None, status: int = 200) -> ResponseReturnValue:
    with unit_of_work() as session:
        live = list_live_tokens(session, sessions.signed_in_user_id(), now=request_now())
        return render_template("account/tokens.html", form=form, live=live, made=made), status
