"""Signing in and out, as a person meets it."""

import hashlib
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import create_app
from app.domain.permissions import Role
from app.models import AuditEvent, User, UserSession
from app.services.accounts.users import WRONG
from app.settings import Settings
from app.web.targets import safe_target
from tests.builders import NOW, PASSWORD, make_employee, make_user
from tests.functional.web.conftest import SignIn
from tests.page_client import PageClient


def test_signing_in_opens_the_account(pages: PageClient, session: Session) -> None:
    user = make_user(session, role=Role.ADMIN)
    session.commit()
    page = pages.submit(pages.open("/account"), "/sign-in", email=f" {user.email.upper()}", password=PASSWORD)
    assert (page.path, page.h1) == ("/account", "Account")
    assert session.scalars(select(AuditEvent.action).where(AuditEvent.actor_id == user.employee_id)).all() == [
        "user.signed_in"
    ]


@pytest.mark.parametrize("email", ["known@demo.example", "nobody@demo.example"])
def test_refusal_is_the_same_and_keeps_the_address(pages: PageClient, session: Session, email: str) -> None:
    make_user(session, email="known@demo.example")
    session.commit()
    page = pages.submit(pages.open("/sign-in"), "/sign-in", status=422, email=email, password="not this one")
    assert page.error_beside("password") == WRONG
    assert page.all("input", name="email")[0].get("value") == email
    assert page.all("input", name="password")[0].get("value") == ""


def test_empty_form_says_so_beside_each_field(pages: PageClient) -> None:
    page = pages.submit(pages.open("/sign-in"), "/sign-in", status=422)
    assert page.error_beside("email") == "Type your e-mail address."
    assert page.error_beside("password") == "Type your password."


@pytest.mark.parametrize("part", ["user", "employee"])
def test_inactive_person_is_refused(pages: PageClient, session: Session, part: str) -> None:
    employee = make_employee(session, role=Role.MANAGER, active=part != "employee")
    user = make_user(session, employee, active=part != "user")
    session.commit()
    page = pages.submit(pages.open("/sign-in"), "/sign-in", status=422, email=user.email, password=PASSWORD)
    assert page.error_beside("password") == WRONG


def test_person_deactivated_later_is_signed_out(sign_in: SignIn, session: Session) -> None:
    pages = sign_in(Role.HR)
    session.merge(pages.employee).active = False
    session.commit()
    assert pages.open("/account").path == "/sign-in"


def test_ninth_wrong_password_waits_even_with_the_right_one(pages: PageClient, session: Session) -> None:
    user = make_user(session)
    session.commit()
    form = pages.open("/sign-in")
    for _ in range(8):
        pages.submit(form, "/sign-in", status=422, email=user.email, password="not this one")
    page = pages.submit(form, "/sign-in", status=429, email=user.email, password=PASSWORD)
    assert page.h1 == "Too many tries"


def test_successful_sign_ins_are_not_counted(pages: PageClient, session: Session) -> None:
    user = make_user(session)
    session.commit()
    for _ in range(10):
        page = pages.submit(pages.open("/sign-in"), "/sign-in", email=user.email, password=PASSWORD)
        pages.submit(page, "/sign-out")
    assert pages.open("/account").path == "/sign-in"


def test_sign_out_ends_the_session(sign_in: SignIn) -> None:
    pages = sign_in(Role.ADMIN)
    page = pages.submit(pages.open("/account"), "/sign-out")
    assert page.path == "/sign-in"
    assert "You are signed out." in page.text
    assert pages.open("/account").path == "/sign-in"


def test_form_without_its_token_is_refused(sign_in: SignIn) -> None:
    pages = sign_in(Role.ADMIN)
    assert pages.client.post("/sign-out").status_code == 400
    assert pages.open("/account").path == "/account"


def test_session_is_new_after_signing_in(pages: PageClient, session: Session) -> None:
    user = make_user(session)
    session.commit()
    form = pages.open("/sign-in")
    with pages.client.session_transaction() as before:
        before["planted"] = "by somebody else"
    pages.submit(form, "/sign-in", email=user.email, password=PASSWORD)
    with pages.client.session_transaction() as after:
        assert "planted" not in after
        assert after.permanent is False


def test_unused_session_ends_after_session_hours(sign_in: SignIn, session: Session) -> None:
    pages = sign_in(Role.ADMIN)
    move_back(session, hours=11, minutes=59)
    assert pages.open("/account").path == "/account"
    move_back(session, hours=12, minutes=1)
    assert pages.open("/account").path == "/sign-in"


def test_use_prolongs_a_session_and_refreshing_fragments_do_not(sign_in: SignIn, session: Session) -> None:
    pages = sign_in(Role.ADMIN)
    left = move_back(session, hours=1)
    pages.client.get("/account", headers={"HX-Request": "true"})
    assert seen_at(session) == left
    pages.client.get("/account")
    assert seen_at(session) > left


def test_session_ends_after_a_day_however_much_it_is_used(sign_in: SignIn, session: Session) -> None:
    pages = sign_in(Role.ADMIN)
    row = session.scalars(select(UserSession)).one()
    assert row.expires_at - row.created_at == timedelta(hours=24)
    row.expires_at -= timedelta(hours=24, minutes=1)
    session.commit()
    assert pages.open("/account").path == "/sign-in"


