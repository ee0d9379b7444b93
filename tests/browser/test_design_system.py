"""The design system in a real browser: themes, keys, questions, charts, phone width, axe."""

import re

import pytest
from playwright.sync_api import Page, expect

from app.domain.permissions import Role
from tests.browser.conftest import SignIn, assert_accessible, assert_no_horizontal_scroll

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/design", "/account"])
def test_page_is_accessible_in_both_themes(page: Page, sign_in: SignIn, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    sign_in(page, Role.ADMIN)
    page.goto(path)
    expect(page.locator("html")).to_have_attribute("data-bs-theme", scheme)
    if path == "/design":
        page.locator(".chart-plot.drawn").wait_for()
    assert_accessible(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_sign_in_page_is_accessible_even_when_it_refuses(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto("/sign-in")
    assert_accessible(page)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("Type your password.")).to_be_visible()
    assert_accessible(page)


def test_phone_has_no_sideways_scroll_and_large_targets(page: Page, sign_in: SignIn) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    sign_in(page, Role.ADMIN)
    for path in ("/design", "/account"):
        page.goto(path)
        assert_no_horizontal_scroll(page)
        heights = page.locator("nav .place:visible, .top .icon-button, .btn:visible").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect().height)"
        )
        assert [height for height in heights if height < 44] == []


def test_chosen_theme_outlives_the_page_and_repaints_the_chart(page: Page, sign_in: SignIn) -> None:
    page.emulate_media(color_scheme="light")
    sign_in(page, Role.ADMIN)
    page.goto("/design")
    page.locator(".chart-plot.drawn").wait_for()
    with page.expect_response(re.compile(r"chart\.json\?theme=dark")):
        page.get_by_role("button", name="Switch between light and dark").click()
    page.goto("/account")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    expect(page.get_by_role("radio", name="Dark")).to_be_checked()
    page.get_by_label("As the system").check()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "light")


def test_keys_open_search_and_help(page: Page, sign_in: SignIn) -> None:
    sign_in(page, Role.ADMIN)
    page.goto("/design")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.get_by_role("searchbox").blur()
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Keys")).to_be_hidden()


def test_destructive_button_asks_and_takes_no_for_an_answer(page: Page, sign_in: SignIn) -> None:
    sign_in(page, Role.ADMIN)
    page.goto("/design")
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("Remove Ana's time off on Tue 24 Nov?")).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("Type a name.")).to_be_hidden()
    page.get_by_role("button", name="Remove").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(page.get_by_text("Type a name.")).to_be_visible()


def test_keyboard_alone_signs_in_and_out(page: Page, sign_in: SignIn) -> None:
    sign_in(page, Role.ADMIN)
    page.goto("/account")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.locator("summary.person").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Sign out", exact=True).press("Enter")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
