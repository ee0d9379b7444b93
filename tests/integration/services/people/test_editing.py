"""What was touched is saved, what others changed meanwhile is not overwritten."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.domain.people.facts import PersonFacts
from app.models import Employee
from app.queries.people_facts import load_facts
from app.services.people.changed_by import ChangedBy
from app.services.people.editing import EditConflict, edit_person
from app.settings import Settings
from tests.builders import NOW, make_employee

SHOWN = {"name": "Ana Ruiz", "job_title": "Tech", "email": "ana@demo.example"}


@pytest.fixture
def ana(session: Session) -> Employee:
    return make_employee(session, **SHOWN)


def edit(session: Session, settings: Settings, hr: ChangedBy, person: Employee, **typed: Any) -> frozenset[str]:
    return edit_person(session, person.id, before=SHOWN, typed={**SHOWN, **typed}, by=hr, now=NOW, settings=settings)


def recorded(session: Session, person: Employee) -> PersonFacts:
    return load_facts(session, [person.id])[person.id]


def test_only_what_was_touched_is_saved(session: Session, settings: Settings, hr: ChangedBy, ana: Employee) -> None:
    ana.email = "new@demo.example"
    session.flush()
    assert edit(session, settings, hr, ana, job_title="Lead") == {"job_title"}
    assert (recorded(session, ana).job_title, recorded(session, ana).email) == ("Lead", "new@demo.example")


def test_a_field_that_both_changed_is_a_conflict(
    session: Session, settings: Settings, hr: ChangedBy, ana: Employee
) -> None:
    ana.job_title = "Lead"
    session.flush()
    with pytest.raises(EditConflict) as refused:
        edit(session, settings, hr, ana, job_title="Helper", name="Ana Maria")
    assert (refused.value.fields, refused.value.facts.job_title) == ({"job_title"}, "Lead")
    assert recorded(session, ana).name == "Ana Ruiz"


def test_the_same_change_by_both_is_none(session: Session, settings: Settings, hr: ChangedBy, ana: Employee) -> None:
    ana.job_title = "Lead"
    session.flush()
    assert edit(session, settings, hr, ana, job_title="Lead") == frozenset()
