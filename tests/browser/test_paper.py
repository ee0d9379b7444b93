"""On paper, and where no script runs: light, without buttons, with who printed it; tables in place of empty boxes."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import DemoPage, quiet_console

pytestmark = pytest.mark.browser
PAGES = ("/", "/trends", "/blockers", "/alerts?tab=all", "/milestones", "/technicians")
A4_PIXELS, DESK = 703, 1280
PRESSED = "button, .btn, .icon-button, input, select, summary.btn, [role=search], nav"


@pytest.mark.parametrize("path", PAGES)
def test_print_is_light_and_without_buttons_and_says_who_printed(demo_page: DemoPage, path: str) -> None:
    with quiet_console(demo_page("manager", width=A4_PIXELS, scheme="dark")) as page:
        page.goto(path)
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert page.locator("main").locator(PRESSED).locator("visible=true").count() == 0
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator(".print-only")).to_have_text(
            re.compile(r"^Printed \w+ \d+ \w+ \d{4} \d\d:\d\d \w+ by Sam Lee · ")
        )


FOLDED_LIST = """
    document.querySelector("main").insertAdjacentHTML(
        "beforeend", "<details data-paper-open><summary>2 off</summary><ul><li>Ana</li><li>Ben</li></ul></details>");
    document.querySelectorAll("[data-paper-open]").forEach((list) => { list.open = false; });
"""
"""How many people are off, or steady, differs from day to day, so the page gets a list of its own beside its lists."""


@pytest.mark.parametrize("path", ["/", "/milestones"])
def test_folded_lists_of_people_are_on_paper(demo_page: DemoPage, path: str) -> None:
    with quiet_console(demo_page("manager", width=A4_PIXELS)) as page:
        page.goto(path)
        page.evaluate(FOLDED_LIST)
        assert page.locator("details.off:not([data-paper-open])").count() == 0
        lists = page.locator("[data-paper-open] > :not(summary)")
        unfolded = lists.locator("visible=true")
        assert unfolded.count() == 0
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        assert unfolded.count() == lists.count()
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        assert unfolded.count() == 0
        page.emulate_media(media="print")
        assert unfolded.count() == lists.count()


OUTSIDE = """() => {
  const right = (one) => one.getBoundingClientRect().right;
  const charts = [...document.querySelectorAll(".chart-plot.drawn")];
  return charts.map((box) => right(box.querySelector("svg")) - right(box)).filter((by) => by > 1);
}"""


@pytest.mark.parametrize("path", ["/milestones", "/trends", "/blockers"])
def test_charts_stay_in_their_place_on_paper(demo_page: DemoPage, path: str) -> None:
    with quiet_console(demo_page("manager", width=DESK)) as page:
        page.goto(path)
        page.locator(".chart-plot.drawn").first.wait_for()
        page.wait_for_load_state("networkidle")
        page.set_viewport_size({"width": A4_PIXELS, "height": 1000})
        page.emulate_media(media="print")
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        expect(page.locator(".chart-plot.drawn svg.main-svg").first).to_be_visible()
        page.wait_for_timeout(500)
        assert page.evaluate(OUTSIDE) == []


@pytest.mark.usefixtures("demo")
def test_without_script_the_tables_stand_open(browser: Browser, demo_page: DemoPage, base_url: str) -> None:
    signed_in = demo_page("manager")
    session = signed_in.context.storage_state()
    context = browser.new_context(base_url=base_url, java_script_enabled=False, storage_state=session)
    signed_in.close()
    page = context.new_page()
    page.goto("/trends")
    assert page.locator(".chart-plot").locator("visible=true").count() == 0
    tables = page.locator(".chart-tools table")
    assert tables.locator("visible=true").count() == tables.count() > 0
    context.close()


def test_with_script_they_are_folded(demo_page: DemoPage) -> None:
    with quiet_console(demo_page("manager")) as page:
        page.goto("/trends")
        expect(page.locator(".chart-plot.drawn").first).to_be_visible()
        assert page.locator(".chart-tools table").locator("visible=true").count() == 0
        page.get_by_text("Table", exact=True).first.click()
        expect(page.locator(".chart-tools table").first).to_be_visible()
