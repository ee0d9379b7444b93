"""What HR does when somebody asks for their data: everything as a file, or everything erased. Both are long work."""

import uuid

from flask import Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import current_viewer, requires
from app.domain.errors import InvalidInput, NotAllowed
from app.domain.permissions import Permission
from app.queries.held_data import kept_and_why
from app.queries.personal_data import HELD
from app.services.long_jobs.files import KEPT, take_file
from app.services.people.answering_rights import ask_for_export, ask_to_erase
from app.unit_of_work import unit_of_work
from app.web.clock import request_now
from app.web.forms import show_error
from app.web.profiles.blueprint import blueprint
from app.web.profiles.creating import get_employee
from app.web.profiles.forms import EraseForm


@blueprint.get("/<int:employee_id>/rights")
@requires(Permission.PERSON_RIGHTS)
def rights(employee_id: int) -> ResponseReturnValue:
    return _page(employee_id, EraseForm(formdata=None))


@blueprint.post("/<int:employee_id>/rights/export")
@requires(Permission.PERSON_RIGHTS)
def export(employee_id: int) -> ResponseReturnValue:
    with unit_of_work() as session:
        person = get_employee(session, employee_id)
        job_id = ask_for_export(session, current_viewer(), person, now=request_now()).id
    return redirect(url_for("long_jobs.page", job_id=job_id))


@blueprint.get("/exports/<uuid:job_id>")
@requires(Permission.PERSON_RIGHTS)
def export_file(job_id: uuid.UUID) -> ResponseReturnValue:
    """Give the file to whoever asked for it."""
    with unit_of_work() as session:
        made = take_file(session, job_id, viewer_id=current_viewer().employee_id, now=request_now())
        name, content = made.name, made.content
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, mimetype="application/zip", headers=headers)


@blueprint.post("/<int:employee_id>/rights/erase")
@requires(Permission.PERSON_RIGHTS)
def erase(employee_id: int) -> ResponseReturnValue:
    form = EraseForm()
    if not form.validate_on_submit():
        return _page(employee_id, form), 422
    try:
        with unit_of_work() as session:
            person = get_employee(session, employee_id)
            job = ask_to_erase(session, current_viewer(), person, typed=form.number.data, now=request_now())
            job_id = job.id
    except InvalidInput as error:
        show_error(form, error)
        return _page(employee_id, form), 422
    except NotAllowed as refusal:
        form.form_errors.append(refusal.sentence)
        return _page(employee_id, form), 422
    return redirect(url_for("long_jobs.page", job_id=job_id))


def _page(employee_id: int, form: EraseForm) -> str:
    with unit_of_work() as session:
        person = get_employee(session, employee_id)
        facts = {"id": person.id, "name": person.name, "held": person.legal_hold}
    return render_template(
        "profiles/rights.html", person=facts, form=form, kept=kept_and_why(HELD), kept_days=KEPT.days
    )
