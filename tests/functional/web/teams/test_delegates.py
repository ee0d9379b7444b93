"""A delegate reads the team while the manager is away, and no longer."""

from datetime import timedelta

from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.models import Employee
from tests.builders import NOW, TODAY, make_delegation, make_employee
from tests.functional.web.conftest import SignIn
from tests.pinned_clock import PinnedClock


def test_the_team_is_in_sight_on_these_days_alone(
    sign_in: SignIn, session: Session, clock: PinnedClock, sam: Employee, dee: Employee
) -> None:
    kay = make_employee(session, name="Kay Moss", role=Role.MANAGER)
    make_delegation(session, sam, kay, ends_on=TODAY + timedelta(days=1))
    session.commit()
    pages = sign_in(employee=kay)
    assert "Dee Okafor" in pages.open("/").text
    assert pages.client.get(f"/technicians/{dee.id}").status_code == 200
    clock.now = NOW + timedelta(days=3)
    assert "Dee Okafor" not in pages.open("/").text
