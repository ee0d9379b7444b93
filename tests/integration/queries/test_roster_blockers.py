"""The age of the oldest open blocker, in the workdays of the person who waits."""

from datetime import timedelta

from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertStatus
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.queries.roster_blockers import oldest_blockers
from app.settings import Settings
from tests.builders import NOW, TODAY, make_alert, make_employee
from tests.query_counts import counted

DISPATCHER = Viewer(employee_id=0, role=Role.DISPATCHER, timezone="UTC", name="Dana")
FRIDAY = TODAY - timedelta(days=4)


def test_oldest_that_is_not_resolved_counts_in_own_workdays(session: Session, settings: Settings) -> None:
    ana, ben = make_employee(session), make_employee(session, workdays=[1, 2, 3, 4, 5, 6, 7])
    make_alert(session, make_employee(session))
    for person in (ana, ben):
        make_alert(session, person, kind=AlertKind.BLOCKER, alert_on=FRIDAY, status=AlertStatus.ACKNOWLEDGED)
        make_alert(session, person, kind=AlertKind.BLOCKER)
        make_alert(session, person, kind=AlertKind.BLOCKER, alert_on=TODAY - timedelta(9), status=AlertStatus.RESOLVED)
    assert oldest_blockers(session, DISPATCHER, settings=settings, now=NOW) == {ana.id: 2, ben.id: 4}


def test_only_people_in_reach(session: Session, settings: Settings) -> None:
    sam = make_employee(session, role=Role.MANAGER)
    ana = make_employee(session, manager_id=sam.id)
    for person in (ana, make_employee(session)):
        make_alert(session, person, kind=AlertKind.BLOCKER)
    manager = Viewer(employee_id=sam.id, role=Role.MANAGER, timezone="UTC", name="Sam")
    with counted(session.get_bind()) as statements:
        assert oldest_blockers(session, manager, settings=settings, now=NOW) == {ana.id: 0}
    assert len(statements) == 3


def test_nobody_waits(session: Session, settings: Settings) -> None:
    assert oldest_blockers(session, DISPATCHER, settings=settings, now=NOW) == {}
