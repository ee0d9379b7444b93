"""Notices by rule and month: fired, acknowledged, acted on, dismissed."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertOutcome
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import Employee, TalkStatus, WeekTalk
from app.queries.notice_quality import NoticeQuality, list_notice_quality
from tests.builders import NOW, make_alert, make_employee, make_rollup

FIRST, LAST = date(2026, 9, 1), date(2026, 11, 30)


def read(session: Session, role: Role, employee: Employee | None = None) -> list[NoticeQuality]:
    reader = Viewer(employee_id=employee.id if employee else 0, role=role, timezone="UTC", name="Reader")
    return list_notice_quality(session, reader, first=FIRST, last=LAST)


def quality(rule_id: str, month: int, *counts: int) -> NoticeQuality:
    names: dict[str, Any] = dict(zip(("fired", "acknowledged", "acted_on", "dismissed"), counts, strict=True))
    return NoticeQuality(rule_id=rule_id, month=date(2026, month, 1), **names)


def test_alerts_are_counted_by_what_came_of_them(session: Session) -> None:
    ana = make_employee(session)
    for outcome in (AlertOutcome.COVERED, AlertOutcome.FALSE_ALARM, AlertOutcome.OTHER, None):
        make_alert(session, ana, acknowledged_at=NOW if outcome else None, outcome=outcome)
    make_alert(session, ana, kind=AlertKind.MISSED, alert_on=date(2026, 10, 31))
    make_alert(session, ana, alert_on=date(2026, 8, 31))
    assert read(session, Role.DISPATCHER) == [
        quality("ATTENDANCE-1", 11, 4, 3, 1, 1),
        quality("MISSED-1", 10, 1, 0, 0, 0),
    ]


def test_low_energy_is_counted_for_who_may_read_it(session: Session) -> None:
    sam = make_employee(session, role=Role.MANAGER)
    ana = make_employee(session, manager_id=sam.id)
    make_alert(session, ana, kind=AlertKind.BURNOUT)
    make_rollup(session, ana, flags=["WEEK-BURNOUT", "WEEK-MISSED"])
    rules = [row.rule_id for row in read(session, Role.MANAGER, sam)]
    assert rules == ["BURNOUT-1", "WEEK-BURNOUT", "WEEK-MISSED"]
    assert [row.rule_id for row in read(session, Role.ADMIN)] == ["WEEK-MISSED"]


def test_flags_are_counted_by_what_a_manager_did(session: Session) -> None:
    sam = make_employee(session, role=Role.MANAGER)
    for status in (TalkStatus.TALKED, TalkStatus.PLANNED, TalkStatus.NOT_NEEDED, None):
        person = make_employee(session, manager_id=sam.id)
        row = make_rollup(session, person, flags=["WEEK-GOAL"])
        if status:
            key = {"employee_id": person.id, "week_start": row.week_start}
            session.add(WeekTalk(manager_id=sam.id, status=status, **key))
    session.flush()
    assert read(session, Role.MANAGER, sam) == [quality("WEEK-GOAL", 11, 4, 3, 2, 1)]
