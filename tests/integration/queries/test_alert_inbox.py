"""The inbox: what each tab holds, what a viewer reads of a row, and one alert with its timeline and messages."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind, AlertKind, AlertStatus
from app.domain.errors import NotFound
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import Employee, OutboxStatus
from app.queries.alert_inbox import InboxTab, count_inbox, get_inbox_alert, list_inbox
from app.queries.paging import Listing
from app.settings import Settings
from tests.builders import NOW, make_alert, make_alert_event, make_employee, make_message

MIDNIGHT = NOW.replace(hour=6)
"""Where the viewer's day began: Chicago's midnight."""
DISPATCHER = Viewer(employee_id=0, role=Role.DISPATCHER, timezone="America/Chicago", name="Dana")
SICK = {"not_ready_reason": "sick", "why": "Said not ready on Tue 17 Nov."}


@pytest.fixture
def sam(session: Session) -> Employee:
    return make_employee(session, role=Role.MANAGER, name="Sam Lee")


def viewer_of(employee: Employee) -> Viewer:
    return Viewer(employee_id=employee.id, role=employee.role, timezone=employee.timezone, name=employee.name)


def notes(session: Session, settings: Settings, viewer: Viewer, tab: InboxTab, **changes: Any) -> list[str | None]:
    listing = Listing(**{"sort": "opened_at", **changes})
    page = list_inbox(session, viewer, tab=tab, kind=None, since=MIDNIGHT, listing=listing, settings=settings)
    return [row.note for row in page.rows]


def test_each_tab_holds_its_alerts_and_is_counted(session: Session, settings: Settings, sam: Employee) -> None:
    ana = make_employee(session, name="Ana Ruiz", manager_id=sam.id)
    taken = {"status": AlertStatus.ACKNOWLEDGED, "owner_id": sam.id, "owner_name": sam.name}
    make_alert(session, ana, note="open", opened_at=NOW)
    make_alert(session, ana, note="Sam's", opened_at=NOW + timedelta(minutes=1), **taken)
    for note, resolved_at in (("yesterday", MIDNIGHT - timedelta(seconds=1)), ("today", MIDNIGHT)):
        closed = {"status": AlertStatus.RESOLVED, "resolved_at": resolved_at, "owner_id": sam.id}
        make_alert(session, ana, note=note, opened_at=NOW + timedelta(minutes=2), **closed)
    tabs = {tab: notes(session, settings, viewer_of(sam), tab) for tab in InboxTab}
    assert tabs == {
        InboxTab.NEEDS_SOMEBODY: ["open"],
        InboxTab.MINE: ["Sam's"],
        InboxTab.HANDLED_TODAY: ["today"],
        InboxTab.ALL: ["open", "Sam's", "yesterday", "today"],
    }
    assert count_inbox(session, viewer_of(sam), since=MIDNIGHT) == {tab: len(rows) for tab, rows in tabs.items()}


def test_manager_has_the_alerts_of_own_reports_and_of_the_line(
    session: Session, settings: Settings, sam: Employee
) -> None:
    make_alert(session, make_employee(session, manager_id=sam.id), note="own", opened_at=NOW)
    make_alert(session, make_employee(session), note="another team's", opened_at=NOW)
    make_alert(session, kind=AlertKind.LINE, note="line", opened_at=NOW + timedelta(minutes=1))
    assert notes(session, settings, viewer_of(sam), InboxTab.ALL) == ["own", "line"]
    assert notes(session, settings, DISPATCHER, InboxTab.ALL) == ["own", "another team's", "line"]


def test_dispatch_reads_a_personal_absence_without_its_class(
    session: Session, settings: Settings, sam: Employee
) -> None:
    alert = make_alert(session, make_employee(session, name="Ana Ruiz", manager_id=sam.id), facts=SICK)
    reasons = {
        viewer.role: get_inbox_alert(session, viewer, alert.id, settings=settings).row.reason
        for viewer in (viewer_of(sam), DISPATCHER)
    }
    assert reasons == {Role.MANAGER: "sick", Role.DISPATCHER: "personal"}


def test_low_energy_is_counted_for_the_manager_and_absent_for_dispatch(
    session: Session, settings: Settings, sam: Employee
) -> None:
    facts = {"days": [{"on": "2026-11-16", "energy": 2}, {"on": "2026-11-17", "energy": 1}]}
    alert = make_alert(session, make_employee(session, manager_id=sam.id), kind=AlertKind.BURNOUT, facts=facts)
    assert get_inbox_alert(session, viewer_of(sam), alert.id, settings=settings).row.low_days == 2
    with pytest.raises(NotFound):
        get_inbox_alert(session, DISPATCHER, alert.id, settings=settings)


def test_search_looks_at_person_owner_and_note(session: Session, settings: Settings) -> None:
    make_alert(session, make_employee(session, name="Ana Ruiz"), note="gate code", owner_name="Kay Ortiz")
    make_alert(session, make_employee(session, name="Ben Hall"), note="no van", owner_name="Sam Lee")
    found = {
        words: notes(session, settings, DISPATCHER, InboxTab.ALL, search=words) for words in ("ruiz", "lee", "GATE")
    }
    assert found == {"ruiz": ["gate code"], "lee": ["no van"], "GATE": ["gate code"]}


def test_kind_narrows_the_tab(session: Session, settings: Settings) -> None:
    blocker = make_alert(session, make_employee(session), kind=AlertKind.BLOCKER)
    make_alert(session, make_employee(session))
    page = list_inbox(
        session,
        DISPATCHER,
        tab=InboxTab.ALL,
        kind=AlertKind.BLOCKER,
        since=MIDNIGHT,
        listing=Listing(sort="opened_at"),
        settings=settings,
    )
    assert [row.id for row in page.rows] == [blocker.id]


def test_timeline_is_oldest_first_with_every_message_and_who_got_it(session: Session, settings: Settings) -> None:
    kay = make_employee(session, name="Kay Ortiz", role=Role.DISPATCHER)
    alert = make_alert(session, make_employee(session))
    for minute, event in enumerate((AlertEventKind.RAISED, AlertEventKind.ACKNOWLEDGED)):
        make_alert_event(session, alert, event=event, at=NOW + timedelta(minutes=minute))
    sent = {"status": OutboxStatus.SENT, "sent_at": NOW + timedelta(minutes=1)}
    make_message(session, alert_id=alert.id, recipient_id=kay.id, created_at=NOW, **sent)
    make_message(session, alert_id=alert.id, route="ops", created_at=NOW + timedelta(seconds=1))
    make_message(session, alert_id=alert.id, address="desk@demo.example", created_at=NOW + timedelta(seconds=2))
    make_message(session, alert_id=None)
    shown = get_inbox_alert(session, DISPATCHER, alert.id, settings=settings)
    assert [event.event for event in shown.events] == [AlertEventKind.RAISED, AlertEventKind.ACKNOWLEDGED]
    assert [(delivery.recipient, delivery.status) for delivery in shown.deliveries] == [
        ("Kay Ortiz", OutboxStatus.SENT),
        ("ops", OutboxStatus.PENDING),
        ("desk@demo.example", OutboxStatus.PENDING),
    ]
