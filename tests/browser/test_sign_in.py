"""Signing in as a person at a browser: the second factor, and a new password by mailed link."""

import pyotp
import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.models import User
from app.services.accounts.two_factor import read_secret
from app.settings import Settings
from tests.browser.conftest import SignIn, assert_accessible, assert_no_horizontal_scroll
from tests.builders import NOW, PASSWORD, make_user
from tests.sent_texts import sent_text

pytestmark = pytest.mark.browser
NEW = "another sentence of mine"


def sign_out(page: Page) -> None:
    page.locator("summary.person").click()
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_second_factor_from_the_qr_code_to_a_recovery_code(
    page: Page, sign_in: SignIn, committed: Session, settings: Settings
) -> None:
    employee = sign_in(page, Role.ADMIN)
    page.goto("/account")
    page.get_by_role("button", name="Set up").click()
    expect(page.get_by_alt_text("QR code; the key below holds the same")).to_be_visible()
    assert_accessible(page)
    committed.rollback()
    user = committed.scalars(select(User).where(User.employee_id == employee.id)).one()
    page.get_by_role("textbox", name="Your password").fill(PASSWORD)
    page.get_by_label("Code that the app shows").fill(pyotp.TOTP(read_secret(user, settings) or "").at(NOW))
    page.get_by_role("button", name="Turn it on").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    code = page.locator(".codes li").first.inner_text()
    sign_out(page)
    page.get_by_label("E-mail").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Type your code")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Code from your app, or a recovery code").fill(code)
    page.get_by_role("button", name="Go on").click()
    expect(page.locator("summary.person")).to_be_visible()


def test_forgotten_password_on_a_phone(page: Page, committed: Session, settings: Settings) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    user = make_user(committed, role=Role.ADMIN)
    email = user.email
    committed.commit()
    page.goto("/sign-in")
    assert_no_horizontal_scroll(page)
    page.get_by_role("link", name="Forgot your password?").click()
    page.get_by_label("E-mail").fill(email)
    page.get_by_role("button", name="Mail me a link").click()
    expect(page.get_by_text("a link is on its way")).to_be_visible()
    link = next(word for word in sent_text(committed, settings).split() if "/password-resets/" in word)
    page.goto(link.removeprefix("http://127.0.0.1:8000"))
    assert_accessible(page)
    assert_no_horizontal_scroll(page)
    page.get_by_label("New password").fill(NEW)
    page.get_by_role("button", name="Change password").click()
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(NEW)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("summary.person")).to_be_visible()
