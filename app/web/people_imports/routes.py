"""`/profiles/imports`: a file sent in, and what becomes of it: progress, questions, preview, result."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from app.access import current_viewer, requires
from app.domain.long_jobs import JOB_WORDS
from app.domain.long_jobs import STATE_WORDS as JOB_STATE_WORDS
from app.domain.people.imports.plan import RowVerdict
from app.domain.permissions import Permission
from app.models import ImportState, PeopleImport
from app.models.people_imports import DUE
from app.queries.people_imports import find_import_job, get_import, list_import_rows, list_imports
from app.services.people.imports.submitting import submit_import
from app.unit_of_work import unit_of_work
from app.web.arguments import argument
from app.web.clock import request_now
from app.web.paging import csv_of, read_listing, wants_csv
from app.web.people_imports import blueprint
from app.web.people_imports.forms import UploadForm, questions_form
from app.web.people_imports.words import DELIMITER_WORDS, IMPORT_COLUMNS, ROW_COLUMNS, STATE_WORDS, VERDICT_WORDS


@blueprint.get("")
@requires(Permission.PROFILE_EDIT)
def index() -> ResponseReturnValue:
    return _index(UploadForm())


@blueprint.post("")
@requires(Permission.PROFILE_EDIT)
def submit() -> ResponseReturnValue:
    form = UploadForm()
    if not form.validate_on_submit():
        return _index(form, status=422)
    upload: FileStorage = form.file.data
    content = upload.read()
    with unit_of_work() as session:
        people_import = submit_import(
            session, current_viewer(), file_name=upload.filename or "people", content=content, now=request_now()
        )
        import_id = people_import.id
    return redirect(url_for("people_imports.page", import_id=import_id))


@blueprint.get("/<int:import_id>")
@requires(Permission.PROFILE_EDIT)
def page(import_id: int) -> ResponseReturnValue:
    """Show where the import stands; asked by its own page while a worker has it, answer with the progress alone."""
    with unit_of_work() as session:
        people_import = get_import(session, import_id)
        if people_import.state in DUE:
            return _progress(session, people_import)
        if "HX-Request" in request.headers:
            return "", 200, {"HX-Refresh": "true"}
        return _standing(session, people_import)


def _index(form: UploadForm, *, status: int = 200) -> ResponseReturnValue:
    with unit_of_work() as session:
        imports = list_imports(session, read_listing(IMPORT_COLUMNS, sort="created", descending=True))
        if wants_csv():
            return csv_of("imports", IMPORT_COLUMNS, imports.rows)
        shown = render_template(
            "people_imports/index.html", form=form, imports=imports, columns=IMPORT_COLUMNS, state_words=STATE_WORDS
        )
        return shown, status


def _progress(session: Session, people_import: PeopleImport) -> ResponseReturnValue:
    job = find_import_job(session, people_import)
    if job is None:
        flash("Nobody works on this file. Send it again.", "warning")
        return redirect(url_for("people_imports.index"))
    part = "HX-Request" in request.headers
    return render_template(
        "long_jobs/_progress.html" if part else "people_imports/progress.html",
        people_import=people_import,
        job=job,
        job_words=JOB_WORDS,
        state_words=JOB_STATE_WORDS,
        progress_url=url_for("people_imports.page", import_id=people_import.id),
    )


def _standing(session: Session, people_import: PeopleImport) -> ResponseReturnValue:
    if people_import.state is ImportState.ASKING:
        questions = people_import.facts["questions"]
        return render_template(
            "people_imports/questions.html", people_import=people_import, form=questions_form(questions)
        )
    verdict = next((one for one in RowVerdict if one == argument("verdict")), None)
    listing = read_listing(ROW_COLUMNS, sort="names")
    rows = list_import_rows(session, people_import.id, listing, verdict=verdict)
    if wants_csv():
        return csv_of("import-preview", ROW_COLUMNS, rows.rows)
    return render_template(
        "people_imports/page.html",
        people_import=people_import,
        rows=rows,
        columns=ROW_COLUMNS,
        verdict=verdict,
        verdict_words=VERDICT_WORDS,
        delimiter_words=DELIMITER_WORDS,
        state_words=STATE_WORDS,
    )
