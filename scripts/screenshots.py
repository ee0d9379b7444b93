"""Look at every page as PNG: each role's places in every look of `LOOKS`; report what scrolls sideways.

Each look of a role also makes one contact sheet, `sheet-manager-dark-390.png`, with its pages side by side.

    python scripts/screenshots.py [--into screenshots] [--role manager] [--base-url …] [--password …]

Needs Chromium and a server with demo data; finds the one that `make run` started in this folder. Ends
with 1 where a page scrolls sideways or the console shows an error.
"""

import argparse
import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

ROLES = {"admin": "admin", "hr": "hr", "manager": "manager", "dispatcher": "dispatcher", "executive": "executive"}
ROLES |= {"technician": "tech"}
Theme = Literal["light", "dark"]
Medium = Literal["screen", "print"]


@dataclass(frozen=True)
class Look:
    width: int
    height: int
    theme: Theme = "light"
    medium: Medium = "screen"

    def __str__(self) -> str:
        return f"{self.theme if self.medium == 'screen' else self.medium}-{self.width}"


LOOKS = (
    *(Look(width, height, theme) for width, height in ((1280, 900), (390, 844)) for theme in get_args(Theme)),
    Look(320, 568),
    Look(760, 1075, medium="print"),
)
"""A desk and a phone in both themes, the narrowest window, and the width of A4 between its margins."""
THUMBNAIL = 300, 420
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
            for how in LOOKS:
                faults += look(browser, options, role, how)
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


def look(browser: Browser, options: argparse.Namespace, role: str, how: Look) -> list[str]:
    faults: list[str] = []
    taken: list[Path] = []
    context = browser.new_context(
        base_url=options.base_url, viewport={"width": how.width, "height": how.height}, color_scheme=how.theme
    )
    page = context.new_page()

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            faults.append(f"{role} {how} {page.url}: {message.text}")

    page.on("console", note)
    for name, address in sign_in(page, ROLES[role], options.password):
        page.goto(address)
        page.wait_for_timeout(SETTLE_MS)
        page.emulate_media(media=how.medium)
        if how.medium == "print":  # as a browser says it, so that charts take the paper's width
            page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
            page.wait_for_timeout(SETTLE_MS)
        if sideways := page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"):
            faults.append(f"{role} {how} {address}: scrolls sideways by {sideways} px")
        taken.append(options.into / f"{role}-{name}-{how}.png")
        page.screenshot(path=taken[-1], full_page=True)
        page.emulate_media(media="screen")
    context.close()
    make_sheet(taken, options.into / f"sheet-{role}-{how}.png")
    return faults


def make_sheet(pages: Sequence[Path], into: Path) -> None:
    """Put the pages side by side, each as wide as the others and cut where it is long."""
    width, height = THUMBNAIL
    sheet = Image.new("RGB", ((width + 12) * max(len(pages), 1), height), "#888")
    for place, path in enumerate(pages):
        with Image.open(path) as page:
            small = page.convert("RGB").resize((width, round(page.height * width / page.width)))
        sheet.paste(small.crop((0, 0, width, min(small.height, height))), (place * (width + 12), 0))
    sheet.save(into)


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
