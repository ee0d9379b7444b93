"""A morning at the demo company: a call comes in while Today is open, somebody takes the alert, a manager looks closer.

Calls come in through the webhook over HTTP, as Vapi sends them.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from sqlalchemy.orm import Session

from app.dev.demo_data import DemoSummary
from app.domain.alerts.kinds import AlertKind, AlertStatus
from app.domain.messages.delivery import ChannelName
from app.domain.permissions import Role
from app.extensions import db
from app.models import Alert, AlertEvent, Employee, OutboxMessage
from app.settings import Settings
from tests.browser.conftest import DemoPage, assert_accessible, assert_no_horizontal_scroll, quiet_console
from tests.sent_texts import sent_text
from tests.vapi_line import DAILY

pytestmark = pytest.mark.browser
PHONE = 390
WITHIN_MS = 10_000


@pytest.fixture
def rows(app: Flask, demo: DemoSummary) -> Iterator[Session]:
    with app.app_context():
        engine = db.engine
    with Session(engine) as session:
        yield session


def log_checkin(page: Page, headers: dict[str, str], caller: str, call_id: str, **answers: object) -> None:
    tool = {
        "id": f"tool-{call_id}",
        "type": "function",
        "function": {"name": "log_daily_checkin", "arguments": DAILY | answers},
    }
    call = {"id": call_id, "type": "inboundPhoneCall", "customer": {"number": caller}}
    message = {"type": "tool-calls", "timestamp": 1795420800000, "call": call, "toolCallList": [tool]}
    answer = page.request.post("/vapi/webhook", data={"message": message}, headers=headers)
    assert answer.status == 200
    assert answer.json()["results"][0]["toolCallId"] == tool["id"]


def reload_marker(page: Page) -> None:
    page.evaluate("window.sameDocument = true")


def assert_never_reloaded(page: Page) -> None:
    assert page.evaluate("window.sameDocument") is True


def technicians_without_alerts(rows: Session, skip: int) -> Employee:
    """Return a technician of the demo manager's team about whom nothing is live."""
    live = sa.select(Alert.employee_id).where(Alert.status != AlertStatus.RESOLVED, Alert.employee_id.is_not(None))
    found = rows.scalars(
        sa.select(Employee)
        .where(Employee.role == Role.TECHNICIAN, Employee.team_id == 1, Employee.id.not_in(live))
        .order_by(Employee.id)
    )
    return list(found)[skip]


def test_today_shows_a_call_within_seconds_without_a_reload(
    demo: DemoSummary, demo_page: DemoPage, rows: Session, vapi_headers: dict[str, str]
) -> None:
    caller = rows.scalars(sa.select(Employee).where(Employee.phone == demo.caller)).one()
    with quiet_console(demo_page("manager")) as page:
        page.goto("/")
        row = page.locator(f"#technician-{caller.id}")
        expect(row.locator(".cell-state").get_by_text("ready", exact=True)).to_have_count(0)
        reload_marker(page)
        log_checkin(page, vapi_headers, demo.caller, "call-today", focus_summary_5_words="photos before I leave")
        expect(row.locator(".cell-state")).to_contain_text(re.compile(r"^\s*ready"), timeout=WITHIN_MS)
        expect(row.locator(".cell-focus")).to_contain_text("photos before I leave")
        assert_never_reloaded(page)


def test_dispatcher_takes_an_alert_on_a_phone_as_it_comes_in(
    demo_page: DemoPage, rows: Session, vapi_headers: dict[str, str]
) -> None:
    person = technicians_without_alerts(rows, 0)
    with quiet_console(demo_page("dispatcher", width=PHONE)) as page:
        page.goto("/")
        reload_marker(page)
        log_checkin(
            page,
            vapi_headers,
            str(person.phone),
            "call-sick",
            ready_status=False,
            not_ready_reason="sick",
            energy_level=2,
        )
        take = page.get_by_role("button", name=f"I've got it: {person.name}")
        expect(take).to_be_visible(timeout=WITHIN_MS)
        assert_no_horizontal_scroll(page)
        take.click()
        expect(page.get_by_text("You have it.")).to_be_visible()
        expect(take).to_have_count(0)
        assert_never_reloaded(page)
    alert = rows.scalars(sa.select(Alert).where(Alert.employee_id == person.id, Alert.status != "resolved")).one()
    assert (alert.kind, alert.status, alert.owner_name) == (
        AlertKind.ATTENDANCE,
        AlertStatus.ACKNOWLEDGED,
        "Kay Donnelly",
    )


