"""A record with its plans in words, and who hears where the manager may not."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.domain.permissions import Role
from app.queries.profile_records import load_profile_record
from app.settings import Settings
from tests.builders import NOW, TODAY, make_employee, make_employment, make_team


def test_plans_are_told_as_what_each_changes(session: Session, settings: Settings) -> None:
    south = make_team(session, name="South")
    ana = make_employee(session)
    make_employment(session, ana, starts_on=TODAY + timedelta(days=7), team_id=south.id)
    make_employment(session, ana, starts_on=TODAY + timedelta(days=14), team_id=south.id, workdays=[1, 2])
    planned = load_profile_record(session, ana.id, now=NOW, settings=settings).planned
    assert [(change.label, change.after) for change in planned] == [("Team", "South"), ("Work week", "Mon, Tue")]


def test_past_rows_are_no_plans(session: Session, settings: Settings) -> None:
    ana = make_employee(session, employment_since=TODAY)
    make_employment(session, ana, workdays=[1])
    assert load_profile_record(session, ana.id, now=NOW, settings=settings).planned == ()


@pytest.mark.parametrize(("above", "hears"), [(Role.MANAGER, "Head hears"), (Role.ADMIN, "HR hears")])
def test_a_lead_who_may_not_read_is_told_of(session: Session, settings: Settings, above: Role, hears: str) -> None:
    head = make_employee(session, name="Head", role=above)
    kay = make_employee(session, name="Kay", role=Role.DISPATCHER, manager_id=head.id)
    ana = make_employee(session, manager_id=kay.id)
    warning = load_profile_record(session, ana.id, now=NOW, settings=settings).warning
    assert warning is not None
    assert warning.startswith("Kay (dispatcher) may not read about wellbeing")
    assert hears in warning


def test_nobody_is_not_found(session: Session, settings: Settings) -> None:
    with pytest.raises(NotFound):
        load_profile_record(session, 4711, now=NOW, settings=settings)
