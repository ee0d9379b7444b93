"""The desks that messages go to, as the settings have them, and a test to each."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import current_viewer, requires
from app.domain.permissions import Permission
from app.extensions import current_settings
from app.services.audit import record_audit
from app.services.messages.route_tests import list_desks, send_route_test
from app.unit_of_work import unit_of_work
from app.web.admin.blueprint import blueprint
from app.web.clock import request_now


@blueprint.get("/desks")
@requires(Permission.SYSTEM_MANAGE)
def routes() -> ResponseReturnValue:
    with unit_of_work() as session:
        return render_template("admin/routes.html", desks=list_desks(session, current_settings()))


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