def test_remembered_session_lasts_for_14_days_without_use_and_90_in_all(pages: PageClient, session: Session) -> None:
    user = make_user(session, role=Role.ADMIN)
    session.commit()
    pages.submit(pages.open("/sign-in"), "/sign-in", email=user.email, password=PASSWORD, remember="y")
    with pages.client.session_transaction() as kept:
        assert kept.permanent is True
    row = session.scalars(select(UserSession)).one()
    assert row.expires_at - row.created_at == timedelta(days=90)
    move_back(session, days=13)
    assert pages.open("/account").path == "/account"
    move_back(session, days=14, minutes=1)
    assert pages.open("/account").path == "/sign-in"


def move_back(session: Session, **time: float) -> datetime:
    """Let the only session have been unused for so long; return when it was last used."""
    row = session.scalars(select(UserSession).execution_options(populate_existing=True)).one()
    row.seen_at = NOW - timedelta(**time)
    session.commit()
    return row.seen_at


def seen_at(session: Session) -> datetime:
    session.expire_all()
    return session.scalars(select(UserSession.seen_at)).one()


def test_signed_out_cookie_is_dead_wherever_it_was_copied_to(sign_in: SignIn, session: Session) -> None:
    pages = sign_in(Role.ADMIN)
    copied = pages.client.get_cookie("coach_session")
    assert copied
    pages.submit(pages.open("/account"), "/sign-out")
    thief = pages.client.application.test_client()
    thief.set_cookie("coach_session", copied.value)
    assert thief.get("/account").status_code == 302
    assert session.scalars(select(UserSession)).all() == []


def test_cookie_holds_no_name_and_the_table_no_token(sign_in: SignIn, session: Session) -> None:
    pages = sign_in(Role.ADMIN)
    with pages.client.session_transaction() as kept:
        token = kept["_user_id"]
    assert len(token) == 43
    assert session.scalars(select(UserSession.token_hash)).all() == [hashlib.sha256(token.encode()).hexdigest()]


def test_cookie_is_bound_to_the_host_under_https() -> None:
    client = create_app(Settings(app_env="test", public_url="https://ops.example")).test_client()
    cookie = client.get("/sign-in", base_url="https://ops.example").headers["Set-Cookie"]
    assert cookie.startswith("__Host-coach_session=")
    assert [part in cookie for part in ("Secure", "HttpOnly", "Path=/", "Domain=")] == [True, True, True, False]


def test_raised_epoch_ends_every_session(sign_in: SignIn, session: Session) -> None:
    pages = sign_in(Role.ADMIN)
    user = session.scalars(select(User).where(User.employee_id == pages.employee.id)).one()
    user.session_epoch += 1
    session.commit()
    assert pages.open("/account").path == "/sign-in"


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("/alerts?state=open", "/alerts?state=open"),
        ("https://evil.example/", None),
        ("//evil.example/", None),
        ("/\\evil.example/", None),
        ("/a\\b", None),
        ("/\tevil", None),
        ("javascript:alert(1)", None),
        ("alerts", None),
        ("", None),
        (None, None),
    ],
)
def test_only_paths_of_this_site_are_followed(given: str | None, taken: str | None) -> None:
    assert safe_target(given) == taken


def test_foreign_target_is_dropped_from_the_form(pages: PageClient) -> None:
    page = pages.open("/sign-in?next=https://evil.example/")
    assert page.form("/sign-in").get("action") == "/sign-in"


def test_cookie_is_for_this_site_and_out_of_scripts_reach(pages: PageClient) -> None:
    cookie = pages.client.get("/sign-in").headers["Set-Cookie"]
    assert [part in cookie for part in ("HttpOnly", "SameSite=Lax", "Path=/")] == [True, True, True]


def test_fragment_asks_htmx_to_leave_the_page(pages: PageClient) -> None:
    answer = pages.client.get("/account", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/sign-in")


@pytest.mark.parametrize(("method", "address"), [("GET", "/?state=missing"), ("POST", "/alerts/1/acknowledge")])
def test_page_that_refreshes_itself_is_come_back_to(pages: PageClient, method: str, address: str) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "https://coach.example/technicians?q=ruiz&page=2"}
    answer = pages.client.open(address, method=method, headers=headers)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (
        401,
        "/sign-in?next=/technicians?q%3Druiz%26page%3D2",
    )


def test_program_hears_401(pages: PageClient) -> None:
    answer = pages.client.get("/account", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json) == (401, {"error": "Sign in first."})


@pytest.mark.parametrize(("days", "status"), [(0, 200), (-1, 302)], ids=["last-day", "day-after"])
def test_sign_in_ends_with_the_last_day_where_the_person_is(
    sign_in: SignIn, session: Session, days: int, status: int
) -> None:
    pages = sign_in(Role.MANAGER)
    employee = session.merge(pages.employee)
    employee.ended_on = NOW.astimezone(ZoneInfo(employee.timezone)).date() + timedelta(days=days)
    session.commit()
    assert pages.client.get("/account").status_code == status
