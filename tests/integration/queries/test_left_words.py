"""For whom somebody may leave words, and which words a call passes on."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind, AlertKind, AlertStatus
from app.domain.errors import NotFound
from app.domain.people.left_words import AFTER_A_BLOCKER, WAITS_FOR
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import Employee
from app.queries.left_words import find_waiting_word, get_addressee, list_words_left
from tests.builders import NOW, make_alert, make_alert_event, make_employee, make_left_word

SECOND = timedelta(seconds=1)


def viewer_of(person: Employee) -> Viewer:
    return Viewer(employee_id=person.id, role=person.role, timezone=person.timezone, name=person.name)


def may(session: Session, author: Employee, person: Employee) -> bool:
    try:
        return get_addressee(session, viewer_of(author), person.id, now=NOW) is person
    except NotFound:
        return False


@pytest.mark.parametrize("role", Role)
def test_line_and_nobody_else_by_position(session: Session, role: Role) -> None:
    boss = make_employee(session, role=role)
    report, stranger = make_employee(session, manager_id=boss.id), make_employee(session)
    left = make_employee(session, manager_id=boss.id, active=False)
    leads = role in {Role.MANAGER, Role.EXECUTIVE}
    assert [may(session, boss, each) for each in (report, stranger, left, boss)] == [leads, False, False, False]


@pytest.mark.parametrize(
    ("changes", "admitted"),
    [
        ({}, True),
        ({"at": NOW - AFTER_A_BLOCKER}, False),
        ({"event": AlertEventKind.ACKNOWLEDGED}, False),
        ({"kind": AlertKind.ATTENDANCE}, False),
        ({"status": AlertStatus.OPEN}, False),
    ],
)
def test_who_closed_the_blocker_may_too(session: Session, changes: dict[str, Any], *, admitted: bool) -> None:
    dana, ana = make_employee(session, role=Role.DISPATCHER), make_employee(session)
    alert = make_alert(
        session,
        ana,
        kind=changes.get("kind", AlertKind.BLOCKER),
        status=changes.get("status", AlertStatus.RESOLVED),
        resolved_at=NOW,
    )
    make_alert_event(
        session,
        alert,
        event=changes.get("event", AlertEventKind.RESOLVED),
        at=changes.get("at", NOW - SECOND),
        actor_id=dana.id,
    )
    other = make_employee(session, role=Role.DISPATCHER)
    assert [may(session, each, ana) for each in (dana, other)] == [admitted, False]


def test_oldest_waiting_words_are_said(session: Session) -> None:
    ana, dana = make_employee(session), make_employee(session, name="Dana Kim")
    make_left_word(session, ana, dana, created_at=NOW - WAITS_FOR - 4 * SECOND)
    make_left_word(session, ana, dana, created_at=NOW - 4 * SECOND, said_at=NOW)
    make_left_word(session, ana, dana, created_at=NOW - 4 * SECOND, withdrawn_at=NOW)
    make_left_word(session, make_employee(session), dana, created_at=NOW - 4 * SECOND)
    assert find_waiting_word(session, ana.id, left_by=NOW) is None
    first = make_left_word(session, ana, dana, created_at=NOW - 3 * SECOND)
    make_left_word(session, ana, dana, created_at=NOW - 2 * SECOND)
    assert find_waiting_word(session, ana.id, left_by=NOW) == (first, "Dana Kim")
    assert find_waiting_word(session, ana.id, left_by=NOW - 4 * SECOND) is None


def test_author_sees_their_own_and_the_person_all_that_stand(session: Session) -> None:
    ana, dana, sam = make_employee(session), make_employee(session, name="Dana"), make_employee(session, name="Sam")
    back = make_left_word(session, ana, dana, withdrawn_at=NOW)
    stands = make_left_word(session, ana, dana, created_at=NOW + SECOND)
    other = make_left_word(session, ana, sam, created_at=NOW + 2 * SECOND)
    listed = list_words_left(session, ana.id)
    assert [(row.id, row.author) for row in listed] == [(other.id, "Sam"), (stands.id, "Dana")]
    assert [row.id for row in list_words_left(session, ana.id, author_id=dana.id)] == [stands.id, back.id]
