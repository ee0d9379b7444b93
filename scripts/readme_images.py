"""Photograph the six screens that the README shows, into docs/images, on a running stack with demo data.

python -m scripts.readme_images [--base-url …] [--password …]
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from scripts.screenshots import FLAGS, ROLES, SETTLE_MS, arguments, sign_in

FOLDER = Path("docs/images")
WIDE = ViewportSize(width=1200, height=800)
PHONE = ViewportSize(width=390, height=844)


@dataclass(frozen=True)
class Shot:
    name: str
    role: str
    go: Callable[[Page], None]
    theme: Literal["light", "dark"] = "light"
    phone: bool = False


def today(page: Page) -> None:
    page.goto("/")


def technician(page: Page) -> None:
    page.goto("/technicians")
    page.locator("th[scope=row] a").first.click()


def alert(page: Page) -> None:
    page.goto("/alerts?tab=all&kind=attendance&sort=-opened_at")
    page.locator("th[scope=row] a").first.click()


def trends(page: Page) -> None:
    page.goto("/trends")


def call(page: Page) -> None:
    page.goto("/try-call")
    page.get_by_role("button", name="Start the call").click()
    for words in ("skip", "yes", "waiting on the compressor for the Hill job"):
        answer = page.locator("#words")
        answer.fill(words)
        answer.press("Enter")
        page.wait_for_timeout(SETTLE_MS)


SHOTS = (
    Shot("today", "manager", today),
    Shot("today-phone", "dispatcher", today, theme="dark", phone=True),
    Shot("technician", "manager", technician),
    Shot("alert", "dispatcher", alert),
    Shot("trends", "executive", trends, theme="dark"),
    Shot("try-call", "admin", call),
)


def main() -> int:
    options = arguments()
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(FLAGS))
        for shot in SHOTS:
            take(browser, shot, base_url=options.base_url, password=options.password)
        browser.close()
    return 0


def take(browser: Browser, shot: Shot, *, base_url: str, password: str) -> None:
    viewport = PHONE if shot.phone else WIDE
    context = browser.new_context(base_url=base_url, viewport=viewport, color_scheme=shot.theme)
    page = context.new_page()
    next(sign_in(page, ROLES[shot.role], password))
    shot.go(page)
    page.wait_for_timeout(2 * SETTLE_MS)
    page.screenshot(path=FOLDER / f"{shot.name}.png")
    context.close()


if __name__ == "__main__":
    sys.exit(main())
