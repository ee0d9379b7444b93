"""`/odoo`: preview, sync, and what people decide: roles by job, who is who, whose value is right."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.access import current_viewer, requires
from app.domain.errors import InvalidInput
from app.domain.long_jobs import JOB_WORDS, STATE_WORDS
from app.domain.people.facts import LABELS
from app.domain.permissions import Permission, Role
from app.extensions import current_settings
from app.queries.long_jobs import find_latest_sync
from app.queries.odoo import list_role_rules
from app.services.people.odoo.asking import request_sync
from app.services.people.odoo.deciding import answer_question, remove_role_rule, set_role_rule
from app.unit_of_work import unit_of_work
from app.web.clock import request_now
from app.web.forms import show_error, typed
from app.web.odoo.forms import RoleRuleForm

blueprint = Blueprint("odoo", __name__, url_prefix="/odoo")

NEW_PERSON = "new"


@blueprint.get("")
@requires(Permission.PROFILE_EDIT)
def index() -> ResponseReturnValue:
    with unit_of_work() as session:
        return _render(session, RoleRuleForm(formdata=None))


@blueprint.post("/sync")
@requires(Permission.PROFILE_EDIT)
def sync() -> ResponseReturnValue:
    """Begin a preview or a sync; `take` is `number:field` for each value of Odoo's that was chosen."""
    taken = [(int(number), field) for number, _, field in map(_parts, request.form.getlist("take")) if field in LABELS]
    with unit_of_work() as session:
        job = request_sync(
            session,
            dry_run="preview" in request.form,
            taken=taken,
            leavers_confirmed="leavers_confirmed" in request.form,
            requested_by_id=current_viewer().employee_id,
            now=request_now(),
        )
        job_id = job.id
    return redirect(url_for("odoo.index", job=job_id))


@blueprint.post("/rules")
@requires(Permission.PROFILE_EDIT)
def set_rule() -> ResponseReturnValue:
    form = RoleRuleForm()
    with unit_of_work() as session:
        if not form.validate_on_submit():
            return _render(session, form), 422
        try:
            set_role_rule(
                session,
                department=typed(form.department).strip(),
                job=typed(form.job).strip(),
                role=Role(typed(form.role)),
                expected_to_call=bool(form.expected_to_call.data),
                by_id=current_viewer().employee_id,
                now=request_now(),
            )
        except InvalidInput as error:
            show_error(form, error)
            return _render(session, form), 422
    flash("Saved. The next sync goes by it.", "success")
    return redirect(url_for("odoo.index"))


@blueprint.post("/rules/<int:rule_id>/remove")
@requires(Permission.PROFILE_EDIT)
def remove_rule(rule_id: int) -> ResponseReturnValue:
    with unit_of_work() as session:
        remove_role_rule(session, rule_id, by_id=current_viewer().employee_id, now=request_now())
    flash("Removed.", "success")
    return redirect(url_for("odoo.index"))


@blueprint.post("/answers/<int:odoo_id>")
@requires(Permission.PROFILE_EDIT)
def answer(odoo_id: int) -> ResponseReturnValue:
    chosen = request.form.get("number", "")
    if chosen != NEW_PERSON and not chosen.isdecimal():
        flash("Choose who this is, or that it is a new person.", "warning")
        return redirect(url_for("odoo.index"))
    with unit_of_work() as session:
        number = None if chosen == NEW_PERSON else int(chosen)
        answer_question(session, odoo_id, number, by_id=current_viewer().employee_id, now=request_now())
    flash("Noted. The next sync goes by it.", "success")
    return redirect(url_for("odoo.index"))


def _parts(pair: str) -> tuple[str, str, str]:
    number, colon, field = pair.partition(":")
    return (number, colon, field) if number.isdecimal() else ("0", "", "")


def _render(session: Session, form: RoleRuleForm) -> str:
    latest = find_latest_sync(session)
    return render_template(
        "odoo/index.html",
        configured=bool(current_settings().odoo_url),
        job=latest.row if latest else None,
        job_words=JOB_WORDS,
        state_words=STATE_WORDS,
        report=latest.result if latest else None,
        preview=bool(latest and latest.arguments.get("dry_run")),
        rules=list_role_rules(session),
        form=form,
    )
