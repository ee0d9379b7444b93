"""What hangs on a manager: direct reports by name, and the live alerts they own."""

from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertStatus
from app.domain.permissions import Role
from app.queries.reports import count_owned_alerts, list_owned_alerts, list_reports
from tests.builders import NOW, make_alert, make_employee


def test_reports_are_the_active_direct_ones_by_name(session: Session) -> None:
    sam = make_employee(session, role=Role.MANAGER)
    zoe = make_employee(session, name="Zoe", manager_id=sam.id)
    ana = make_employee(session, name="Ana", manager_id=sam.id)
    make_employee(session, manager_id=sam.id, active=False)
    make_employee(session, manager_id=zoe.id)
    assert list_reports(session, sam.id) == [ana.id, zoe.id]


def test_owned_alerts_are_the_live_ones(session: Session) -> None:
    sam = make_employee(session, role=Role.MANAGER)
    owned = {"owner_id": sam.id, "owner_name": sam.name}
    live = make_alert(session, make_employee(session), status=AlertStatus.ACKNOWLEDGED, **owned)
    make_alert(session, make_employee(session), status=AlertStatus.RESOLVED, resolved_at=NOW, **owned)
    make_alert(session, make_employee(session))
    assert (list_owned_alerts(session, sam.id), count_owned_alerts(session, sam.id)) == ([live], 1)
    assert count_owned_alerts(session, live.id + 1) == 0
