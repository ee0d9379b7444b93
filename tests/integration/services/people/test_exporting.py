"""Everything about one person, and nothing of others."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.models import AuditEvent, WeekTalk
from app.services.people.exporting import export_person
from tests.builders import NOW, TODAY, make_checkin, make_employee, make_profile, make_user


def test_all_tables_that_hold_something_are_there_private_notes_too(session: Session) -> None:
    sam = make_employee(session, name="Sam Lee")
    ana = make_employee(session, name="Ana Ruiz", manager_id=sam.id)
    make_profile(session, ana, personal_why="For the boat.")
    make_checkin(session, ana, energy_level=2)
    make_checkin(session, sam, energy_level=5)
    make_user(session, ana)
    session.add(WeekTalk(manager_id=sam.id, employee_id=ana.id, week_start=TODAY, note="Tired; ask about nights."))
    session.flush()
    tables = export_person(session, ana.id, actor_id=sam.id, now=NOW)
    assert [row["name"] for row in tables["employees"]] == ["Ana Ruiz"]
    assert [row["personal_why"] for row in tables["tech_profiles"]] == ["For the boat."]
    assert [row["energy_level"] for row in tables["daily_checkins"]] == [2]
    assert [row["note"] for row in tables["week_talks"]] == ["Tired; ask about nights."]
    assert "Sam Lee" not in repr(tables)
    assert "kpi_readings" not in tables


def test_an_export_is_on_record(session: Session) -> None:
    ana = make_employee(session)
    export_person(session, ana.id, actor_id=None, now=NOW)
    [line] = session.scalars(select(AuditEvent))
    assert (line.action, line.subject_id, line.detail) == ("person.exported", ana.id, {})


def test_nobody_has_the_number(session: Session) -> None:
    with pytest.raises(NotFound):
        export_person(session, 999_999, actor_id=None, now=NOW)