def test_mailed_link_shows_on_get_and_takes_on_the_button(
    demo_page: DemoPage, rows: Session, vapi_headers: dict[str, str], stranger: Page, settings: Settings
) -> None:
    person = technicians_without_alerts(rows, 0)
    log_checkin(stranger, vapi_headers, str(person.phone), "call-family", ready_status=False, not_ready_reason="family")
    alert = rows.scalars(sa.select(Alert).where(Alert.employee_id == person.id, Alert.status == "open")).one()
    before = events(rows, alert)
    stranger.goto(mailed_link(rows, alert, settings))
    expect(stranger.get_by_role("heading", level=1)).to_have_text(f"{person.name} is not coming in")
    assert_accessible(stranger)
    assert_no_horizontal_scroll(stranger)
    stranger.reload()
    rows.expire_all()
    assert (alert.status, events(rows, alert)) == (AlertStatus.OPEN, before)
    stranger.get_by_role("button", name="I've got it").click()
    expect(stranger.get_by_role("heading", level=1)).not_to_have_text(f"{person.name} is not coming in")
    rows.expire_all()
    assert alert.status is AlertStatus.ACKNOWLEDGED
    assert events(rows, alert) == before + 1


@pytest.fixture
def stranger(browser: Browser, base_url: str) -> Iterator[Page]:
    """A phone on which nobody has signed in."""
    context = browser.new_context(viewport={"width": PHONE, "height": 844}, base_url=base_url)
    with quiet_console(context.new_page()) as page:
        yield page
    context.close()


def events(rows: Session, alert: Alert) -> int:
    return rows.scalars(sa.select(sa.func.count(AlertEvent.id)).where(AlertEvent.alert_id == alert.id)).one()


def mailed_link(rows: Session, alert: Alert, settings: Settings) -> str:
    """Return the path of the link in the message that a dispatcher was sent about the alert."""
    dispatchers = sa.select(Employee.id).where(Employee.role == Role.DISPATCHER)
    body = sent_text(
        rows,
        settings,
        OutboxMessage.alert_id == alert.id,
        OutboxMessage.recipient_id.in_(dispatchers),
        OutboxMessage.channel == ChannelName.EMAIL,
    )
    return next(urlsplit(word).path for word in body.split() if "/a/" in word)


def test_managers_morning_from_today_over_a_person_to_the_trends(demo_page: DemoPage, rows: Session) -> None:
    with quiet_console(demo_page("manager")) as page:
        page.goto("/")
        name = page.locator("table.roster th[scope=row] a[href^='/technicians/']").first
        said = name.inner_text()
        name.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(said)
        page.locator(".chart-plot.drawn").first.wait_for()
        page.get_by_role("navigation", name="Main").get_by_role("link", name="Trends").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("trends")
        page.locator(".chart-plot.drawn").first.wait_for()


def test_dark_mode_stays_from_page_to_page(demo_page: DemoPage) -> None:
    with quiet_console(demo_page("executive")) as page:
        page.goto("/")
        page.get_by_role("button", name="Switch between light and dark").click()
        for place in ("/", "/trends"):
            page.goto(place)
            expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
        dark = page.evaluate(
            "getComputedStyle(document.body).backgroundColor.match(/[0-9.]+/g).slice(0, 3).map(Number)"
        )
        assert max(dark) < 80


def test_keyboard_alone_goes_everywhere_and_takes_an_alert(demo_page: DemoPage) -> None:
    with quiet_console(demo_page("admin")) as page:
        page.goto("/account")
        page.keyboard.press("g")
        page.keyboard.press("t")
        page.wait_for_url(lambda url: urlsplit(url).path == "/")
        page.keyboard.press("g")
        page.keyboard.press("a")
        page.wait_for_url(lambda url: urlsplit(url).path == "/alerts")
        page.keyboard.press("/")
        expect(page.get_by_role("searchbox")).to_be_focused()
        page.keyboard.type("gate code")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "q=gate" in url)
        page.locator("body").press("?")
        expect(page.get_by_role("heading", name="Keys")).to_be_visible()
        page.keyboard.press("Escape")
        tab_to(page, "I've got it")
        page.keyboard.press("Enter")
        expect(page.get_by_text("You have it.")).to_be_visible()


def tab_to(page: Page, text: str) -> None:
    """Press Tab until a link or button with this text has the focus, and fail when it never comes."""
    focused = "document.activeElement.matches('a, button, summary') ? document.activeElement.textContent : ''"
    for _ in range(120):
        page.keyboard.press("Tab")
        if text in page.evaluate(focused):
            return
    raise AssertionError(f"Tab never reaches {text!r} on {page.url}")
