"""The check-in behind a reminder's link as a phone shows it: narrow, light and dark, with a script and without."""

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.models import Call, CallOrigin, DailyCheckin
from app.services.messages.checkin_links import make_checkin_token
from app.settings import Settings
from tests.browser.conftest import assert_accessible, assert_no_horizontal_scroll
from tests.builders import NOW, TODAY, make_employee, make_profile

pytestmark = pytest.mark.browser


@pytest.fixture
def path(committed: Session, settings: Settings) -> str:
    make_employee(committed, role=Role.DISPATCHER, email="kay@example.com")
    dee = make_employee(committed, name="Dee Okafor")
    make_profile(committed, dee)
    committed.commit()
    return f"/c/{make_checkin_token(settings, dee.id, TODAY, number=dee.phone or '', now=NOW)}"


def answers(session: Session) -> list[tuple[object, ...]]:
    session.rollback()
    columns = (DailyCheckin.call_type, DailyCheckin.ready_status, DailyCheckin.blocker_present, Call.origin)
    query = select(*columns).join(Call, Call.id == DailyCheckin.call_id)
    return [tuple(row) for row in session.execute(query)]


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_form_and_its_errors_fit_a_phone(page: Page, path: str, *, width: int, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(path)
    assert_no_horizontal_scroll(page)
    assert_accessible(page)
    expect(page.get_by_text("Sick", exact=True)).to_be_hidden()
    page.get_by_text("Not in", exact=True).click()
    expect(page.get_by_text("Your energy today, one to five?")).to_be_hidden()
    page.get_by_role("button", name="Send, ops only").click()
    expect(page.get_by_text("One of these, please.")).to_be_visible()
    assert_no_horizontal_scroll(page)
    assert_accessible(page)


def test_ops_only_is_sent_once_by_two_presses(page: Page, path: str, committed: Session) -> None:
    page.goto(path)
    page.get_by_text("Ready", exact=True).click()
    page.get_by_text("No", exact=True).click()
    page.get_by_role("button", name="Send, ops only").dblclick()
    expect(page.get_by_role("heading", name="Your check-in is in")).to_be_visible()
    assert answers(committed) == [("ops_only", True, False, CallOrigin.WEB_LINK)]


def test_form_works_without_javascript(
    browser: Browser, app: Flask, base_url: str, path: str, committed: Session
) -> None:
    assert app.testing
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(path)
    page.get_by_text("Ready", exact=True).click()
    page.get_by_text("Yes", exact=True).click()
    page.get_by_text("4", exact=True).click()
    page.get_by_role("button", name="Send it all").click()
    page.get_by_label("What is it, in one sentence?").fill("Gate code")
    page.get_by_role("button", name="Send it all").click()
    expect(page.get_by_role("heading", name="Your check-in is in")).to_be_visible()
    context.close()
    assert answers(committed) == [("daily_checkin", True, True, CallOrigin.WEB_LINK)]
