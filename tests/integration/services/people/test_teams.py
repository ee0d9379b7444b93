from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput, NotFound
from app.models import AuditEvent, Employment
from app.services.people.changed_by import ChangedBy
from app.services.people.teams import create_team, merge_teams, rename_team, set_team_lead
from app.settings import Settings
from tests.builders import NOW, TODAY, make_employee, make_employment, make_team


def test_a_team_is_made_renamed_and_led(session: Session, hr: ChangedBy) -> None:
    lead = make_employee(session)
    team = create_team(session, "North ", by=hr, now=NOW)
    rename_team(session, team.id, "Chicago North", by=hr, now=NOW)
    set_team_lead(session, team.id, lead.id, by=hr, now=NOW)
    session.flush()
    assert (team.name, team.lead_id) == ("Chicago North", lead.id)
    actions = session.scalars(sa.select(AuditEvent.action).order_by(AuditEvent.id)).all()
    assert actions == ["team.created", "team.renamed", "team.lead_set"]


@pytest.mark.parametrize("name", ["north", " NORTH ", "", "x" * 81])
def test_a_name_is_one_teams_alone(session: Session, hr: ChangedBy, name: str) -> None:
    make_team(session, name="North")
    with pytest.raises(InvalidInput) as refused:
        create_team(session, name, by=hr, now=NOW)
    assert refused.value.field == "name"


def test_merging_moves_people_and_plans_and_leaves_the_past(
    session: Session, settings: Settings, hr: ChangedBy
) -> None:
    north, south = make_team(session, name="North"), make_team(session, name="South")
    ana = make_employee(session, team_id=north.id)
    planned = make_employment(session, make_employee(session), starts_on=TODAY + timedelta(days=9), team_id=north.id)
    assert merge_teams(session, north.id, south.id, by=hr, now=NOW, settings=settings) == 1
    session.flush()
    session.refresh(planned)
    past = session.scalars(sa.select(Employment).where(Employment.employee_id == ana.id)).one()
    assert (ana.team_id, planned.team_id, past.team_id) == (south.id, south.id, north.id)
    with pytest.raises(NotFound):
        rename_team(session, north.id, "North again", by=hr, now=NOW)


def test_a_team_is_not_merged_into_itself(session: Session, settings: Settings, hr: ChangedBy) -> None:
    team = make_team(session)
    with pytest.raises(InvalidInput, match="Choose another team"):
        merge_teams(session, team.id, team.id, by=hr, now=NOW, settings=settings)
