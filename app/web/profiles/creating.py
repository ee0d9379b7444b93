"""A new person: what the line needs to know somebody, and the live sentence of when it will expect them."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.access import current_viewer, requires
from app.domain.errors import InvalidInput, NotFound
from app.domain.mornings.workdays import local_date
from app.domain.people.facts import PersonFacts
from app.domain.people.problems import InvalidPeople
from app.domain.permissions import Permission, Role
from app.extensions import current_settings
from app.models import Employee
from app.queries.expecting import typed_expectation
from app.queries.people_choices import load_reporting_choices
from app.services.people.changed_by import ChangedBy
from app.services.people.numbers import next_employee_numbers
from app.services.people.saving import save_person
from app.unit_of_work import unit_of_work
from app.web.clock import request_now
from app.web.forms import show_error
from app.web.profiles.blueprint import blueprint
from app.web.profiles.editing import offer
from app.web.profiles.forms import NewPersonForm
from app.web.profiles.problems import show_problems
from app.web.profiles.typed import facts_as_typed
from app.web.profiles.values import FormReading, read_identity, read_person


@blueprint.get("/new")
@requires(Permission.PROFILE_EDIT)
def new() -> ResponseReturnValue:
    settings = current_settings()
    today = local_date(request_now(), settings.company_timezone)
    shown = {"started_on": today, "timezone": settings.company_timezone, "workdays": list("12345")}
    return _page(NewPersonForm(formdata=None, data={**shown, "role": Role.TECHNICIAN.value}))


@blueprint.post("/new")
@requires(Permission.PROFILE_EDIT)
def create() -> ResponseReturnValue:
    form = NewPersonForm()
    with unit_of_work() as session:
        offer(form, load_reporting_choices(session))
    if not form.validate_on_submit():
        return _page(form), 422
    try:
        with unit_of_work() as session:
            number = _create(session, form)
    except InvalidPeople as error:
        show_problems(form, error.problems)
        return _page(form), 422
    except InvalidInput as error:
        show_error(form, error)
        return _page(form), 422
    flash("Added. The line knows them at once; coaching comes next.", "success")
    return redirect(url_for("profiles.section", employee_id=number, section="coaching"))


@blueprint.post("/expects")
@requires(Permission.PROFILE_EDIT)
def expects() -> ResponseReturnValue:
    """Say when the line would expect the person of the form as it is being filled in."""
    with unit_of_work() as session:
        employee_id = request.args.get("employee", type=int)
        facts = facts_as_typed(session, employee_id)
        return typed_expectation(session, facts, employee_id, now=request_now(), settings=current_settings())


def _create(session: Session, form: NewPersonForm) -> int:
    settings, now = current_settings(), request_now()
    reading = FormReading(session=session, region=settings.home_region, facts=None)
    facts = PersonFacts(
        **read_identity(form, reading),
        role=Role(form.role.data),
        team_id=int(form.team_id.data) if form.team_id.data else None,
        manager_id=read_person(session, form.manager_id.data, "manager_id"),
        timezone=form.timezone.data,
        workdays=tuple(sorted(int(day) for day in form.workdays.data or ())),
    )
    number = form.employee_id.data or next_employee_numbers(session, 1)[0]
    if session.get(Employee, number) is not None:
        raise InvalidInput("Somebody has this number already.", field="employee_id")
    save_person(session, number, facts, by=ChangedBy.form(current_viewer()), now=now, settings=settings)
    return int(number)


def _page(form: NewPersonForm) -> str:
    with unit_of_work() as session:
        choices = load_reporting_choices(session)
        offer(form, choices)
        facts = facts_as_typed(session, None)
        expects_line = typed_expectation(session, facts, None, now=request_now(), settings=current_settings())
    return render_template("profiles/new.html", form=form, choices=choices, expects=expects_line)


def get_employee(session: Session, employee_id: int) -> Employee:
    employee = session.get(Employee, employee_id)
    if employee is None:
        raise NotFound("Nobody in the directory has this number.")
    return employee
