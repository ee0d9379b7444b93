"""A technician's page and team trends in a real browser: drawn charts, themes, phone width, axe, downloads."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind
from app.domain.permissions import Role
from app.models import Employee
from tests.browser.conftest import SignIn, assert_accessible, assert_no_horizontal_scroll
from tests.builders import (
    NOW,
    make_alert,
    make_alert_event,
    make_checkin,
    make_employee,
    make_kpi,
    make_profile,
    make_reading,
    make_team,
    make_time_off,
)

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
CHARTS_OF_A_PERSON, CHARTS_OF_TEAMS = 4, 3
DAYS = 60


@pytest.fixture
def sam(committed: Session) -> Employee:
    """A manager of five, one of them Dee, with a past of sixty days."""
    sam = make_employee(committed, role=Role.MANAGER, name="Sam Lee")
    north = make_team(committed, name="North")
    names = ("Dee Okafor", "Ana Ruiz", "Tom Hale", "Marcus Webb", "Priya Nair")
    people = [make_employee(committed, name=name, manager_id=sam.id, team_id=north.id) for name in names]
    for person in people:
        fill_days(committed, person)
    fill_coaching(committed, people[0])
    committed.commit()
    return sam


def fill_days(session: Session, person: Employee) -> None:
    now = NOW.replace(hour=13, minute=0)
    for back in range(DAYS, 0, -1):
        at = now - timedelta(days=back)
        if at.isoweekday() <= 5:
            make_checkin(session, person, timestamp=at, energy_level=2 + back % 4, kpi_action_today="Take photos")


def fill_coaching(session: Session, dee: Employee) -> None:
    now = NOW
    today = now.date()
    kpi = make_kpi(session, name="Callbacks", unit="a week")
    for week in range(8):
        make_reading(session, dee, kpi, read_on=today - timedelta(weeks=week), value=Decimal(4 + week))
    make_profile(
        session,
        dee,
        primary_kpi="Callbacks",
        goal_kpi_id=kpi.id,
        goal_baseline=Decimal(12),
        goal_target=Decimal(2),
        goal_started_on=today - timedelta(days=45),
        goal_due_on=today + timedelta(days=45),
        goal_milestones=[{"text": "Ride along with Lee", "done_on": str(today)}],
    )
    make_time_off(session, dee, starts_on=today - timedelta(days=20), ends_on=today - timedelta(days=15))
    note = "Gate <b>code</b> does not work"
    at = now - timedelta(days=6)
    make_checkin(session, dee, timestamp=at, blocker_present=True, blocker_note=note)
    blocker = make_alert(
        session, dee, kind=AlertKind.BLOCKER, note=note, alert_on=today - timedelta(days=6), opened_at=now
    )
    make_alert_event(session, blocker, at=now)


def open_dee(page: Page) -> None:
    page.goto("/technicians")
    page.get_by_role("link", name="Dee Okafor").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dee Okafor")
    wait_for_charts(page, CHARTS_OF_A_PERSON)


def wait_for_charts(page: Page, count: int) -> None:
    expect(page.locator(".chart-plot.drawn")).to_have_count(count, timeout=15_000)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible_in_both_themes(page: Page, sign_in: SignIn, sam: Employee, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    sign_in(page, employee=sam)
    open_dee(page)
    assert_accessible(page)
    page.goto("/trends")
    wait_for_charts(page, CHARTS_OF_TEAMS)
    assert_accessible(page)


def test_charts_of_teams_come_with_the_page_in_both_themes(page: Page, sign_in: SignIn, sam: Employee) -> None:
    """Their figures were worked out for the page, so no address is asked for them again."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    sign_in(page, employee=sam)
    page.goto("/trends")
    wait_for_charts(page, CHARTS_OF_TEAMS)
    ink = page.locator(".chart-plot .xtick text, .chart-plot .ytick text").first
    light = ink.evaluate("one => getComputedStyle(one).fill")
    page.evaluate("window.coachTheme.choose('dark')")
    expect(ink).not_to_have_css("fill", light)
    assert [url for url in asked if "/charts/" in url] == []


@pytest.mark.parametrize("weeks", [4, 52])
def test_phone_has_no_sideways_scroll(page: Page, sign_in: SignIn, sam: Employee, weeks: int) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    sign_in(page, employee=sam)
    open_dee(page)
    page.goto(f"{page.url.split('?')[0]}?weeks={weeks}")
    wait_for_charts(page, CHARTS_OF_A_PERSON)
    assert_no_horizontal_scroll(page)
    page.goto(f"/trends?weeks={weeks}")
    wait_for_charts(page, CHARTS_OF_TEAMS)
    assert_no_horizontal_scroll(page)


def test_drawing_moves_nothing(page: Page, sign_in: SignIn, sam: Employee) -> None:
    sign_in(page, employee=sam)
    open_dee(page)
    heights = page.locator(".chart-plot").evaluate_all(
        "all => all.map(one => [one.clientHeight, parseFloat(getComputedStyle(one).minHeight)])"
    )
    assert [reserved for _, reserved in heights] == [drawn for drawn, _ in heights]


def test_hover_says_the_day_in_words(page: Page, sign_in: SignIn, sam: Employee) -> None:
    sign_in(page, employee=sam)
    open_dee(page)
    plot = page.locator("[data-chart-name=energy]")
    plot.locator(".trace.scatter .points path").last.hover(force=True)
    expect(plot.locator(".hovertext").first).to_contain_text(re.compile(r"\w{3} \d+ \w{3}: "))


def test_note_is_shown_as_it_was_said_and_cut_to_what_a_phone_holds(page: Page, sign_in: SignIn, sam: Employee) -> None:
    sign_in(page, employee=sam)
    open_dee(page)
    caption = page.locator("[data-chart-name=blockers] .annotation-text").first
    expect(caption).to_contain_text("Gate <b>code</b> does…")
    assert caption.locator("tspan[style], a").count() == 0


def test_table_and_csv_stand_behind_the_chart(page: Page, sign_in: SignIn, sam: Employee) -> None:
    sign_in(page, employee=sam)
    open_dee(page)
    figure = page.locator("figure", has=page.get_by_role("heading", name="Energy"))
    figure.get_by_text("Table").click()
    expect(figure.get_by_role("columnheader", name="Usual level")).to_be_visible()
    with page.expect_download() as download:
        figure.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename.endswith("-energy.csv")


def test_mode_bar_saves_a_png(page: Page, sign_in: SignIn, sam: Employee) -> None:
    sign_in(page, employee=sam)
    open_dee(page)
    plot = page.locator("[data-chart-name=energy]")
    plot.hover()
    with page.expect_download() as download:
        plot.locator(".modebar-btn").first.click()
    assert download.value.suggested_filename == "energy.png"


def test_weeks_are_chosen_by_keyboard(page: Page, sign_in: SignIn, sam: Employee) -> None:
    sign_in(page, employee=sam)
    open_dee(page)
    page.get_by_role("link", name="4 weeks", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"weeks=4$"))
    wait_for_charts(page, CHARTS_OF_A_PERSON)
