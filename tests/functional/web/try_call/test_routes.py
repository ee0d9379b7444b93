"""A typed call goes through the webhook and shows what it caused."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertStatus
from app.domain.checkins.fields import CallType
from app.domain.checkins.script import KILL_SWITCH_PHRASES
from app.domain.permissions import Role
from app.extensions import settings_of
from app.models import Alert, AuditEvent, Call, CallStatus, DailyCheckin, Employee, OutboxMessage
from tests.builders import NOW, make_alert, make_employee, make_profile
from tests.functional.web.conftest import SignedInPages, SignIn
from tests.page_client import HtmlPage


@pytest.fixture
def technician(session: Session) -> Employee:
    technician = make_employee(session, name="Dee Okafor")
    make_profile(session, technician)
    session.commit()
    return technician


@pytest.fixture
def invented_people(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.extensions, "settings", replace(settings_of(app), demo_mode=True))


@pytest.fixture
def admin(sign_in: SignIn, invented_people: None) -> SignedInPages:
    return sign_in(Role.ADMIN)


def hold(pages: SignedInPages, technician: Employee, *said: str, notify: str | None = "y") -> HtmlPage:
    page = pages.submit(pages.open("/try-call"), "/try-call", employee_id=str(technician.id), notify=notify)
    for words in said:
        page = pages.submit(page, "/try-call/say", words=words)
    return page


def only_row(session: Session) -> DailyCheckin:
    session.expire_all()
    return session.scalars(select(DailyCheckin)).one()


def test_full_call_leaves_one_row_and_shows_it(admin: SignedInPages, session: Session, technician: Employee) -> None:
    answers = ["check-in", "yes", "four", "no", "photos on 3 jobs", "photos before I leave", "finish the module", "no"]
    page = hold(admin, technician, *answers)
    row = only_row(session)
    assert (row.call_type, row.ready_status, row.energy_level) == (CallType.DAILY_CHECKIN, True, 4)
    assert (row.kpi_action_today, row.goal_action_today) == ("photos on 3 jobs", "finish the module")
    assert row.call_completed is True
    assert "The call has ended" in page.text
    assert "kpi_action_today" in page.text
    assert session.scalars(select(Call.status)).all() == [CallStatus.ENDED]


@pytest.mark.parametrize("phrase", KILL_SWITCH_PHRASES)
def test_kill_switch_leaves_an_ops_only_row(
    admin: SignedInPages, session: Session, technician: Employee, phrase: str
) -> None:
    hold(admin, technician, phrase, "yes", "no")
    row = only_row(session)
    assert (row.call_type, row.ready_status, row.blocker_present) == (CallType.OPS_ONLY, True, False)


def test_blocker_shows_the_alert_it_raised(admin: SignedInPages, session: Session, technician: Employee) -> None:
    page = hold(admin, technician, "skip", "yes", "yes, waiting on the compressor")
    assert session.scalars(select(Alert.kind)).all() == [AlertKind.BLOCKER]
    assert "BLOCKER-1" in page.text
    [alert_id] = session.scalars(select(Alert.id))
    assert f'href="/alerts/{alert_id}"' in page.html
    name = session.scalars(select(Employee.name).where(Employee.role == Role.ADMIN)).one()
    assert f"Saved: Ready, waiting on the compressor. Told: {name}." in page.text


@pytest.mark.parametrize(("said", "rows"), [(("check-in",), []), (("check-in", "ready", "four"), [(True, 4, False)])])
def test_hanging_up_leaves_what_was_said_as_a_half_finished_row(
    admin: SignedInPages, session: Session, technician: Employee, said: tuple[str, ...], rows: list[object]
) -> None:
    page = admin.submit(hold(admin, technician, *said), "/try-call/hang-up")
    assert "The call has ended" in page.text
    columns = (DailyCheckin.ready_status, DailyCheckin.energy_level, DailyCheckin.call_completed)
    assert [tuple(row) for row in session.execute(select(*columns))] == rows
    assert session.scalars(select(Call.ended_reason)).all() == ["customer-ended-call"]


def test_danger_shows_the_alert_that_it_raised_without_a_row(
    admin: SignedInPages, session: Session, technician: Employee
) -> None:
    make_employee(session, role=Role.DISPATCHER, name="Dana Kim")
    session.commit()
    page = hold(admin, technician, "check-in", "I cut my hand")
    [alert_id] = session.scalars(select(Alert.id))
    assert f'href="/alerts/{alert_id}"' in page.html
    assert "Nothing was logged. The call itself is on record. Told: Dana Kim." in page.text


@pytest.mark.parametrize("said", [("let me talk to a person",), ("ready but thirty minutes late", "four", "no", "bye")])
def test_message_without_an_alert_is_shown(
    admin: SignedInPages, session: Session, technician: Employee, said: tuple[str, ...]
) -> None:
    make_employee(session, role=Role.DISPATCHER, name="Dana Kim")
    session.commit()
    page = hold(admin, technician, "check-in", *said)
    assert session.scalars(select(Alert.id)).all() == []
    assert "Told: Dana Kim." in page.text


def test_forged_state_is_refused(admin: SignedInPages, technician: Employee) -> None:
    page = hold(admin, technician)
    answer = admin.submit(page, "/try-call/say", state="forged", words="yes", status=422)
    assert "Start a new one" in answer.text


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_only_an_administrator_may_call_as_somebody(sign_in: SignIn, role: Role) -> None:
    assert sign_in(role).client.get("/try-call").status_code == 403


def test_typed_call_tells_nobody_unless_asked(admin: SignedInPages, session: Session, technician: Employee) -> None:
    make_employee(session, role=Role.DISPATCHER)
    session.commit()
    page = hold(admin, technician, "skip", "yes", "yes, waiting on the compressor", notify=None)
    assert session.scalars(select(Alert.kind)).all() == [AlertKind.BLOCKER]
    assert session.scalars(select(OutboxMessage)).all() == []
    assert "Told: nobody, as you chose at the start." in page.text


def test_typed_call_tells_those_it_concerns_where_asked(
    admin: SignedInPages, session: Session, technician: Employee
) -> None:
    make_employee(session, role=Role.DISPATCHER, name="Dana Kim")
    session.commit()
    page = hold(admin, technician, "skip", "yes", "yes, waiting on the compressor")
    [(kind, message_id)] = session.execute(select(OutboxMessage.kind, OutboxMessage.id))
    assert (kind, "Told: Dana Kim." in page.text) == ("blocker", True)
    assert f'href="/admin/mailbox/{message_id}"' in page.html


@pytest.mark.parametrize(("notify", "told"), [(None, False), ("y", True)])
def test_news_about_a_blocker_is_used_up_only_where_asked(
    admin: SignedInPages, session: Session, technician: Employee, *, notify: str | None, told: bool
) -> None:
    alert = make_alert(
        session,
        technician,
        kind=AlertKind.BLOCKER,
        status=AlertStatus.RESOLVED,
        resolved_at=NOW,
        note="no compressor",
    )
    session.commit()
    hold(admin, technician, "check-in", notify=notify)
    session.expire_all()
    assert (session.get_one(Alert, alert.id).news_told_at is not None) is told


def test_typed_call_is_on_record(admin: SignedInPages, session: Session, technician: Employee) -> None:
    hold(admin, technician, "skip", "yes", "no", notify=None)
    call = session.scalars(select(Call)).one()
    assert (call.typed_by_id, call.quiet, call.employee_id) == (admin.employee.id, True, technician.id)
    line = session.scalars(select(AuditEvent).where(AuditEvent.action == "call.typed")).one()
    assert (line.actor_id, line.subject_id) == (admin.employee.id, technician.id)
    assert line.detail == {"call_id": call.id, "quiet": True}


def test_call_as_somebody_real_needs_the_right_to_read_coaching(
    sign_in: SignIn, session: Session, technician: Employee
) -> None:
    pages = sign_in(Role.ADMIN)
    page = pages.open("/try-call")
    assert "Not as somebody real" in page.text
    token = page.all("input", name="csrf_token")[0].get("value", "")
    data = {"employee_id": technician.id, "csrf_token": token}
    assert pages.client.post("/try-call", data=data).status_code == 403
    assert session.scalars(select(Call)).all() == []
