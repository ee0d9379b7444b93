"""Leaving, with the last day and who takes over, and coming back."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.access import current_viewer, requires
from app.domain.errors import InvalidInput
from app.domain.mornings.workdays import local_date
from app.domain.people.problems import InvalidPeople
from app.domain.permissions import Permission
from app.domain.phrases import say_date
from app.extensions import current_settings
from app.queries.people_choices import list_managers
from app.queries.people_facts import load_facts
from app.queries.profile_records import load_profile_record
from app.queries.reports import count_owned_alerts, list_reports
from app.services.people.changed_by import ChangedBy
from app.services.people.departures import bring_back, end_employment
from app.services.people.saving import save_person
from app.unit_of_work import unit_of_work
from app.web.clock import request_now
from app.web.forms import show_error
from app.web.profiles.blueprint import blueprint
from app.web.profiles.creating import get_employee
from app.web.profiles.forms import LeaveForm, ReturnForm
from app.web.profiles.values import read_person

Form = LeaveForm | ReturnForm


@blueprint.get("/<int:employee_id>/leave")
@requires(Permission.PROFILE_EDIT)
def leave(employee_id: int) -> ResponseReturnValue:
    with unit_of_work() as session:
        today = local_date(request_now(), get_employee(session, employee_id).timezone)
    return _page(employee_id, LeaveForm(formdata=None, data={"last_day": today}))


@blueprint.post("/<int:employee_id>/leave")
@requires(Permission.PROFILE_EDIT)
def submit_leave(employee_id: int) -> ResponseReturnValue:
    form = LeaveForm()
    if not form.validate_on_submit():
        return _page(employee_id, form), 422
    try:
        with unit_of_work() as session:
            _end(session, employee_id, form)
    except InvalidInput as error:
        show_error(form, _placed(error))
        return _page(employee_id, form), 422
    flash("Saved. From the day after, the line and the sign-in refuse them.", "success")
    return redirect(url_for("profiles.page", employee_id=employee_id))


@blueprint.get("/<int:employee_id>/return")
@requires(Permission.PROFILE_EDIT)
def come_back(employee_id: int) -> ResponseReturnValue:
    with unit_of_work() as session:
        today = local_date(request_now(), get_employee(session, employee_id).timezone)
    return _page(employee_id, ReturnForm(formdata=None, data={"started_on": today}))


@blueprint.post("/<int:employee_id>/return")
@requires(Permission.PROFILE_EDIT)
def submit_come_back(employee_id: int) -> ResponseReturnValue:
    form = ReturnForm()
    if not form.validate_on_submit():
        return _page(employee_id, form), 422
    try:
        with unit_of_work() as session:
            _begin_again(session, employee_id, form)
    except InvalidInput as error:
        show_error(form, error)
        return _page(employee_id, form), 422
    flash("Welcome back: the record is open again, the first stay is kept.", "success")
    return redirect(url_for("profiles.page", employee_id=employee_id))


def _end(session: Session, employee_id: int, form: Any) -> None:
    get_employee(session, employee_id)
    end_employment(
        session,
        employee_id,
        last_day=form.last_day.data,
        successor_id=read_person(session, form.successor_id.data, "successor_id"),
        by=ChangedBy.form(current_viewer()),
        now=request_now(),
        settings=current_settings(),
    )


def _begin_again(session: Session, employee_id: int, form: Any) -> None:
    get_employee(session, employee_id)
    facts = load_facts(session, [employee_id])[employee_id]
    if facts.ended_on is not None and form.started_on.data <= facts.ended_on:
        sentence = f"The first day is after the last one, {say_date(facts.ended_on)}."
        raise InvalidInput(sentence, field="started_on")
    again = bring_back(facts, started_on=form.started_on.data)
    by = ChangedBy.form(current_viewer())
    save_person(session, employee_id, again, by=by, now=request_now(), settings=current_settings())


def _placed(error: InvalidInput) -> InvalidInput:
    """A problem of the record that this form has no field for is about the last day or about who takes over."""
    if isinstance(error, InvalidPeople):
        return InvalidInput(error.sentence, field="last_day" if error.field == "ended_on" else "successor_id")
    return error


def _page(employee_id: int, form: Form) -> str:
    with unit_of_work() as session:
        record = load_profile_record(session, employee_id, now=request_now(), settings=current_settings())
        return render_template(
            "profiles/leave.html" if isinstance(form, LeaveForm) else "profiles/return.html",
            record=record,
            form=form,
            reports=len(list_reports(session, employee_id)),
            alerts=count_owned_alerts(session, employee_id),
            managers=list_managers(session),
        )
