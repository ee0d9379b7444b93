"""Blockers: open first with their age in workdays, repeats, resolving with a note, scope, and the weekly chart."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertStatus
from app.domain.permissions import Role
from app.models import Alert, Employee
from tests.builders import NOW, make_alert, make_employee
from tests.csv_rows import rows_of
from tests.functional.web.conftest import SignIn, token_of
from tests.query_counts import MOST_QUERIES, counted


def make_blocker(session: Session, person: Employee, *, days: int = 0, **overrides: object) -> Alert:
    opened_at = NOW - timedelta(days=days)
    alert = make_alert(
        session,
        person,
        **{"kind": AlertKind.BLOCKER, "alert_on": opened_at.date(), "opened_at": opened_at, "note": "Gate code"}
        | overrides,
    )
    session.commit()
    return alert


def test_oldest_open_blocker_stands_first_with_its_age(sign_in: SignIn, session: Session) -> None:
    every_day = [1, 2, 3, 4, 5, 6, 7]
    make_blocker(session, make_employee(session, name="Ana Ruiz", workdays=every_day), days=1)
    make_blocker(session, make_employee(session, name="Dee Okafor", workdays=every_day), days=6, note="Compressor")
    rows = rows_of(sign_in(Role.DISPATCHER).client.get("/blockers?format=csv"))[1:]
    assert [row[0] for row in rows] == ["Dee Okafor", "Ana Ruiz"]
    ages = [int(row[4]) for row in rows]
    assert ages[0] - ages[1] in {4, 5}  # a public holiday in between is no workday


def test_repeats_of_the_same_person_are_counted(sign_in: SignIn, session: Session) -> None:
    person = make_employee(session)
    make_blocker(session, person, days=5, status=AlertStatus.RESOLVED, resolved_at=NOW)
    make_blocker(session, person, note="gate CODE")
    assert "2×" in sign_in(Role.DISPATCHER).open("/blockers").text


def test_resolving_keeps_the_note_and_moves_it_to_resolved(sign_in: SignIn, session: Session) -> None:
    alert = make_blocker(session, make_employee(session, name="Ana Ruiz"))
    pages = sign_in(Role.DISPATCHER)
    page = pages.submit(pages.open("/blockers"), f"/blockers/{alert.id}/resolve", note="New code is 4411")
    assert "Ana Ruiz" not in page.text
    session.expire_all()
    assert session.get_one(Alert, alert.id).status is AlertStatus.RESOLVED
    assert "Ana Ruiz" in pages.open("/blockers?state=resolved").text
    assert "New code is 4411" in pages.open(f"/alerts/{alert.id}").text


def test_manager_finds_own_people_only(sign_in: SignIn, session: Session) -> None:
    manager = make_employee(session, role=Role.MANAGER)
    make_blocker(session, make_employee(session, name="Own Person", manager_id=manager.id))
    other = make_blocker(session, make_employee(session, name="Other Person"))
    pages = sign_in(Role.MANAGER, employee=manager)
    page = pages.open("/blockers")
    assert "Own Person" in page.text
    assert "Other Person" not in page.text
    answer = pages.client.post(f"/blockers/{other.id}/resolve", data={"csrf_token": token_of(pages)})
    assert answer.status_code == 404
    assert rows_of(pages.client.get("/blockers/charts/weeks.csv"))[1][-2:] == ["1", "0"]


def test_only_a_blocker_is_resolved_as_one(sign_in: SignIn, session: Session) -> None:
    absence = make_alert(session, make_employee(session))
    session.commit()
    pages = sign_in(Role.DISPATCHER)
    answer = pages.client.post(f"/blockers/{absence.id}/resolve", data={"csrf_token": token_of(pages)})
    session.refresh(absence)
    assert (answer.status_code, absence.status) == (404, AlertStatus.OPEN)


def test_hr_reads_but_does_not_resolve(sign_in: SignIn, session: Session) -> None:
    alert = make_blocker(session, make_employee(session))
    pages = sign_in(Role.HR)
    assert "What fixed it" not in pages.open("/blockers").text
    answer = pages.client.post(f"/blockers/{alert.id}/resolve", data={"csrf_token": token_of(pages)})
    assert answer.status_code == 403


def test_technician_has_no_list_of_blockers(sign_in: SignIn) -> None:
    assert sign_in(Role.TECHNICIAN).client.get("/blockers").status_code == 403


@pytest.mark.parametrize("path", ["/blockers", "/alerts?tab=all"])
def test_query_count_does_not_grow_with_rows(
    sign_in: SignIn, session: Session, isolated_database: sa.Connection, path: str
) -> None:
    pages = sign_in(Role.DISPATCHER)
    make_blocker(session, make_employee(session))
    pages.open(path)
    with counted(isolated_database) as one:
        pages.open(path)
    for number in range(30):
        make_blocker(session, make_employee(session), note=f"Blocker {number}")
    with counted(isolated_database) as many:
        pages.open(path)
    assert len(one) == len(many) <= MOST_QUERIES


def test_page_says_what_may_be_a_blocker_and_what_was_not_named(session: Session, sign_in: SignIn) -> None:
    person = make_employee(session)
    make_alert(session, person, kind=AlertKind.BLOCKER, note="the gate is locked", facts={"unclear": True})
    make_alert(session, person, kind=AlertKind.BLOCKER, note=None)
    session.commit()
    pages = sign_in(Role.DISPATCHER)
    said = {row[2] for row in rows_of(pages.client.get("/blockers?format=csv"))[1:]}
    assert said == {"may have a blocker: the gate is locked", "not named"}
    assert "may have a blocker: the gate is locked" in pages.open("/blockers").text
