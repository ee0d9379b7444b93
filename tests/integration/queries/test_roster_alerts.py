"""The live alerts on Today: whose and which kinds a viewer reads, and when an outcome is wanted."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertOutcome, AlertStatus
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.queries.roster_alerts import list_live_alerts
from tests.builders import NOW, make_alert, make_employee

DISPATCHER = Viewer(employee_id=0, role=Role.DISPATCHER, timezone="UTC", name="Dana")
LOW = {"why": "Low energy on 2 workdays running.", "days": [{"on": "2026-11-16"}, {"on": "2026-11-17"}]}


def test_live_alerts_are_told_oldest_first(session: Session) -> None:
    ana = make_employee(session)
    newer = make_alert(session, ana, status=AlertStatus.ACKNOWLEDGED, facts={"why": "Said not ready."})
    older = make_alert(session, ana, kind=AlertKind.BLOCKER, opened_at=NOW - timedelta(minutes=1))
    make_alert(session, ana, status=AlertStatus.RESOLVED, resolved_at=NOW)
    alerts = list_live_alerts(session, DISPATCHER)
    assert [(alert.id, alert.is_open, alert.why) for alert in alerts] == [
        (older.id, True, None),
        (newer.id, False, "Said not ready."),
    ]


def test_low_energy_is_for_the_management_line_and_never_about_oneself(session: Session) -> None:
    top = make_employee(session, role=Role.MANAGER)
    sam = make_employee(session, role=Role.MANAGER, manager_id=top.id)
    ana = make_employee(session, manager_id=sam.id)
    about = {person.id: make_alert(session, person, kind=AlertKind.BURNOUT, facts=LOW).id for person in (ana, sam)}
    read = {
        viewer.id: [(alert.employee_id, alert.low_days) for alert in list_live_alerts(session, viewer_of(viewer.id))]
        for viewer in (top, sam)
    }
    assert read == {top.id: [(ana.id, 2), (sam.id, 2)], sam.id: [(ana.id, 2)]}
    assert list_live_alerts(session, DISPATCHER) == []
    assert len(about) == 2


def viewer_of(employee_id: int) -> Viewer:
    return Viewer(employee_id=employee_id, role=Role.MANAGER, timezone="UTC", name="Manager")


@pytest.mark.parametrize(
    ("kind", "status", "outcome", "wanted"),
    [
        (AlertKind.ATTENDANCE, AlertStatus.OPEN, None, False),
        (AlertKind.ATTENDANCE, AlertStatus.ACKNOWLEDGED, None, True),
        (AlertKind.ATTENDANCE, AlertStatus.ACKNOWLEDGED, AlertOutcome.JOB_MOVED, False),
        (AlertKind.BLOCKER, AlertStatus.ACKNOWLEDGED, None, False),
    ],
)
def test_outcome_is_wanted_of_what_somebody_has(
    session: Session,
    kind: AlertKind,
    status: AlertStatus,
    outcome: AlertOutcome | None,
    wanted: bool,  # noqa: FBT001 - a test's table
) -> None:
    make_alert(session, make_employee(session), kind=kind, status=status, outcome=outcome)
    assert [alert.wants_outcome for alert in list_live_alerts(session, DISPATCHER)] == [wanted]
