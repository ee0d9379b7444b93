"""What a person decides about an import: answers, confirmation, reading again, discarding, putting back."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import current_viewer, requires
from app.domain.errors import InvalidTransition
from app.domain.people.imports.told import read_answers as read_told_answers
from app.domain.people.problems import InvalidPeople
from app.domain.permissions import Permission
from app.extensions import current_settings
from app.models import ImportState
from app.queries.paging import page_of
from app.queries.people_imports import get_import
from app.services.people.imports.putting_back import preview_put_back, put_back
from app.services.people.imports.submitting import answer_import, confirm_import, discard_import, reread_import
from app.unit_of_work import unit_of_work
from app.web.clock import request_now
from app.web.paging import csv_of, read_listing, wants_csv
from app.web.people_imports import blueprint
from app.web.people_imports.forms import questions_form, read_answers
from app.web.people_imports.words import PUT_BACK_COLUMNS


@blueprint.post("/<int:import_id>/answers")
@requires(Permission.PROFILE_EDIT)
def answer(import_id: int) -> ResponseReturnValue:
    with moved_on_is_told(), unit_of_work() as session:
        people_import = get_import(session, import_id)
        if people_import.state is not ImportState.ASKING:
            return _page(import_id)
        questions = people_import.facts["questions"]
        form = questions_form(questions)
        if not form.validate_on_submit():
            return render_template("people_imports/questions.html", people_import=people_import, form=form), 422
        answers = read_answers(form, questions, read_told_answers(people_import.answers))
        answer_import(session, current_viewer(), import_id, answers, now=request_now())
    return _page(import_id)


@blueprint.post("/<int:import_id>/confirm")
@requires(Permission.PROFILE_EDIT)
def confirm(import_id: int) -> ResponseReturnValue:
    with moved_on_is_told(), unit_of_work() as session:
        confirm_import(session, current_viewer(), import_id, now=request_now())
    return _page(import_id)


@blueprint.post("/<int:import_id>/read-again")
@requires(Permission.PROFILE_EDIT)
def read_again(import_id: int) -> ResponseReturnValue:
    with moved_on_is_told(), unit_of_work() as session:
        reread_import(session, current_viewer(), import_id, now=request_now())
    return _page(import_id)


@blueprint.post("/<int:import_id>/discard")
@requires(Permission.PROFILE_EDIT)
def discard(import_id: int) -> ResponseReturnValue:
    with moved_on_is_told(), unit_of_work() as session:
        discard_import(session, import_id, now=request_now())
        flash("Discarded. Nothing was changed.", "success")
    return redirect(url_for("people_imports.index"))


@blueprint.get("/<int:import_id>/put-back")
@requires(Permission.PROFILE_EDIT)
def ask_put_back(import_id: int) -> ResponseReturnValue:
    with unit_of_work() as session:
        people_import = get_import(session, import_id)
        if people_import.state is not ImportState.DONE:
            return _page(import_id)
        everybody = preview_put_back(session, import_id)
        people = page_of(
            everybody,
            read_listing(PUT_BACK_COLUMNS, sort="number"),
            sorts={"number": lambda person: person.employee_number, "name": lambda person: person.name},
            searched=lambda person: f"{person.name} {person.employee_number}".lower(),
        )
        if wants_csv():
            return csv_of("put-back", PUT_BACK_COLUMNS, people.rows)
        return render_template(
            "people_imports/put_back.html",
            people_import=people_import,
            people=people,
            columns=PUT_BACK_COLUMNS,
            changing=sum(bool(person.changes) for person in everybody),
        )


@blueprint.post("/<int:import_id>/put-back")
@requires(Permission.PROFILE_EDIT)
def do_put_back(import_id: int) -> ResponseReturnValue:
    try:
        with moved_on_is_told(), unit_of_work() as session:
            changed = put_back(session, current_viewer(), import_id, now=request_now(), settings=current_settings())
            flash(f"Put back: {changed} {'person is' if changed == 1 else 'people are'} as before.", "success")
    except InvalidPeople as refused:
        sentences = " ".join(problem.sentence for problem in refused.problems[:3])
        flash(f"Nothing was put back. {sentences}", "warning")
    return _page(import_id)


@contextmanager
def moved_on_is_told() -> Iterator[None]:
    """Say it where somebody else was first, and let the page show where the import stands."""
    try:
        yield
    except InvalidTransition as refused:
        flash(refused.sentence, "warning")


def _page(import_id: int) -> ResponseReturnValue:
    return redirect(url_for("people_imports.page", import_id=import_id))
