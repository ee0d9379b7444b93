"""Teams and delegates in the browser."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.models import Delegation, Employee, Team
from tests.builders import make_employee, make_team
from tests.functional.web.conftest import SignIn


def test_a_team_is_added_renamed_and_merged(sign_in: SignIn, session: Session, sam: Employee) -> None:
    south = make_team(session, name="South")
    session.commit()
    hr = sign_in(Role.HR)
    hr.submit(hr.open("/teams"), "/teams", name="Nort", lead_id=f"Sam Lee · {sam.id}")
    team = session.scalars(sa.select(Team).where(Team.name == "Nort")).one()
    member = make_employee(session, team_id=team.id)
    session.commit()
    hr.submit(hr.open(f"/teams/{team.id}"), f"/teams/{team.id}", name="North")
    page = hr.submit(hr.open(f"/teams/{team.id}"), f"/teams/{team.id}/merge", into_id=str(south.id))
    assert "1 person moved; past weeks stay with North" in page.text
    session.expire_all()
    assert (team.name, team.merged_into_id, member.team_id) == ("North", south.id, south.id)


def test_a_taken_name_is_told_beside_the_field(sign_in: SignIn, session: Session) -> None:
    make_team(session, name="North")
    session.commit()
    hr = sign_in(Role.HR)
    page = hr.submit(hr.open("/teams"), "/teams", status=422, name="north")
    assert page.error_beside("name") == "There is a team called North already."
    assert page.all("input", name="name")[0].get("value") == "north"


def test_a_delegate_is_named_and_taken_back(sign_in: SignIn, session: Session, sam: Employee) -> None:
    kay = make_employee(session, name="Kay Moss", role=Role.MANAGER)
    session.commit()
    hr = sign_in(Role.HR)
    typed: dict[str, Any] = {
        "manager_id": str(sam.id),
        "delegate_id": str(kay.id),
        "starts_on": "2098-01-01",
        "ends_on": "2098-01-09",
    }
    page = hr.submit(hr.open("/teams/delegates"), "/teams/delegates", **typed)
    assert "Sam Lee Kay Moss" in page.text
    delegation = session.scalars(sa.select(Delegation)).one()
    again = hr.submit(page, "/teams/delegates", status=422, **typed)
    assert again.error_beside("starts_on").startswith("Kay Moss stands in from")
    hr.submit(hr.open("/teams/delegates"), f"/teams/delegates/{delegation.id}/end")
    assert session.scalars(sa.select(Delegation)).all() == []
