"""Who signs in: invited by a mailed link, given another role, switched off and on."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its types
from wtforms.validators import Email, InputRequired, Length

from app.access import current_viewer, requires
from app.domain.errors import InvalidInput, InvalidTransition
from app.domain.permissions import Permission, Role
from app.extensions import current_settings
from app.queries.admin_lists import SignInRow, list_sign_ins
from app.services.accounts.managing import change_role, invite, send_invitation, set_active
from app.unit_of_work import unit_of_work
from app.web.admin.blueprint import blueprint
from app.web.clock import request_now
from app.web.filters import role_word
from app.web.forms import CleanForm, show_error, typed
from app.web.paging import Column, csv_of, read_listing, wants_csv

COLUMNS: tuple[Column[SignInRow], ...] = (
    Column("name", "Who", lambda row: row.name),
    Column("email", "Signs in with", lambda row: row.email),
    Column("role", "Role", lambda row: role_word(row.role)),
    Column("state", "State", lambda row: "active" if row.active else "off", sortable=False),
    Column("two_factor", "Second factor", lambda row: "on" if row.two_factor else "off", sortable=False),
    Column("last_sign_in_at", "Last sign-in", lambda row: row.last_sign_in_at),
)
ACTIONS: Column[SignInRow] = Column("actions", "", lambda _row: None, sortable=False)
ROLES = [SelectChoice(role.value, role_word(role)) for role in Role]


class InviteForm(CleanForm):
    email = StringField("E-mail", [InputRequired("Whom?"), Email("This is no e-mail address."), Length(max=254)])
    name = StringField("Name, for somebody who is not in the directory yet", [Length(max=200)])
    role = SelectField("Role", [InputRequired()], choices=ROLES, default=Role.DISPATCHER.value)


@blueprint.get("/sign-ins")
@requires(Permission.SYSTEM_MANAGE)
def sign_ins() -> ResponseReturnValue:
    return _list(InviteForm(formdata=None))


@blueprint.post("/sign-ins")
@requires(Permission.SYSTEM_MANAGE)
def invite_somebody() -> ResponseReturnValue:
    form = InviteForm()
    if not form.validate_on_submit():
        return _list(form, 422)
    try:
        with unit_of_work() as session:
            invite(
                session,
                email=typed(form.email),
                name=typed(form.name),
                role=Role(form.role.data),
                by=current_viewer(),
                settings=current_settings(),
                now=request_now(),
            )
    except InvalidInput as error:
        show_error(form, error)
        return _list(form, 422)
    flash(f"The invitation to {typed(form.email)} is on its way. It is good for 7 days.", "success")
    return redirect(url_for("admin.sign_ins"))


@blueprint.post("/sign-ins/<int:user_id>/invitation")
@requires(Permission.SYSTEM_MANAGE)
def invite_again(user_id: int) -> ResponseReturnValue:
    with unit_of_work() as session:
        send_invitation(session, user_id, by=current_viewer(), settings=current_settings(), now=request_now())
    flash("Another link is on its way. It is good for 7 days.", "success")
    return redirect(url_for("admin.sign_ins"))


@blueprint.post("/sign-ins/<int:user_id>/role")
@requires(Permission.SYSTEM_MANAGE)
def give_role(user_id: int) -> ResponseReturnValue:
    viewer, settings = current_viewer(), current_settings()
    try:
        with unit_of_work() as session:
            change_role(session, user_id, _role(), by=viewer, settings=settings, now=request_now())
    except (InvalidTransition, InvalidInput) as refused:
        flash(refused.sentence, "warning")
    else:
        flash("The new role holds from their next page on.", "success")
    return redirect(url_for("admin.sign_ins"))


@blueprint.post("/sign-ins/<int:user_id>/active")
@requires(Permission.SYSTEM_MANAGE)
def switch(user_id: int) -> ResponseReturnValue:
    active = request.form.get("active") == "yes"
    try:
        with unit_of_work() as session:
            set_active(session, user_id, active=active, by=current_viewer(), now=request_now())
    except InvalidTransition as refused:
        flash(refused.sentence, "warning")
    else:
        flash("They can sign in again." if active else "Switched off: every session of theirs has ended.", "success")
    return redirect(url_for("admin.sign_ins"))


def _role() -> Role:
    try:
        return Role(request.form.get("role", ""))
    except ValueError:
        raise InvalidInput("Choose a role.", field="role") from None


def _list(form: InviteForm, status: int = 200) -> ResponseReturnValue:
    with unit_of_work() as session:
        page = list_sign_ins(session, read_listing(COLUMNS, sort="name"))
    if wants_csv():
        return csv_of("sign-ins", COLUMNS, page.rows)
    return render_template("admin/sign_ins.html", rows=page, columns=(*COLUMNS, ACTIONS), form=form, roles=Role), status
