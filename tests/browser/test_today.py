"""Today in a real browser: it updates itself, an alert is taken without a reload, and nobody's open menu is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertStatus
from app.domain.permissions import Role
from app.models import Alert, Employee
from tests.browser.conftest import SignIn, assert_accessible, assert_no_horizontal_scroll
from tests.builders import NOW, make_alert, make_checkin, make_employee, make_profile, make_team, make_time_off
from tests.vapi_line import DAILY, VapiLine

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
WITHIN_TWO_REFRESHES = 15_000
EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]


@pytest.fixture
def sam(committed: Session) -> Employee:
    return make_employee(committed, role=Role.MANAGER, name="Sam Lee", timezone="UTC")


@pytest.fixture
def dee(committed: Session, sam: Employee) -> Employee:
    team = make_team(committed, name="North")
    dee = make_employee(
        committed, name="Dee Okafor", manager_id=sam.id, timezone="UTC", workdays=EVERY_DAY, team_id=team.id
    )
    make_profile(committed, dee)
    return dee


def blocked(committed: Session, dee: Employee) -> Alert:
    return make_alert(committed, dee, kind=AlertKind.BLOCKER, note="Gate code does not work", opened_at=NOW)


@pytest.fixture
def call_in(app: Flask, vapi_headers: dict[str, str]) -> Callable[..., str]:
    """Return `call_in(dee, energy_level=2)`: a check-in through the webhook."""
    return lambda person, **answers: VapiLine(app.test_client(), vapi_headers, person.phone).log(DAILY | answers)


def state_of(page: Page, name: str) -> Any:
    return page.get_by_role("row").filter(has_text=name).locator(".cell-state")


def test_board_updates_itself_when_a_call_comes_in(
    page: Page, sign_in: SignIn, sam: Employee, dee: Employee, call_in: Callable[..., str]
) -> None:
    sign_in(page, employee=sam)
    expect(state_of(page, "Dee Okafor")).not_to_contain_text("ready")
    page.evaluate("window.sameDocument = true")
    call_in(dee, blocker_present=True, blocker_note="Compressor is on back order")
    expect(state_of(page, "Dee Okafor")).to_contain_text("ready", timeout=WITHIN_TWO_REFRESHES)
    expect(page.get_by_role("region", name="Needs a hand")).to_contain_text("Compressor is on back order")
    expect(page.locator("#line-health")).to_contain_text("line healthy")
    expect(page.get_by_role("link", name="1 ready")).to_be_visible()
    assert page.evaluate("window.sameDocument") is True


def test_dispatcher_takes_an_alert_and_says_what_became_of_it_on_a_phone(
    page: Page, sign_in: SignIn, committed: Session, dee: Employee
) -> None:
    alert = blocked(committed, dee)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    sign_in(page, Role.DISPATCHER)
    page.get_by_role("button", name="I've got it: Dee Okafor").click()
    expect(page.get_by_text("You have it.")).to_be_visible()
    committed.refresh(alert)
    assert alert.status is AlertStatus.ACKNOWLEDGED
    assert_no_horizontal_scroll(page)


def test_keyboard_goes_on_from_the_next_row_when_an_alert_goes(
    page: Page, sign_in: SignIn, committed: Session, dee: Employee
) -> None:
    first, second = blocked(committed, dee), blocked(committed, dee)
    sign_in(page, Role.DISPATCHER)
    for alert, goes_on_at in ((first, f"#alert-{second.id} *:focus"), (second, "#flashes .line:focus")):
        page.locator(f"#outcome-{alert.id} summary").press("Enter")
        page.locator(f"#outcome-{alert.id}").get_by_role("button", name="fixed").press("Enter")
        expect(page.locator(f"#alert-{alert.id}")).to_have_count(0)
        expect(page.locator(goes_on_at)).to_have_count(1)


def test_outcome_is_chosen_from_the_menu(page: Page, sign_in: SignIn, committed: Session, dee: Employee) -> None:
    alert = blocked(committed, dee)
    sign_in(page, Role.DISPATCHER)
    page.get_by_label("What became of it: Dee Okafor").click()
    page.get_by_role("button", name="fixed").click()
    expect(page.get_by_text("Noted: fixed.")).to_be_visible()
    expect(page.get_by_text("Nothing needs a hand.")).to_be_visible()
    committed.refresh(alert)
    assert alert.status is AlertStatus.RESOLVED


def test_open_menu_outlives_a_refresh(
    page: Page, sign_in: SignIn, committed: Session, dee: Employee, call_in: Callable[..., str]
) -> None:
    blocked(committed, dee)
    sign_in(page, Role.DISPATCHER)
    page.get_by_label("What became of it: Dee Okafor").click()
    call_in(dee)
    page.wait_for_timeout(7_000)
    expect(page.get_by_role("button", name="fixed")).to_be_visible()
    page.keyboard.press("Escape")
    expect(state_of(page, "Dee Okafor")).to_contain_text("ready", timeout=WITHIN_TWO_REFRESHES)


def test_opened_list_and_focus_outlive_a_refresh(
    page: Page, sign_in: SignIn, committed: Session, dee: Employee, call_in: Callable[..., str]
) -> None:
    make_employee(committed, name="Jake Lindqvist", workdays=[])
    sign_in(page, Role.DISPATCHER)
    page.get_by_text("1 off today").click()
    expect(page.get_by_text("is not one of their workdays")).to_be_visible()
    call_in(dee)
    expect(state_of(page, "Dee Okafor")).to_contain_text("ready", timeout=WITHIN_TWO_REFRESHES)
    expect(page.get_by_text("is not one of their workdays")).to_be_visible()
    expect(page.locator("#off-today > summary")).to_be_focused()


def test_search_narrows_while_typing_and_stays_in_the_address(
    page: Page, sign_in: SignIn, committed: Session, dee: Employee
) -> None:
    make_employee(committed, name="Will Thornton", workdays=EVERY_DAY)
    sign_in(page, Role.DISPATCHER)
    page.keyboard.press("/")
    page.keyboard.type("okaf")
    expect(page.get_by_role("row").filter(has_text="Will Thornton")).to_have_count(0)
    expect(page.get_by_role("row").filter(has_text="Dee Okafor")).to_be_visible()
    assert "q=okaf" in page.url
    page.reload()
    expect(page.get_by_role("searchbox")).to_have_value("okaf")


@pytest.fixture
def full_morning(committed: Session, sam: Employee, dee: Employee) -> Employee:
    """A board of Sam's with a person in each state and an alert of each kind."""
    now = NOW
    blocked(committed, dee)
    make_alert(committed, dee, kind=AlertKind.BURNOUT, facts={"why": "Energy 2 or less on 2 workdays running."})
    make_checkin(committed, dee, timestamp=now, energy_level=2, focus_summary_5_words="one job at a time")
    away = make_employee(committed, manager_id=sam.id, timezone="UTC")
    make_time_off(committed, away, starts_on=now.date(), ends_on=now.date())
    make_employee(committed, manager_id=sam.id, timezone="UTC", workdays=EVERY_DAY)
    return sam


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_today_is_accessible_in_both_themes(page: Page, sign_in: SignIn, full_morning: Employee, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    sign_in(page, employee=full_morning)
    assert_accessible(page)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert_accessible(page)
    assert_no_horizontal_scroll(page)


HINT_FITS = """search => {
    const style = getComputedStyle(search), pen = document.createElement("canvas").getContext("2d");
    pen.font = style.font;
    const room = search.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    return pen.measureText(search.placeholder).width <= room;
}"""


def test_hint_of_the_search_fits_beside_the_teams_on_the_smallest_phone(
    page: Page, sign_in: SignIn, committed: Session, sam: Employee, dee: Employee
) -> None:
    make_employee(committed, manager_id=sam.id, team_id=make_team(committed, name="South").id)
    page.set_viewport_size({"width": 320, "height": 640})
    sign_in(page, employee=sam)
    expect(page.get_by_label("Team", exact=True)).to_be_visible()
    assert page.get_by_role("searchbox").evaluate(HINT_FITS)
