"""What forms offer, and whom a typed text means."""

import pytest
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.queries.people_choices import find_typed_people, list_kpis_in_use, list_managers, list_teams_in_use
from tests.builders import make_employee, make_kpi, make_team


def test_managers_are_those_by_role_or_with_reports(session: Session) -> None:
    boss = make_employee(session, name="Boss", role=Role.MANAGER)
    lead = make_employee(session, name="Lead")
    make_employee(session, name="Report", manager_id=lead.id)
    make_employee(session, name="Gone", role=Role.MANAGER, active=False)
    assert list_managers(session) == ((boss.id, "Boss"), (lead.id, "Lead"))


def test_merged_teams_and_retired_kpis_are_not_offered(session: Session) -> None:
    north = make_team(session, name="North")
    make_team(session, name="Old", merged_into_id=north.id)
    kpi = make_kpi(session, name="Callbacks")
    make_kpi(session, name="Retired", active=False)
    assert (list_teams_in_use(session), list_kpis_in_use(session)) == (((north.id, "North"),), ((kpi.id, "Callbacks"),))


@pytest.mark.parametrize("typed", ["Sam Lee · 9001", "9001", "sam@demo.example", "SAM LEE"])
def test_a_person_is_meant_by_number_mail_or_name(session: Session, typed: str) -> None:
    make_employee(session, id=9001, name="Sam Lee", email="sam@demo.example")
    make_employee(session, name="Sam Leeds")
    assert find_typed_people(session, typed) == [(9001, "Sam Lee")]


def test_a_name_of_two_means_both_and_one_of_leavers_nobody(session: Session) -> None:
    both = [make_employee(session, name="Sam Lee").id for _ in range(2)]
    make_employee(session, name="Long Gone", active=False)
    assert [number for number, _ in find_typed_people(session, "Sam Lee")] == both
    assert find_typed_people(session, "Long Gone") == []
