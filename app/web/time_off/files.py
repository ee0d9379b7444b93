"""Days off from a file, and the template to fill in."""

from flask import Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.access import current_viewer, requires
from app.domain.errors import InvalidInput
from app.domain.people.imports.record_lines import TIME_OFF_SHEET, BadLines
from app.domain.permissions import Permission
from app.domain.phrases import plural
from app.services.people.record_files import add_time_off_file
from app.unit_of_work import unit_of_work
from app.web.clock import request_now
from app.web.forms import show_error
from app.web.paging import csv_response
from app.web.record_files import RecordFileForm
from app.web.time_off.routes import blueprint, new_form, show_list


@blueprint.post("/file")
@requires(Permission.TIME_OFF_EDIT)
def add_file() -> ResponseReturnValue:
    form, viewer = RecordFileForm(), current_viewer()
    try:
        with unit_of_work() as session:
            saved = add_time_off_file(session, viewer, form.content(), now=request_now())
    except BadLines as error:
        return show_list(new_form(), 422, file_form=form, problems=error.problems)
    except InvalidInput as error:
        show_error(form, error)
        return show_list(new_form(), 422, file_form=form)
    already = f" {plural(saved.same, 'entry', 'entries')} stood there already." if saved.same else ""
    flash(f"{plural(saved.lines, 'entry', 'entries')} saved.{already}", "success")
    return redirect(url_for("time_off.index"))


@blueprint.get("/template.csv")
@requires(Permission.TIME_OFF_EDIT)
def template() -> Response:
    return csv_response("time-off-template", [column.title for column in TIME_OFF_SHEET.columns], [])
