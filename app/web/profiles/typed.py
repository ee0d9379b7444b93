"""A record as a half-filled form would have it: what cannot be read yet stays as recorded."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from typing import Any

from flask import request
from sqlalchemy.orm import Session

from app.domain.mornings.workdays import local_date
from app.domain.people.checks import check_person
from app.domain.people.facts import PersonFacts
from app.domain.permissions import Role
from app.extensions import current_settings
from app.queries.people_facts import load_facts
from app.web.arguments import argument
from app.web.clock import request_now

READERS: dict[str, Callable[[str], Any]] = {
    "name": str,
    "spoken_name": str,
    "timezone": str,
    "role": Role,
    "started_on": date.fromisoformat,
    "checkins_from": date.fromisoformat,
    "window_start": time.fromisoformat,
    "window_end": time.fromisoformat,
}


def facts_as_typed(session: Session, employee_id: int | None) -> PersonFacts:
    """Return the recorded facts, or those of nobody yet, with what the request's form makes of them."""
    facts = _recorded(session, employee_id)
    for field, value in _typed().items():
        tried = replace(facts, **{field: value})
        if not any(problem.field == field for problem in check_person(0, tried)):
            facts = tried
    return facts


def _recorded(session: Session, employee_id: int | None) -> PersonFacts:
    found = load_facts(session, [employee_id]) if employee_id is not None else {}
    if employee_id in found:
        return found[employee_id]
    zone = current_settings().company_timezone
    return PersonFacts(name="them", started_on=local_date(request_now(), zone), timezone=zone)


def _typed() -> dict[str, Any]:
    typed: dict[str, Any] = {}
    for field, read in READERS.items():
        try:
            if text := request.form.get(field, "").strip():
                typed[field] = read(text)
        except ValueError:
            continue  # half a date says nothing yet
    if "timezone" in request.form:
        typed["workdays"] = tuple(sorted(int(day) for day in request.form.getlist("workdays") if day in set("1234567")))
    if argument("section") == "work-week":
        typed["expected_to_call"] = "expected_to_call" in request.form
    return typed
