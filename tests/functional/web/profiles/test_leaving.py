"""The last day with a successor, and coming back."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.models import Employee
from tests.builders import TODAY, make_employee
from tests.functional.web.conftest import SignIn

YESTERDAY = TODAY - timedelta(days=1)


def test_reports_move_to_the_successor(sign_in: SignIn, session: Session, sam: Employee, dee: Employee) -> None:
    kay = make_employee(session, name="Kay Moss", role=Role.MANAGER)
    hr = sign_in(Role.HR)
    page = hr.open(f"/profiles/{sam.id}/leave")
    last_day = (TODAY - timedelta(days=30)).isoformat()
    missing = hr.submit(page, f"/profiles/{sam.id}/leave", status=422, last_day=last_day)
    assert missing.error_beside("successor_id") == "Sam Lee has 1 report: choose who takes over."
    hr.submit(missing, f"/profiles/{sam.id}/leave", successor_id=f"Kay Moss · {kay.id}")
    session.expire_all()
    assert (sam.active, dee.manager_id) == (False, kay.id)


def test_the_last_day_is_not_before_the_first(sign_in: SignIn, session: Session, dee: Employee) -> None:
    session.commit()
    hr = sign_in(Role.HR)
    page = hr.open(f"/profiles/{dee.id}/leave")
    refused = hr.submit(page, f"/profiles/{dee.id}/leave", status=422, last_day="2020-01-01")
    assert refused.error_beside("last_day") == "The last day is not before the start date."


def test_somebody_comes_back_under_the_same_number(sign_in: SignIn, session: Session) -> None:
    left = make_employee(session, active=False, ended_on=date(2025, 6, 30))
    session.commit()
    hr = sign_in(Role.HR)
    page = hr.open(f"/profiles/{left.id}/return")
    refused = hr.submit(page, f"/profiles/{left.id}/return", status=422, started_on="2025-06-30")
    assert refused.error_beside("started_on") == "The first day is after the last one, 30 Jun 2025."
    hr.submit(refused, f"/profiles/{left.id}/return", started_on="2026-11-02")
    session.expire_all()
    assert (left.active, left.started_on, left.ended_on) == (True, date(2026, 11, 2), None)
