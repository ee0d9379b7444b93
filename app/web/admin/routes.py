"""The desks that messages go to: addresses of the environment and of this page, and a test to each."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its types
from wtforms.validators import InputRequired, Length

from app.access import current_viewer, requires
from app.domain.errors import InvalidInput
from app.domain.permissions import Permission
from app.extensions import current_rule_book, current_settings
from app.queries.desk_addresses import list_desk_addresses
from app.services.audit import record_audit
from app.services.messages.desks import ADDRESS, LONGEST, add_desk_address, remove_desk_address
from app.services.messages.route_tests import list_desks, send_route_test
from app.unit_of_work import unit_of_work
from app.web.admin.blueprint import blueprint
from app.web.clock import request_now
from app.web.forms import CleanForm, show_error, typed


class DeskForm(CleanForm):
    desk = SelectField(
        "Desk",
        [InputRequired()],
        choices=[SelectChoice("ops", "Ops: blockers"), SelectChoice("dispatch", "Dispatch: who is out")],
    )
    url = StringField("Address", [InputRequired(ADDRESS), Length(max=LONGEST)])


@blueprint.get("/desks")
@requires(Permission.SYSTEM_MANAGE)
def routes() -> ResponseReturnValue:
    return _page(DeskForm(formdata=None))


@blueprint.post("/desks")
@requires(Permission.SYSTEM_MANAGE)
def add_address() -> ResponseReturnValue:
    form = DeskForm()
    if not form.validate_on_submit():
        return _page(form, 422)
    viewer, settings = current_viewer(), current_settings()
    try:
        with unit_of_work() as session:
            desk, url = typed(form.desk), typed(form.url)
            added = add_desk_address(session, desk, url, settings=settings, by=viewer, now=request_now())
    except InvalidInput as error:
        show_error(form, error)
        return _page(form, 422)
    current_rule_book().expire()
    flash("Set. Send a test to see that it arrives." if added else "The desk has this address already.", "success")
    return redirect(url_for("admin.routes"))


@blueprint.post("/desks/<desk>/remove")
@requires(Permission.SYSTEM_MANAGE)
def remove_address(desk: str) -> ResponseReturnValue:
    with unit_of_work() as session:
        mark = request.form.get("address", "")
        removed = remove_desk_address(session, desk, mark, by=current_viewer(), now=request_now())
    current_rule_book().expire()
    flash("Removed." if removed else "This address is not one of this page.", "success" if removed else "warning")
    return redirect(url_for("admin.routes"))


def _page(form: DeskForm, status: int = 200) -> ResponseReturnValue:
    with unit_of_work() as session:
        desks = list_desks(session, current_settings(), now=request_now())
        of_page = {(row.desk, row.fingerprint) for row in list_desk_addresses(session)}
    signed = bool(current_settings().webhook_signing_secret)
    return render_template("admin/routes.html", desks=desks, of_page=of_page, signed=signed, form=form), status


@blueprint.post("/desks/test")
@requires(Permission.SYSTEM_MANAGE)
def send_test() -> ResponseReturnValue:
    now = request_now()
    with unit_of_work() as session:
        recipient = send_route_test(session, request.form.get("desk", ""), settings=current_settings(), now=now)
        if recipient:
            record_audit(session, actor_id=current_viewer().employee_id, action="desk.tested", now=now)
    if recipient:
        flash("A test is on its way; what becomes of it stands below.", "success")
    else:
        flash("This address is not set any more.", "warning")
    return redirect(url_for("admin.routes"))
