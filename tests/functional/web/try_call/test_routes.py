"""A typed call goes through the webhook and shows what it caused."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind
from app.domain.checkins.fields import CallType
from app.domain.checkins.script import KILL_SWITCH_PHRASES
from app.domain.permissions import Role
from app.models import Alert, Call, CallStatus, DailyCheckin, Employee
from tests.builders import make_employee, make_profile
from tests.functional.web.conftest import SignedInPages, SignIn
from tests.page_client import Page


@pytest.fixture
def technician(session: Session) -> Employee:
    technician = make_employee(session, name="Dee Okafor")
    make_profile(session, technician)
    session.commit()
    return technician


@pytest.fixture
def admin(sign_in: SignIn) -> SignedInPages:
    return sign_in(Role.ADMIN)


def hold(pages: SignedInPages, technician: Employee, *said: str) -> Page:
    page = pages.submit(pages.open("/try-call"), "/try-call", employee_id=str(technician.id))
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


def test_hanging_up_leaves_a_call_and_no_checkin(admin: SignedInPages, session: Session, technician: Employee) -> None:
    page = admin.submit(hold(admin, technician, "check-in"), "/try-call/hang-up")
    assert "The call has ended" in page.text
    assert session.scalars(select(DailyCheckin)).all() == []
    assert session.scalars(select(Call.ended_reason)).all() == ["customer-ended-call"]


def test_forged_state_is_refused(admin: SignedInPages, technician: Employee) -> None:
    page = hold(admin, technician)
    answer = admin.submit(page, "/try-call/say", state="forged", words="yes", status=422)
    assert "Start a new one" in answer.text


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_only_an_administrator_may_call_as_somebody(sign_in: SignIn, role: Role) -> None:
    assert sign_in(role).client.get("/try-call").status_code == 403
