"""A leaver's live alerts: to a successor who may own them, else open again for those who were told first."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind, AlertKind, AlertStatus
from app.domain.permissions import Role
from app.models import AlertEvent, Employee
from app.services.people.owned_alerts import pass_on_alerts
from app.settings import Settings
from tests.builders import NOW, make_alert, make_employee


@pytest.fixture
def sam(session: Session) -> Employee:
    return make_employee(session, name="Sam Lee", role=Role.MANAGER)


def test_a_successor_in_the_line_owns_them(session: Session, settings: Settings, sam: Employee) -> None:
    kay = make_employee(session, name="Kay Moss", role=Role.MANAGER)
    report = make_employee(session, manager_id=kay.id)
    live = make_alert(session, report, owner_id=sam.id, owner_name=sam.name, status=AlertStatus.ACKNOWLEDGED)
    done = make_alert(session, report, owner_id=sam.id, owner_name=sam.name, status=AlertStatus.RESOLVED)
    pass_on_alerts(session, sam, kay.id, settings=settings, now=NOW)
    assert (live.owner_id, live.owner_name, live.status) == (kay.id, "Kay Moss", AlertStatus.ACKNOWLEDGED)
    assert done.owner_id == sam.id
    event = session.scalars(sa.select(AlertEvent).where(AlertEvent.alert_id == live.id)).one()
    assert (event.event, event.note) == (AlertEventKind.HANDED_OVER, "Sam Lee has left")


@pytest.mark.parametrize("successor", [True, False])
def test_without_one_who_may_they_are_open_again(
    session: Session, settings: Settings, sam: Employee, *, successor: bool
) -> None:
    desk = make_employee(session, role=Role.DISPATCHER)
    alert = make_alert(
        session,
        make_employee(session, manager_id=sam.id),
        kind=AlertKind.BURNOUT,
        owner_id=sam.id,
        owner_name=sam.name,
        status=AlertStatus.ACKNOWLEDGED,
    )
    pass_on_alerts(session, sam, desk.id if successor else None, settings=settings, now=NOW)
    assert (alert.status, alert.owner_id, alert.owner_name) == (AlertStatus.OPEN, None, None)
