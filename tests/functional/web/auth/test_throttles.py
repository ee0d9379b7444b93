"""Guessing passwords and codes: what is counted, for whom, and that tries at the same moment do not slip past."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.extensions import current_counts
from app.models import AuditEvent, User
from tests.builders import PASSWORD, make_user
from tests.page_client import PageClient

HOME, ELSEWHERE = "203.0.113.7", "198.51.100.9"


@pytest.fixture
def user(session: Session) -> User:
    user = make_user(session, role=Role.MANAGER)
    session.commit()
    return user


def from_network(client: FlaskClient, address: str) -> PageClient:
    client.environ_base = {**client.environ_base, "REMOTE_ADDR": address}
    return PageClient(client)


def sign_in(pages: PageClient, email: str, password: str) -> int:
    token = pages.open("/sign-in").all("input", name="csrf_token")[0].get("value")
    data = {"email": email, "password": password, "csrf_token": token}
    return pages.client.post("/sign-in", data=data).status_code


def test_stranger_elsewhere_locks_nobody_out(app: Flask, user: User) -> None:
    stranger = from_network(app.test_client(), ELSEWHERE)
    assert [sign_in(stranger, user.email, "not this one") for _ in range(9)] == [422] * 8 + [429]
    assert sign_in(from_network(app.test_client(), HOME), user.email, PASSWORD) == 302


def test_known_device_gets_in_whatever_others_try(app: Flask, user: User) -> None:
    own = from_network(app.test_client(), HOME)
    assert sign_in(own, user.email, PASSWORD) == 302
    own.submit(own.open("/account"), "/sign-out")
    neighbour = from_network(app.test_client(), HOME)
    assert sign_in(neighbour, user.email, PASSWORD) == 302
    neighbour.client.delete_cookie("coach_device")
    neighbour.submit(neighbour.open("/account"), "/sign-out")
    assert [sign_in(neighbour, user.email, "not this one") for _ in range(9)] == [422] * 8 + [429]
    assert sign_in(own, user.email, PASSWORD) == 302


def test_known_device_has_its_own_limit_and_is_known_for_its_account_only(
    app: Flask, session: Session, user: User
) -> None:
    other = make_user(session, role=Role.HR)
    session.commit()
    own = from_network(app.test_client(), HOME)
    assert sign_in(own, user.email, PASSWORD) == 302
    own.submit(own.open("/account"), "/sign-out")
    assert [sign_in(own, user.email, "not this one") for _ in range(9)] == [422] * 8 + [429]
    assert [sign_in(own, other.email, "not this one") for _ in range(9)] == [422] * 8 + [429]


def test_right_passwords_are_given_back(app: Flask, user: User) -> None:
    pages = from_network(app.test_client(), HOME)
    for _ in range(12):
        assert sign_in(pages, user.email, PASSWORD) == 302
        pages.submit(pages.open("/account"), "/sign-out")
        pages.client.delete_cookie("coach_device")


@pytest.fixture
def committed_user(app: Flask, committed: Session) -> str:
    with app.app_context():
        current_counts().own.reset()
    user = make_user(committed, role=Role.MANAGER)
    email = user.email
    committed.commit()
    return email


@pytest.mark.slow
def test_parallel_tries_do_not_slip_past_together(app: Flask, committed_user: str) -> None:
    browsers = [from_network(app.test_client(), HOME) for _ in range(24)]
    for browser in browsers:
        browser.open("/sign-in")
    with ThreadPoolExecutor(24) as pool:
        answers = list(pool.map(lambda browser: sign_in(browser, committed_user, "not this one"), browsers))
    assert Counter(answers) == {422: 8, 429: 16}


def test_refused_sign_in_leaves_a_line_without_the_address(app: Flask, session: Session, user: User) -> None:
    pages = from_network(app.test_client(), HOME)
    sign_in(pages, user.email, "not this one")
    sign_in(pages, "nobody@elsewhere.example", "not this one")
    known, unknown = session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
    assert [known.action, unknown.action] == ["sign_in.refused"] * 2
    assert [known.subject_id, unknown.subject_id] == [user.employee_id, None]
    assert set(known.detail) == {"account", "network"}
    assert known.detail["network"] == "203.0.113.0/24"
    assert known.detail["account"] != unknown.detail["account"]
    assert "elsewhere" not in str(unknown.detail)


def test_refused_page_leaves_a_line(app: Flask, session: Session, user: User) -> None:
    pages = from_network(app.test_client(), HOME)
    sign_in(pages, user.email, PASSWORD)
    pages.open("/design", status=403)
    last = session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert last
    assert (last.action, last.actor_id, last.detail) == (
        "access.refused",
        user.employee_id,
        {"endpoint": "design.index"},
    )
