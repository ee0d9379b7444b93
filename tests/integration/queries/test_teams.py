"""Teams in use with lead and size, and the delegations that still count."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.domain.permissions import Role
from app.queries.paging import Listing
from app.queries.teams import get_team_row, list_delegations, list_teams
from tests.builders import TODAY, make_delegation, make_employee, make_team


def test_teams_count_active_members(session: Session) -> None:
    sam = make_employee(session, name="Sam Lee", role=Role.MANAGER)
    north = make_team(session, name="North", lead_id=sam.id)
    merged = make_team(session, name="Old", merged_into_id=north.id)
    make_employee(session, team_id=north.id)
    make_employee(session, team_id=north.id, active=False)
    [row] = list_teams(session, Listing(sort="name")).rows
    assert (row.name, row.lead, row.people) == ("North", "Sam Lee", 1)
    with pytest.raises(NotFound):
        get_team_row(session, merged.id)


def test_delegations_that_are_over_are_not_listed(session: Session) -> None:
    sam, kay = (make_employee(session, role=Role.MANAGER, name=name) for name in ("Sam", "Kay"))
    make_delegation(session, sam, kay, starts_on=TODAY - timedelta(days=9), ends_on=TODAY - timedelta(days=1))
    make_delegation(session, sam, kay)
    rows = list_delegations(session, Listing(sort="starts_on"), today=TODAY).rows
    assert [(row.manager, row.delegate, row.starts_on) for row in rows] == [("Sam", "Kay", TODAY)]
