"""Readings from a file, and the template to fill in."""

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.access import current_viewer, requires
from app.domain.errors import InvalidInput
from app.domain.people.imports.record_lines import READING_SHEET, BadLines, DoubtfulLines
from app.domain.permissions import Permission
from app.domain.phrases import plural
from app.services.people.record_files import record_reading_file
from app.unit_of_work import unit_of_work
from app.web.clock import request_now
from app.web.forms import show_error
from app.web.kpi_readings.routes import blueprint, new_form, show_list
from app.web.paging import csv_response
from app.web.record_files import RecordFileForm


@blueprint.post("/file")
@requires(Permission.KPI_EDIT)
def add_file() -> ResponseReturnValue:
    form, viewer, confirmed = RecordFileForm(), current_viewer(), request.form.get("confirmed") == "yes"
    try:
        content = form.content()
        with unit_of_work() as session:
            saved = record_reading_file(session, viewer, content, now=request_now(), confirmed=confirmed)
    except DoubtfulLines as error:
        form.keep(content)
        return show_list(new_form(), 422, file_form=form, problems=error.problems, doubtful=True)
    except BadLines as error:
        return show_list(new_form(), 422, file_form=form, problems=error.problems)
    except InvalidInput as error:
        show_error(form, error)
        return show_list(new_form(), 422, file_form=form)
    flash(f"{plural(saved.lines, 'reading')} saved. What stood on the same day is in the history.", "success")
    return redirect(url_for("kpi_readings.index"))


@blueprint.get("/template.csv")
@requires(Permission.KPI_EDIT)
def template() -> Response:
    return csv_response("kpi-readings-template", [column.title for column in READING_SHEET.columns], [])
