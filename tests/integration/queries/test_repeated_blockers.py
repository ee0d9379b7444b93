"""The same blocker in other words' case and punctuation is one."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertStatus
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.queries.repeated_blockers import BlockerTotals, TopBlocker, count_blockers, list_repeated_blockers
from tests.builders import NOW, TODAY, make_alert, make_checkin, make_employee

EVERYBODY = Viewer(employee_id=0, role=Role.EXECUTIVE, timezone="UTC", name="Viewer")
SPAN: dict[str, Any] = {"first": TODAY - timedelta(days=6), "last": TODAY}


def test_same_words_count_together_and_show_the_last_saying(session: Session) -> None:
    ana, ben = make_employee(session), make_employee(session)
    make_checkin(session, ana, blocker_present=True, blocker_note="gate code", timestamp=NOW - timedelta(days=1))
    make_checkin(session, ben, blocker_present=True, blocker_note="Gate code!")
    make_checkin(session, ben, blocker_present=True, blocker_note="No van", timestamp=NOW - timedelta(days=2))
    make_alert(session, ana, kind=AlertKind.BLOCKER, note="gate code")
    make_alert(session, ben, kind=AlertKind.BLOCKER, note="Gate code", status=AlertStatus.RESOLVED)
    assert list_repeated_blockers(session, EVERYBODY, **SPAN) == [
        TopBlocker(note="Gate code!", raised=2, people=2, still_open=1, last_on=TODAY),
        TopBlocker(note="No van", raised=1, people=1, still_open=0, last_on=TODAY - timedelta(days=2)),
    ]


def test_blocker_outside_the_days_is_left_out(session: Session) -> None:
    ana = make_employee(session)
    make_checkin(session, ana, blocker_present=True, blocker_note="gate code", checkin_on=date(2026, 10, 1))
    assert list_repeated_blockers(session, EVERYBODY, **SPAN) == []


def test_manager_sees_the_blockers_of_own_reports(session: Session) -> None:
    sam = make_employee(session, role=Role.MANAGER)
    make_checkin(session, make_employee(session, manager_id=sam.id), blocker_present=True, blocker_note="gate code")
    make_checkin(session, make_employee(session), blocker_present=True, blocker_note="no van")
    viewer = Viewer(employee_id=sam.id, role=Role.MANAGER, timezone="UTC", name="Sam")
    assert [blocker.note for blocker in list_repeated_blockers(session, viewer, **SPAN)] == ["gate code"]


def test_totals_are_those_of_the_list_of_blockers(session: Session) -> None:
    """Raised on the days asked for, named or not; open now, whenever they were raised."""
    sam = make_employee(session, role=Role.MANAGER)
    ana = make_employee(session, manager_id=sam.id)
    long_ago = TODAY - timedelta(days=60)
    make_alert(session, ana, kind=AlertKind.BLOCKER, note=None)
    make_alert(session, ana, kind=AlertKind.BLOCKER, note="Gate code", status=AlertStatus.RESOLVED)
    make_alert(session, ana, kind=AlertKind.BLOCKER, note="No van", alert_on=long_ago)
    make_alert(session, make_employee(session), kind=AlertKind.BLOCKER, note="Theirs")
    viewer = Viewer(employee_id=sam.id, role=Role.MANAGER, timezone="UTC", name="Sam")
    assert count_blockers(session, viewer, **SPAN) == BlockerTotals(raised=2, still_open=2)
    assert count_blockers(session, EVERYBODY, **SPAN) == BlockerTotals(raised=3, still_open=3)
