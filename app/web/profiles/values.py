"""Between the sections' forms and `PersonFacts`: what a form shows of a record, and what it says was typed.

Reading a form returns values by the names of `PersonFacts`; what cannot be read is said beside its field and raises.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput
from app.domain.people.facts import GOAL_FIELDS, GoalStep, PersonFacts
from app.domain.people.wording import Names
from app.domain.permissions import Role
from app.phones import BadPhone, read_phone, say_phone
from app.queries.people_choices import (
    FormChoices,
    find_typed_people,
    load_coaching_choices,
    load_reporting_choices,
    no_choices,
)
from app.web.profiles.forms import STEPS, CoachingForm, IdentityForm, ReportingForm, SectionForm, WorkWeekForm

Values = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class FormReading:
    """What reading a form needs besides the form."""

    session: Session
    region: str
    """Home region of telephone numbers."""
    facts: PersonFacts | None
    """What is recorded; None for a new person."""


def show_identity(facts: PersonFacts, _names: Names, region: str) -> Values:
    shown = [say_phone(phone, region) for phone in facts.phones]
    return {
        "name": facts.name,
        "spoken_name": facts.spoken_name,
        "phone": shown[0] if shown else None,
        "further_phones": ", ".join(shown[1:]),
        "email": facts.email,
        "job_title": facts.job_title,
        "started_on": facts.started_on,
        "sms_opt_in": facts.sms_opt_in,
    }


def read_identity(form: IdentityForm, reading: FormReading) -> Values:
    return {
        "name": form.name.data,
        "spoken_name": form.spoken_name.data or None,
        "phones": _phones(form, reading.region),
        "email": form.email.data or None,
        "job_title": form.job_title.data or None,
        "started_on": form.started_on.data,
        "sms_opt_in": form.sms_opt_in.data,
    }


def _phones(form: IdentityForm, region: str) -> tuple[str, ...]:
    further = [part for part in (form.further_phones.data or "").split(",") if part.strip()]
    typed = [("phone", form.phone.data or ""), *(("further_phones", part) for part in further)]
    phones = []
    for field, text in typed:
        if text.strip():
            try:
                phones.append(read_phone(text, region))
            except BadPhone as error:
                raise InvalidInput(error.sentence, field=field) from None
    return tuple(dict.fromkeys(phones))


def show_work_week(facts: PersonFacts, _names: Names, _region: str) -> Values:
    shown = ("timezone", "window_start", "window_end", "holiday_calendar", "expected_to_call", "checkins_from")
    return {
        **{name: getattr(facts, name) for name in shown},
        "holiday_calendar": "none" if facts.holiday_calendar == "" else facts.holiday_calendar,
        "workdays": [str(day) for day in facts.workdays],
    }


def read_work_week(form: WorkWeekForm, _reading: FormReading) -> Values:
    calendar = (form.holiday_calendar.data or "").upper()
    return {
        "timezone": form.timezone.data,
        "workdays": tuple(sorted(int(day) for day in form.workdays.data or ())),
        "window_start": form.window_start.data,
        "window_end": form.window_end.data,
        "holiday_calendar": "" if calendar == "NONE" else calendar or None,
        "expected_to_call": form.expected_to_call.data,
        "checkins_from": form.checkins_from.data,
    }


def show_reporting(facts: PersonFacts, names: Names, _region: str) -> Values:
    return {
        "role": facts.role.value,
        "team_id": str(facts.team_id or ""),
        "manager_id": say_person(facts.manager_id, names),
        "dispatch_backup": facts.dispatch_backup,
    }


def read_reporting(form: ReportingForm, reading: FormReading) -> Values:
    return {
        "role": Role(form.role.data),
        "team_id": int(form.team_id.data) if form.team_id.data else None,
        "manager_id": read_person(reading.session, form.manager_id.data, "manager_id"),
        "dispatch_backup": form.dispatch_backup.data,
    }


def say_person(number: int | None, names: Names) -> str:
    return f"{names.people.get(number, '')} · {number}" if number is not None else ""


def read_person(session: Session, text: str | None, field: str) -> int | None:
    """Return whom `Sam Lee · 111`, a number, an e-mail or an exact name means; None for nothing."""
    if not text:
        return None
    meant = find_typed_people(session, text)
    if not meant:
        raise InvalidInput(f"Nobody active is found by “{text}”: choose from the list.", field=field)
    if len(meant) > 1:
        numbers = " or ".join(str(number) for number, _ in meant)
        raise InvalidInput(f"Several people are called so: write the number, {numbers}.", field=field)
    return meant[0][0]


def show_coaching(facts: PersonFacts, _names: Names, _region: str) -> Values:
    strengths = {f"strength_{place}": theme for place, theme in enumerate(facts.gallup_strengths, start=1)}
    kpis = {f"kpi_{place}": kpi for place, kpi in enumerate(facts.kpis, start=1)}
    steps: Values = {}
    for place, step in enumerate(facts.goal_milestones[:STEPS], start=1):
        steps |= {f"step_{place}": step.text, f"step_{place}_done": step.done_on}
    shown = (
        "personal_why", "current_90day_goal", "goal_baseline", "goal_target", "goal_started_on", "goal_due_on",
        "always_ops_only",
    )  # fmt: skip
    values = {name: getattr(facts, name) for name in shown}
    return {**values, **strengths, **kpis, **steps, "goal_kpi_id": str(facts.goal_kpi_id or "")}


def read_coaching(form: CoachingForm, reading: FormReading) -> Values:
    steps = tuple(GoalStep(text=text.data, done_on=done.data) for text, done in form.steps() if text.data)
    beyond = reading.facts.goal_milestones[STEPS:] if reading.facts else ()
    return {
        "gallup_strengths": tuple(field.data for field in form.strengths() if field.data),
        "personal_why": form.personal_why.data or None,
        "kpis": tuple(field.data for field in form.kpis() if field.data),
        "current_90day_goal": form.current_90day_goal.data or None,
        "goal_kpi_id": int(form.goal_kpi_id.data) if form.goal_kpi_id.data else None,
        "goal_baseline": form.goal_baseline.data,
        "goal_target": form.goal_target.data,
        "goal_started_on": form.goal_started_on.data,
        "goal_due_on": form.goal_due_on.data,
        "goal_milestones": (*steps, *beyond),
        "always_ops_only": form.always_ops_only.data,
    }


@dataclass(frozen=True, kw_only=True)
class Section:
    """One part of the record, with its own form and its own Save."""

    key: str
    label: str
    form: type[SectionForm]
    fields: tuple[str, ...]
    """The fields of `PersonFacts` that it holds."""
    show: Callable[[PersonFacts, Names, str], Values]
    read: Callable[[Any, FormReading], Values]
    choices: Callable[[Session], FormChoices] = no_choices


SECTIONS: Mapping[str, Section] = {
    section.key: section
    for section in (
        Section(
            key="identity",
            label="Identity & phone",
            form=IdentityForm,
            fields=("name", "spoken_name", "phones", "email", "job_title", "started_on", "sms_opt_in"),
            show=show_identity,
            read=read_identity,
        ),
        Section(
            key="work-week",
            label="Work week",
            form=WorkWeekForm,
            fields=(
                "timezone", "workdays", "window_start", "window_end", "holiday_calendar", "expected_to_call",
                "checkins_from",
            ),
            show=show_work_week,
            read=read_work_week,
        ),
        Section(
            key="reporting",
            label="Reporting & routing",
            form=ReportingForm,
            fields=("role", "team_id", "manager_id", "dispatch_backup"),
            show=show_reporting,
            read=read_reporting,
            choices=load_reporting_choices,
        ),
        Section(
            key="coaching",
            label="Coaching",
            form=CoachingForm,
            fields=("gallup_strengths", "personal_why", "kpis", *GOAL_FIELDS, "always_ops_only"),
            show=show_coaching,
            read=read_coaching,
            choices=load_coaching_choices,
        ),
    )
}  # fmt: skip
