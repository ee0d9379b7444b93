"""One section of a person's record: opened, and saved from today or from a day to come, never over another's work."""

import json
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.access import current_viewer, requires
from app.domain.errors import InvalidInput, NotFound
from app.domain.people.facts import LABELS, PersonFacts
from app.domain.people.plain import plain_value, read_plain
from app.domain.people.problems import InvalidPeople, ProblemKind
from app.domain.people.wording import say_value
from app.domain.permissions import Permission
from app.domain.phrases import say_date
from app.extensions import current_settings
from app.models import Employee
from app.queries.people_choices import FormChoices
from app.queries.people_facts import load_names
from app.queries.profile_history import find_last_change
from app.queries.profile_records import ProfileRecord, load_profile_record
from app.services.people.changed_by import ChangedBy
from app.services.people.editing import EditConflict, edit_person
from app.unit_of_work import unit_of_work
from app.web.clock import request_now
from app.web.forms import show_error
from app.web.profiles.blueprint import blueprint
from app.web.profiles.forms import SectionForm, pairs
from app.web.profiles.problems import show_problems
from app.web.profiles.values import SECTIONS, FormReading, Section


@blueprint.get("/<int:employee_id>")
@requires(Permission.PROFILE_READ)
def page(employee_id: int) -> ResponseReturnValue:
    return redirect(url_for("profiles.section", employee_id=employee_id, section="identity"))


@blueprint.get("/<int:employee_id>/<section>")
@requires(Permission.PROFILE_READ)
def section(employee_id: int, section: str) -> ResponseReturnValue:
    shown = _section(section)
    with unit_of_work() as session:
        record = load_profile_record(session, employee_id, now=request_now(), settings=current_settings())
        form = shown.form(formdata=None, data=shown.show(record.facts, record.names, current_settings().home_region))
        form.before.data = _before(shown, record.facts)
        return _render(session, record, shown, form)


@blueprint.post("/<int:employee_id>/<section>")
@requires(Permission.PROFILE_EDIT)
def save(employee_id: int, section: str) -> ResponseReturnValue:
    shown = _section(section)
    form = shown.form()
    with unit_of_work() as session:
        record = load_profile_record(session, employee_id, now=request_now(), settings=current_settings())
        offer(form, shown.choices(session), record.facts)
        if not form.validate_on_submit():
            return _render(session, record, shown, form), 422
    try:
        with unit_of_work() as session:
            changed = _save(session, employee_id, shown, form)
    except EditConflict as conflict:
        return _show_conflict(employee_id, shown, form, conflict)
    except InvalidPeople as error:
        show_problems(form, error.problems)
        return _again(employee_id, shown, form, swap_with=_owner_of_phone(error))
    except InvalidInput as error:
        show_error(form, error)
        return _again(employee_id, shown, form)
    flash(_saved(form, changed), "success")
    return redirect(url_for("profiles.section", employee_id=employee_id, section=section))


def offer(form: Any, choices: FormChoices, facts: PersonFacts | None = None) -> None:
    """Fill the form's lists; a team or KPI that is no longer in use stays choosable for whoever has it."""
    if "team_id" in form:
        form.team_id.choices = pairs(choices.teams)
    if "goal_kpi_id" in form:
        form.goal_kpi_id.choices = pairs(choices.kpis, "not by a KPI")
        known = {str(number) for number, _ in choices.kpis}
        if facts and facts.goal_kpi_id and str(facts.goal_kpi_id) not in known:
            form.goal_kpi_id.choices += pairs([(facts.goal_kpi_id, "a retired KPI")], None)
    if "timezone" in form and facts and facts.timezone not in {choice.value for choice in form.timezone.choices}:
        form.timezone.choices = [*pairs([(facts.timezone, facts.timezone)], None), *form.timezone.choices]


def _section(key: str) -> Section:
    if key not in SECTIONS:
        raise NotFound("A record has no such section.")
    return SECTIONS[key]


def _before(shown: Section, facts: PersonFacts) -> str:
    return json.dumps({name: plain_value(getattr(facts, name)) for name in shown.fields})


def _seen(form: SectionForm) -> dict[str, Any]:
    """Return the record's fields as the form showed them when it was opened."""
    try:
        seen = json.loads(form.before.data or "{}")
    except ValueError:
        return {}
    return seen if isinstance(seen, dict) else {}


def _save(session: Session, employee_id: int, shown: Section, form: SectionForm) -> frozenset[str]:
    settings, now = current_settings(), request_now()
    record = load_profile_record(session, employee_id, now=now, settings=settings)
    typed = shown.read(form, FormReading(session=session, region=settings.home_region, facts=record.facts))
    return edit_person(
        session,
        employee_id,
        before={name: read_plain(name, value) for name, value in _seen(form).items() if name in shown.fields},
        typed=typed,
        starts_on=form.starts_on.data if "starts_on" in form else None,
        swap_with=request.form.get("swap_with", type=int),
        by=ChangedBy.form(current_viewer()),
        now=now,
        settings=settings,
    )


def _saved(form: SectionForm, changed: frozenset[str]) -> str:
    if not changed:
        return "Nothing was changed."
    starts_on = form.starts_on.data if "starts_on" in form else None
    return f"Saved; it holds from {say_date(starts_on)} on." if starts_on else "Saved. The line knows it at once."


def _owner_of_phone(error: InvalidPeople) -> int | None:
    taken = (problem for problem in error.problems if problem.kind is ProblemKind.TAKEN and problem.field == "phones")
    return next((problem.other_id for problem in taken), None)


def _show_conflict(employee_id: int, shown: Section, form: SectionForm, conflict: EditConflict) -> ResponseReturnValue:
    """Keep what was typed, say beside each field what is there now, and let the next Save decide."""
    there_now = json.loads(_before(shown, conflict.facts))
    form.before.data = json.dumps(_seen(form) | {name: there_now[name] for name in conflict.fields})
    with unit_of_work() as session:
        names = load_names(session)
        for name in sorted(conflict.fields):
            last = find_last_change(session, employee_id, frozenset({name}))
            there = say_value(name, getattr(conflict.facts, name), names) or "nothing"
            who = last.changed_by if last else "Somebody else"
            sentence = f"{who} changed {LABELS[name]} to {there} while you were editing. Save again to put yours there."
            show_error(form, InvalidInput(sentence, field=_form_field(form, name)))
    return _again(employee_id, shown, form, status=409)


def _form_field(form: SectionForm, name: str) -> str | None:
    stands_for = {"phones": "phone", "gallup_strengths": "strength_1", "kpis": "kpi_1", "goal_milestones": "step_1"}
    field = stands_for.get(name, name)
    return field if field in form else None


def _again(
    employee_id: int, shown: Section, form: SectionForm, *, status: int = 422, swap_with: int | None = None
) -> ResponseReturnValue:
    with unit_of_work() as session:
        record = load_profile_record(session, employee_id, now=request_now(), settings=current_settings())
        return _render(session, record, shown, form, swap_with=swap_with), status


def _render(
    session: Session, record: ProfileRecord, shown: Section, form: SectionForm, *, swap_with: int | None = None
) -> str:
    choices = shown.choices(session)
    offer(form, choices, record.facts)
    return render_template(
        "profiles/section.html",
        record=record,
        section=shown,
        sections=SECTIONS.values(),
        form=form,
        choices=choices,
        swap_with=swap_with,
        swap_name=swap_with and session.get_one(Employee, swap_with).name,
    )
