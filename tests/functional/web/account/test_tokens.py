"""Tokens on the account page: shown once, listed without the secret, revoked."""

import re

from app.domain.permissions import Role
from tests.functional.web.conftest import SignIn


def test_a_token_is_shown_once_works_and_is_revoked(sign_in: SignIn) -> None:
    pages = sign_in(Role.HR)
    page = pages.open("/account/tokens")
    made = pages.submit(page, "/account/tokens", name="Nightly export", days="30")
    [token] = re.findall(r"doc_[\w-]{40,}", made.html)
    headers = {"Authorization": f"Bearer {token}"}
    assert pages.client.get("/api/v1/people", headers=headers).status_code == 200
    again = pages.open("/account/tokens")
    assert token not in again.html
    assert "Nightly export" in again.text
    revoked = pages.submit(again, "/account/tokens/revoke")
    assert "Revoked: it opens nothing any more." in revoked.text
    assert pages.client.get("/api/v1/people", headers=headers).status_code == 401


def test_what_is_wrong_is_said_beside_its_field(sign_in: SignIn) -> None:
    pages = sign_in(Role.TECHNICIAN)
    page = pages.submit(pages.open("/account/tokens"), "/account/tokens", name="", days="900", status=422)
    assert page.error_beside("name") == "Say what it is for."
    assert page.error_beside("days")
