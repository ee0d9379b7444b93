"""The history says who, by which way and in names as they were; a new person is one line."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.people.facts import PersonFacts
from app.domain.people.wording import Names
from app.models import ChangeSource, ProfileChange
from app.services.people.changed_by import ChangedBy
from app.services.people.history import change_rows, write_history
from tests.builders import NOW, TODAY, make_employee

BY = ChangedBy(employee_id=None, name="Joan Whitaker", source=ChangeSource.IMPORT, import_id="7")


def facts(**overrides: Any) -> PersonFacts:
    given: dict[str, Any] = {"name": "Ana Ruiz", "started_on": date(2026, 11, 2)} | overrides
    return PersonFacts(**given)


def test_each_field_is_a_line_with_words_and_values(session: Session) -> None:
    person = make_employee(session)
    names = Names(people={3: "Sam Lee", 4: "Kay Moss"})
    before, after = facts(manager_id=3), facts(manager_id=4, workdays=(1, 2))
    write_history(session, change_rows(person.id, before, after, names=names, by=BY, now=NOW, starts_on=TODAY))
    manager, week = session.scalars(sa.select(ProfileChange).order_by(ProfileChange.id)).all()
    assert (manager.field, manager.before, manager.after) == ("manager_id", "Sam Lee", "Kay Moss")
    assert (manager.before_value, manager.after_value) == (3, 4)
    assert (manager.changed_by_name, manager.source, manager.import_id, manager.starts_on) == (
        "Joan Whitaker",
        ChangeSource.IMPORT,
        "7",
        TODAY,
    )
    assert (week.after, week.after_value) == ("Mon, Tue", [1, 2])


def test_a_new_person_is_one_line(session: Session) -> None:
    rows = change_rows(7, None, facts(manager_id=3), names=Names(), by=BY, now=NOW)
    assert [(row["field"], row["after"]) for row in rows] == [("added", "Ana Ruiz")]
