"""The pages that each role opens, on the demo company, with one browser per role: axe in both themes, a phone's width.

`test_every_page.py` opens an administrator's and a technician's places, from a signing-in of its own.
"""

import contextlib
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.browser.conftest import DemoPage, assert_accessible, assert_no_horizontal_scroll, quiet_console

pytestmark = pytest.mark.browser
PHONE, DESK = 390, 1280
ABOUT_ONE = re.compile(r"/[a-z-]+/\d+")
NOT_IN_THE_BAR = ("/account",)
FITS = "() => document.documentElement.scrollWidth === document.documentElement.clientWidth"


def hrefs(page: Page, selector: str) -> list[str]:
    found: list[str] = page.locator(selector).evaluate_all("all => all.map(one => one.getAttribute('href'))")
    return list(dict.fromkeys(found))


def places(page: Page) -> Iterator[str]:
    """Open each place of the navigation and, of each kind of page about one person or thing, the first linked."""
    page.goto("/")
    waiting = [*hrefs(page, "a.place[href]"), *NOT_IN_THE_BAR]
    kinds: set[str] = set()
    for place in waiting:
        page.goto(place)
        yield place
        for path in (urlsplit(link).path for link in hrefs(page, "main a[href^='/']")):
            kind = path.split("/")[1]
            if ABOUT_ONE.fullmatch(path) and kind not in kinds:
                kinds.add(kind)
                waiting.append(path)


def assert_fits(page: Page) -> None:
    """Charts follow a new width a moment later."""
    with contextlib.suppress(PlaywrightTimeout):
        page.wait_for_function(FITS, timeout=3000)
    assert_no_horizontal_scroll(page)


@pytest.mark.parametrize("mailbox", ["manager", "dispatcher"])
def test_every_page_is_accessible_in_both_themes_and_fits_a_phone(demo_page: DemoPage, mailbox: str) -> None:
    with quiet_console(demo_page(mailbox, width=DESK)) as page:
        opened = set()
        for place in places(page):
            opened.add(urlsplit(place).path)
            if page.locator(".chart-plot").count():
                page.locator(".chart-plot.drawn").first.wait_for()
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                expect(page.locator("html")).to_have_attribute("data-bs-theme", scheme)
                assert_accessible(page)
            page.set_viewport_size({"width": PHONE, "height": 844})
            assert_fits(page)
            page.set_viewport_size({"width": DESK, "height": 900})
        assert opened >= {"/", "/alerts", "/blockers", "/account"}


AT_400_PERCENT = {"width": 320, "height": 256}
"""A window of 1280 × 1024, four times as large."""
STUCK = """() => [...document.querySelectorAll("body *")].filter((one) =>
    ["sticky", "fixed"].includes(getComputedStyle(one).position) && one.getClientRects().length
    && one.getBoundingClientRect().height > 30 && !one.closest("table")).map((one) => one.className)"""


@pytest.mark.parametrize("mailbox", ["dispatcher", "manager"])
def test_nothing_sticks_and_nothing_scrolls_sideways_at_400_percent(demo_page: DemoPage, mailbox: str) -> None:
    with quiet_console(demo_page(mailbox, width=DESK)) as page:
        page.set_viewport_size(AT_400_PERCENT)  # type: ignore[arg-type]
        for place in places(page):
            assert (place, page.evaluate(STUCK)) == (place, [])
            assert_fits(page)


@pytest.mark.parametrize("mailbox", ["hr", "executive"])
def test_pages_of_the_other_roles_fit_a_phone(demo_page: DemoPage, mailbox: str) -> None:
    with quiet_console(demo_page(mailbox, width=PHONE)) as page:
        for _ in places(page):
            assert_fits(page)
