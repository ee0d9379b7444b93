"""Who stands in for a manager: by the manager's own days, in what is read and in who is told."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertNotice
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import Employee
from app.queries.delegations import load_stand_ins, stands_in_for
from app.queries.reach import visible_employees
from app.services.messages.recipients import recipients
from app.settings import Settings
from tests.builders import NOW, make_alert, make_delegation, make_employee


@pytest.fixture
def sam(session: Session) -> Employee:
    return make_employee(session, name="Sam Lee", role=Role.MANAGER, timezone="America/Chicago")


@pytest.fixture
def kay(session: Session) -> Employee:
    return make_employee(session, name="Kay Moss", role=Role.MANAGER)


@pytest.mark.parametrize(
    ("now", "stands_in"),
    [
        (datetime(2026, 11, 17, 5, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 17, 6, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 18, 5, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 18, 6, 0, tzinfo=UTC), False),
    ],
    ids=["before-midnight", "from-midnight", "to-midnight", "after-midnight"],
)
def test_the_days_are_those_of_the_manager(
    session: Session, sam: Employee, kay: Employee, now: datetime, *, stands_in: bool
) -> None:
    make_delegation(session, sam, kay)
    assert load_stand_ins(session, [sam.id], now=now) == ({sam.id: kay} if stands_in else {})
    found = session.scalar(sa.select(stands_in_for(now)).where(Employee.id == kay.id).select_from(Employee))
    assert found == ([sam.id] if stands_in else None)


def test_a_delegate_reaches_the_managers_people_and_not_the_manager(
    session: Session, sam: Employee, kay: Employee
) -> None:
    own, theirs = make_employee(session, manager_id=kay.id), make_employee(session, manager_id=sam.id)
    below = make_employee(session, manager_id=theirs.id)
    viewer = Viewer(employee_id=kay.id, role=Role.MANAGER, timezone="UTC", name="Kay", stands_in_for=(sam.id,))
    assert set(session.scalars(visible_employees(viewer))) == {kay.id, own.id, theirs.id, below.id}


def test_the_delegate_is_told_in_the_managers_place(
    session: Session, settings: Settings, sam: Employee, kay: Employee
) -> None:
    make_delegation(session, sam, kay)
    alert = make_alert(session, make_employee(session, manager_id=sam.id), kind=AlertKind.BURNOUT)
    for now, told in ((NOW, kay), (NOW + timedelta(days=2), sam)):
        found = recipients(session, alert, AlertNotice.RAISED, settings, now=now)
        assert [recipient.employee_id for recipient in found] == [told.id]


def test_nobody_is_told_about_themself_for_standing_in(
    session: Session, settings: Settings, sam: Employee, kay: Employee
) -> None:
    kay.manager_id = sam.id
    make_delegation(session, sam, kay)
    alert = make_alert(session, kay, kind=AlertKind.BURNOUT)
    found = recipients(session, alert, AlertNotice.RAISED, settings, now=NOW)
    assert [recipient.employee_id for recipient in found] == [sam.id]
