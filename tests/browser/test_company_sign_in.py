"""Signing in with the company's own identity provider, in a browser, against a provider that the test starts."""

from collections.abc import Iterator
from dataclasses import replace

import oidc_provider_mock
import pytest
import requests
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.extensions import settings_of
from tests.browser.conftest import assert_accessible
from tests.builders import make_user

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::DeprecationWarning")]
STYLES_OF_THE_PROVIDER = "https://cdn.jsdelivr.net/**"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with oidc_provider_mock.run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def company(app: Flask, base_url: str, issuer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The company's sign-in is the only one."""
    known = replace(settings_of(app), oidc_issuer=issuer, oidc_client_id="coach", oidc_client_secret="secret")
    monkeypatch.setitem(app.extensions, "settings", replace(known, public_url=base_url, password_sign_in=False))


def go_to_the_provider(page: Page, issuer: str, email: str) -> None:
    """Choose the company's sign-in and say there who one is."""
    claims = {"email": email, "email_verified": True}
    requests.put(f"{issuer}/users/sam", json=claims, timeout=10).raise_for_status()
    page.route(STYLES_OF_THE_PROVIDER, lambda route: route.fulfill(content_type="text/css", body=""))
    page.goto("/account")
    expect(page.get_by_label("Password")).to_have_count(0)
    assert_accessible(page)
    page.get_by_role("link", name="Sign in with").click()
    page.get_by_placeholder("sub").fill("sam")
    page.get_by_role("button", name="Authorize").click()


@pytest.mark.usefixtures("company")
def test_verified_address_of_a_user_comes_back_to_the_page_that_was_asked_for(
    page: Page, committed: Session, issuer: str
) -> None:
    user = make_user(committed, role=Role.MANAGER, email="sam@demo.example")
    committed.commit()
    go_to_the_provider(page, issuer, user.email)
    expect(page.get_by_role("heading", level=1, name="Account")).to_be_visible()
    expect(page.get_by_role("heading", name="Password")).to_have_count(0)


@pytest.mark.usefixtures("company")
def test_stranger_is_told_whom_to_ask(page: Page, committed: Session, issuer: str) -> None:
    go_to_the_provider(page, issuer, "stranger@elsewhere.example")
    expect(page.get_by_text("nobody here has its e-mail address")).to_be_visible()
