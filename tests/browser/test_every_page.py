"""Every page of the navigation on the demo company: axe, no sideways scroll, a clean console, light and dark."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, ViewportSize
from sqlalchemy.orm import Session

from app.dev.demo_data import load_demo_data
from app.settings import Settings
from tests.browser.conftest import assert_accessible, assert_no_horizontal_scroll
from tests.builders import NOW

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PASSWORD = "the demo password of this test"
PHONE: ViewportSize = {"width": 390, "height": 844}
WIDE: ViewportSize = {"width": 1440, "height": 900}
ABOUT_ONE = re.compile(r"/(technicians|alerts|profiles)/\d+")


@pytest.fixture
def demo(committed: Session, settings: Settings) -> None:
    load_demo_data(committed, now=NOW, password=PASSWORD, settings=settings)
    committed.commit()


def links(page: Page, selector: str) -> list[str]:
    hrefs: list[str] = page.locator(selector).evaluate_all("all => all.map(one => one.getAttribute('href'))")
    return list(dict.fromkeys(hrefs))


def first_of_each_kind(addresses: list[str]) -> list[str]:
    kinds: dict[str, str] = {}
    for address in addresses:
        if found := ABOUT_ONE.fullmatch(urlsplit(address).path):
            kinds.setdefault(found[1], address)
    return list(kinds.values())


def check(page: Page, address: str) -> list[str]:
    """Open the page, wait for its charts, and return what it links to."""
    page.goto(address)
    for plot in page.locator(".chart-plot:visible").all():
        plot.scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelectorAll('.chart-plot:not(.drawn)').length === 0")
    assert_accessible(page)
    assert_no_horizontal_scroll(page)
    return links(page, "main a[href]")


@pytest.mark.parametrize(
    ("name", "scheme", "size"),
    [
        ("admin", "light", WIDE),
        ("hr", "light", WIDE),
        ("hr", "dark", PHONE),
        ("manager", "dark", PHONE),
        ("dispatcher", "light", PHONE),
        ("tech", "dark", PHONE),
    ],
)
@pytest.mark.usefixtures("demo")
def test_every_place_is_accessible_and_fits(page: Page, name: str, scheme: str, size: ViewportSize) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size(size)
    page.goto("/sign-in")
    page.get_by_label("E-mail").fill(f"{name}@demo.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)
    places = links(page, "a.place[href]")
    assert "/account" in places
    linked = [link for place in places for link in check(page, place)]
    for address in first_of_each_kind(linked):
        check(page, address)
