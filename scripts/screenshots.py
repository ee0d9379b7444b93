"""Look at every page as PNG: each role's places, light and dark, wide and on a phone; report what scrolls sideways.

    python scripts/screenshots.py [--into screenshots] [--role manager] [--base-url …] [--password …]

Needs Chromium and a server with demo data; finds the one that `make run` started in this folder. Ends
with 1 where a page scrolls sideways or the console shows an error.
"""

import argparse
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

ROLES = {"admin": "admin", "hr": "hr", "manager": "manager", "dispatcher": "dispatcher", "executive": "executive"}
ROLES |= {"technician": "tech"}
Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = get_args(Theme)
WIDTHS = {1440: 900, 390: 844}
SETTLE_MS = 600
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")
FIRST_OF = (r"/technicians/\d+", r"/alerts/\d+", r"/profiles/\d+")
"""Of pages about one person or thing, the first that a list links to."""


def main() -> int:
    options = arguments()
    options.into.mkdir(parents=True, exist_ok=True)
    faults: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(FLAGS))
        for role in [options.role] if options.role else ROLES:
            for theme in THEMES:
                for width in WIDTHS:
                    faults += look(browser, options, role, theme, width)
        browser.close()
    print("\n".join(faults) or "Nothing scrolls sideways, no console errors.")
    return 1 if faults else 0


def arguments() -> argparse.Namespace:
    running = running_stack() | os.environ
    parser = argparse.ArgumentParser(description="Screenshots of every page by role, theme and width.")
    parser.add_argument("--base-url", default=running.get("BASE_URL", "http://127.0.0.1:8000"))
    parser.add_argument("--password", default=running.get("DEMO_PASSWORD", ""))
    parser.add_argument("--into", type=Path, default=Path("screenshots"))
    parser.add_argument("--role", choices=sorted(ROLES))
    return parser.parse_args()


def running_stack() -> dict[str, str]:
    """Return what `make run` wrote down about itself, or nothing."""
    path = Path(os.environ.get("DATA_DIR", "instance")) / "run.env"
    lines = path.read_text().splitlines() if path.exists() else []
    return {name: value.strip("'\"") for name, _, value in (line.partition("=") for line in lines)}


def look(browser: Browser, options: argparse.Namespace, role: str, theme: Theme, width: int) -> list[str]:
    faults: list[str] = []
    context = browser.new_context(
        base_url=options.base_url, viewport={"width": width, "height": WIDTHS[width]}, color_scheme=theme
    )
    page = context.new_page()

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            faults.append(f"{role} {theme} {width} {page.url}: {message.text}")

    page.on("console", note)
    for name, address in sign_in(page, ROLES[role], options.password):
        page.goto(address)
        page.wait_for_timeout(SETTLE_MS)
        if sideways := page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"):
            faults.append(f"{role} {theme} {width} {address}: scrolls sideways by {sideways} px")
        page.screenshot(path=options.into / f"{role}-{name}-{theme}-{width}.png", full_page=True)
    context.close()
    return faults


def sign_in(page: Page, name: str, password: str) -> Iterator[tuple[str, str]]:
    """Sign in and yield each place of the navigation, then the first of the pages those link to."""
    page.goto("/sign-in")
    page.get_by_label("E-mail").fill(f"{name}@demo.example")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)
    places = links(page, "a.place[href]")
    found: dict[str, str] = {}
    for place in places:
        yield named(place), place
        for link in links(page, "main a[href]"):
            kind = next((kind for kind in FIRST_OF if re.fullmatch(kind, urlsplit(link).path)), None)
            if kind and kind not in found:
                found[kind] = link
    for link in found.values():
        yield named(link), link


def links(page: Page, selector: str) -> list[str]:
    hrefs: list[str] = page.locator(selector).evaluate_all("all => all.map(one => one.getAttribute('href'))")
    return list(dict.fromkeys(hrefs))


def named(address: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", urlsplit(address).path).strip("-") or "today"


if __name__ == "__main__":
    sys.exit(main())
