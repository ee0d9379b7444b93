"""The sentence of expectation: as recorded with plans and time off, and as a form would have it."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.domain.people.facts import PersonFacts
from app.domain.permissions import Role
from app.queries.expecting import recorded_expectation, typed_expectation
from app.settings import Settings
from tests.builders import NOW, TODAY, make_employee, make_employment, make_time_off

FACTS = PersonFacts(name="Ana Ruiz", started_on=date(2024, 1, 8))


def test_time_off_moves_the_next_call(session: Session, settings: Settings) -> None:
    ana = make_employee(session, name="Ana Ruiz")
    make_time_off(session, ana, ends_on=TODAY + timedelta(days=2))
    told = recorded_expectation(session, ana, now=NOW, settings=settings)
    assert told == "The line expects Ana Mon–Fri by 10:00 Chicago; next: Fri 20 Nov."


def test_a_plan_is_seen_in_the_next_call(session: Session, settings: Settings) -> None:
    ana = make_employee(session, name="Ana Ruiz")
    make_employment(session, ana, starts_on=TODAY + timedelta(days=1), workdays=[6])
    told = recorded_expectation(session, ana, now=NOW, settings=settings)
    assert told == "The line expects Ana Mon–Fri by 10:00 Chicago; next: Sat 21 Nov."


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, "The line expects Ana Mon–Fri by 10:00 Chicago; next: Wed 18 Nov."),
        (
            {"spoken_name": "Annie", "workdays": (2, 6)},
            "The line expects Annie Tue, Sat by 10:00 Chicago; next: Sat 21 Nov.",
        ),
        (
            {"window_start": time(5), "window_end": time(8, 30), "timezone": "America/Los_Angeles"},
            "The line expects Ana Mon–Fri by 08:30 Los Angeles; next: Wed 18 Nov.",
        ),
        ({"started_on": date(2026, 11, 30)}, "The line expects Ana Mon–Fri by 10:00 Chicago; next: Mon 30 Nov."),
        ({"role": Role.MANAGER}, "The line expects no call from Ana: not expected to call."),
        ({"expected_to_call": False}, "The line expects no call from Ana: not expected to call."),
        ({"active": False}, "The line expects no call from Ana: not active in the directory."),
    ],
)
def test_a_form_is_told_what_it_would_mean(
    session: Session, settings: Settings, changes: dict[str, Any], told: str
) -> None:
    facts = replace(FACTS, **changes)
    assert typed_expectation(session, facts, None, now=NOW, settings=settings) == told
