"""What a page weighs for a browser that has nothing of it yet: bytes as they go over the wire, compressed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import DemoPage

pytestmark = pytest.mark.browser
KILO = 1_000
LIGHTEST, WITH_CHARTS = 150 * KILO, 550 * KILO
BYTES = """() => performance.getEntriesByType("navigation").concat(performance.getEntriesByType("resource"))
    .reduce((sum, entry) => sum + entry.encodedBodySize, 0)"""


@pytest.fixture
def cold(browser: Browser, demo_page: DemoPage, base_url: str) -> Iterator[Page]:
    """A signed-in browser with an empty cache."""
    signed_in = demo_page("manager")
    context = browser.new_context(base_url=base_url, storage_state=signed_in.context.storage_state())
    signed_in.close()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("path", "most"),
    [("/", LIGHTEST), ("/alerts?tab=all", LIGHTEST), ("/blockers", WITH_CHARTS), ("/trends", WITH_CHARTS)],
)
def test_page_stays_light(cold: Page, path: str, most: int) -> None:
    cold.goto(path)
    cold.wait_for_load_state("networkidle")
    weight = cold.evaluate(BYTES)
    assert 0 < weight <= most
