"""Sign-in with an identity provider that the test starts itself."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import oidc_provider_mock
import pytest
import requests
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.extensions import settings_of
from app.models import AuditEvent, User, UserSession
from tests.builders import make_user

WAIT = 10
PASSWORD_HEADINGS = ("Change password", "Two-factor sign-in")
PASSWORD_ADDRESSES = ("password", "two-factor", "two-factor/confirm", "two-factor/off", "two-factor/recovery-codes")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
"""The provider is behind the newest Authlib."""


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with oidc_provider_mock.run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def client(app: Flask, client: FlaskClient, issuer: str, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    company = replace(settings_of(app), oidc_issuer=issuer, oidc_client_id="coach", oidc_client_secret="secret")
    monkeypatch.setitem(app.extensions, "settings", company)
    return client


@pytest.fixture
def user(session: Session) -> User:
    user = make_user(session, role=Role.MANAGER, email="sam@demo.example")
    session.commit()
    return user


def enter(client: FlaskClient, issuer: str, **claims: object) -> str:
    """Go to the provider, say who one is there, come back; return the path where that ends."""
    sub = "sam"
    requests.put(f"{issuer}/users/{sub}", json=claims, timeout=WAIT).raise_for_status()
    there = client.get("/sign-in/company?next=/account").location
    assert "code_challenge_method=S256" in there
    answer = requests.post(there, data={"sub": sub}, allow_redirects=False, timeout=WAIT)
    back = urlsplit(answer.headers["Location"])
    return client.get(f"{back.path}?{back.query}").location


def test_verified_address_of_a_user_signs_in(client: FlaskClient, issuer: str, session: Session, user: User) -> None:
    assert enter(client, issuer, email="Sam@demo.example", email_verified=True) == "/account"
    assert session.scalars(select(UserSession.user_id)).all() == [user.id]
    assert client.get("/account").status_code == 200


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "sam@demo.example", "email_verified": False},
        {"email": "sam@demo.example"},
        {"email": "stranger@demo.example", "email_verified": True},
        {},
    ],
    ids=["unverified", "unsaid", "stranger", "nobody"],
)
def test_nobody_else_signs_in_and_no_user_is_made(
    client: FlaskClient, issuer: str, session: Session, user: User, claims: dict[str, object]
) -> None:
    assert enter(client, issuer, **claims) == "/sign-in"
    assert session.scalars(select(User.id)).all() == [user.id]
    assert session.scalars(select(UserSession.id)).all() == []
    assert session.scalars(select(AuditEvent.action)).all() == ["sign_in.refused"]


def test_code_of_another_browser_is_refused(client: FlaskClient, issuer: str, user: User) -> None:
    client.get("/sign-in/company")
    assert client.get("/sign-in/company/back?code=stolen&state=forged").location == "/sign-in"


def test_passwords_can_be_switched_off(
    app: Flask, client: FlaskClient, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = client.get("/password-resets").text.partition('name="csrf_token" value="')[2].partition('"')[0]
    monkeypatch.setitem(app.extensions, "settings", replace(settings_of(app), password_sign_in=False))
    assert client.post("/sign-in", data={"email": user.email, "csrf_token": token}).status_code == 403
    for address in ("/password-resets", "/password-resets/a-token-that-was-mailed"):
        refused = client.get(address)
        assert (refused.status_code, "Sign in with the company&#39;s own sign-in." in refused.text) == (403, True)
        assert client.post(address, data={"email": user.email, "csrf_token": token}).status_code == 403


def test_account_keeps_no_password_where_passwords_are_off(
    app: Flask, client: FlaskClient, issuer: str, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(client, issuer, email=user.email, email_verified=True)
    page = client.get("/account").text
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    assert [heading in page for heading in PASSWORD_HEADINGS] == [True, True]
    monkeypatch.setitem(app.extensions, "settings", replace(settings_of(app), password_sign_in=False))
    page = client.get("/account").text
    assert [heading in page for heading in PASSWORD_HEADINGS] == [False, False]
    for address in PASSWORD_ADDRESSES:
        assert client.post(f"/account/{address}", data={"csrf_token": token}).status_code == 403
