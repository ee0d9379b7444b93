"""A real Chromium against a real server on loopback over the run's private PostgreSQL.

Each test fails on any error in the console, which is also where a breach of the content policy shows, and on any
script error. Rows are committed for real and emptied after each test.
"""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page
from sqlalchemy.orm import Session
from werkzeug.serving import WSGIRequestHandler, make_server

from app.dev.demo_data import DemoSummary, load_demo_data
from app.domain.mornings.window import Week
from app.domain.permissions import Role
from app.extensions import current_counts, db
from app.models import Base, Employee
from app.services.weeks.roll_up import roll_up_week
from app.settings import Settings
from tests.builders import NOW, PASSWORD, TODAY, make_user

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
REFUSED_FORM = "422"
"""Chromium logs every answer with a status over 399; a 422 for a form with errors is expected and left out."""


class _Quiet(WSGIRequestHandler):
    def log_request(self, *_args: Any) -> None:
        return


def _whole(app: "WSGIApplication") -> "WSGIApplication":
    """Read an answer whole before it is sent: werkzeug's server leaves a file open where the browser goes away."""

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        parts = app(environ, start_response)
        try:
            return [b"".join(parts)]
        finally:
            getattr(parts, "close", bool)()

    return answer


@pytest.fixture(scope="session")
def base_url(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, _whole(app), threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": FLAGS}


@pytest.fixture
def page(page: Page, committed: Session, app: Flask) -> Iterator[Page]:
    """A page whose console must show no error. The tables are emptied after it is closed, not before."""
    faults: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and REFUSED_FORM not in message.text:
            faults.append(f"{message.text} at {page.url}")

    page.on("console", note)
    page.on("pageerror", lambda error: faults.append(f"{error} at {page.url}"))
    with app.app_context():
        current_counts().own.reset()
    yield page
    page.close()
    assert faults == []


SignIn = Callable[..., Employee]


@pytest.fixture
def sign_in(committed: Session) -> SignIn:
    """Return `sign_in(page, role)` or `sign_in(page, employee=…)`: through the form, as a person does."""

    def sign_in_as(page: Page, role: Role = Role.MANAGER, *, employee: Employee | None = None) -> Employee:
        user = make_user(committed, employee, role=role)
        email, employee_id = user.email, user.employee_id
        committed.commit()
        page.goto("/sign-in")
        page.get_by_label("E-mail").fill(email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(lambda url: "/sign-in" not in url)
        return committed.get_one(Employee, employee_id)

    return sign_in_as


def assert_accessible(page: Page) -> None:
    """Run axe over the page as it stands."""
    response = Axe().run(page).response
    faults = [
        f"{fault['id']}: {node['target']} {node['html'][:120]}"
        for fault in response["violations"]
        for node in fault["nodes"]
    ]
    assert faults == [], "\n".join(faults)


def assert_no_horizontal_scroll(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0, f"{page.url} scrolls sideways by {wide} px"


@pytest.fixture(scope="module")
def demo(app: Flask, settings: Settings) -> Iterator[DemoSummary]:
    """The demo company as of now with last week rolled up, once for a module.

    Its tests must not use `page` or `committed`, which empty it.
    """
    with app.app_context():
        engine = db.engine
        current_counts().own.reset()
    with Session(engine) as session:
        summary = load_demo_data(session, now=NOW, password=PASSWORD, settings=settings)
        roll_up_week(session, Week.of(TODAY).shifted(-1), now=NOW, settings=settings)
        session.commit()
    yield summary
    tables = ", ".join(table.name for table in Base.metadata.sorted_tables)
    with engine.begin() as connection:
        connection.execute(sa.text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))


DemoPage = Callable[..., Page]


@pytest.fixture(scope="module")
def demo_page(demo: DemoSummary, browser: Browser, base_url: str) -> Iterator[DemoPage]:
    """Return `demo_page("manager")`: one browser per role, signed in once; what its console said is in `faults`."""
    contexts: dict[str, BrowserContext] = {}

    def page_of(mailbox: str, *, width: int = 1280, scheme: str = "light") -> Page:
        if mailbox not in contexts:
            contexts[mailbox] = browser.new_context(base_url=base_url)
            page = contexts[mailbox].new_page()
            page.goto("/sign-in")
            page.get_by_label("E-mail").fill(f"{mailbox}@demo.example")
            page.get_by_label("Password").fill(PASSWORD)
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url(lambda url: "/sign-in" not in url)
            page.close()
        page = contexts[mailbox].new_page()
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        return page

    yield page_of
    for context in contexts.values():
        context.close()


@contextmanager
def quiet_console(page: Page) -> Iterator[Page]:
    """Fail on any console error (a breach of the content policy is one) or script error; close the page."""
    faults: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and REFUSED_FORM not in message.text:
            faults.append(f"{message.text} at {page.url}")

    page.on("console", note)
    page.on("pageerror", lambda error: faults.append(f"{error} at {page.url}"))
    yield page
    page.close()
    assert faults == []
