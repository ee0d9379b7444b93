"""One number wherever it stands: pages, downloads, the brief and the API over the demo company."""

import re
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.dev.demo_data import load_demo_data
from app.domain.alerts.kinds import AlertKind, AlertStatus
from app.domain.alerts.words import STATUS_WORDS
from app.domain.mornings.brief import brief_line
from app.domain.mornings.day_states import STATE_WORDS, DayState
from app.domain.mornings.window import Week
from app.domain.viewers import Viewer
from app.models import Employee, OutboxMessage, User
from app.queries.roster import load_roster
from app.services.accounts.api_tokens import make_api_token
from app.services.weeks.digest import queue_weekly_digests
from app.services.weeks.roll_up import roll_up_week
from app.settings import Settings
from tests.builders import NOW, PASSWORD, TODAY
from tests.csv_rows import rows_of
from tests.page_client import PageClient, text_of

LAST_WEEK = Week.of(TODAY).shifted(-1)
MONDAY_MORNING = datetime.combine(Week.of(TODAY).start, datetime.min.time(), UTC) + timedelta(hours=18)


@pytest.fixture
def demo(session: Session, settings: Settings) -> None:
    load_demo_data(session, now=NOW, password=PASSWORD, settings=settings)
    roll_up_week(session, LAST_WEEK, now=NOW, settings=settings)
    session.commit()


def signed_in(app: Flask, mailbox: str) -> PageClient:
    pages = PageClient(app.test_client())
    pages.submit(pages.open("/sign-in"), "/sign-in", email=f"{mailbox}@demo.example", password=PASSWORD)
    return pages


def viewer_of(session: Session, mailbox: str) -> Viewer:
    person = session.scalars(select(Employee).where(Employee.email == f"{mailbox}@demo.example")).one()
    return Viewer(employee_id=person.id, role=person.role, timezone=person.timezone, name=person.name)


def api_rows(app: Flask, session: Session, mailbox: str, address: str) -> list[dict[str, Any]]:
    """Return all rows of an address of the API, over its pages."""
    user = session.scalars(select(User).where(User.employee_id == viewer_of(session, mailbox).employee_id)).one()
    token = make_api_token(session, user, name="tests", days=30, may_write=False, live=0, now=NOW)
    session.commit()
    headers, rows, cursor = {"Authorization": f"Bearer {token}"}, [], None
    while True:
        more = f"{'&' if '?' in address else '?'}cursor={cursor}" if cursor else ""
        answer = app.test_client().get(f"/api/v1{address}{more}", headers=headers)
        assert answer.status_code == 200, answer.text
        rows += answer.get_json()["rows"]
        cursor = answer.get_json()["next_cursor"]
        if cursor is None:
            return rows


def records(pages: PageClient, address: str) -> list[dict[str, str]]:
    head, *rows = rows_of(pages.client.get(address))
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("mailbox", ["hr", "manager", "executive"])
def test_blockers_of_trends_are_those_of_the_list(app: Flask, mailbox: str) -> None:
    pages = signed_in(app, mailbox)
    page = pages.open("/trends?weeks=13")
    said = re.search(r"(\d+) blockers raised, (\d+) open now\.", page.text)
    assert said is not None, page.text
    stats = page.all("dl", class_="trend-stats")[0]
    assert text_of(stats).endswith(f"Blockers raised in 13 weeks and this one{said[1]}{said[2]} open now")
    if pages.client.get("/blockers").status_code == 200:
        live = records(pages, "/blockers?format=csv")
        both = [*live, *records(pages, "/blockers?state=resolved&format=csv")]
        since = LAST_WEEK.shifted(-12).start
        raised = [row for row in both if date.fromisoformat(row["Raised"]) >= since]
        assert (int(said[1]), int(said[2])) == (len(raised), len(live))


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("mailbox", ["dispatcher", "manager"])
def test_open_blockers_of_the_list_are_those_of_the_inbox_and_of_the_api(
    app: Flask, session: Session, mailbox: str
) -> None:
    pages = signed_in(app, mailbox)
    listed = Counter(row["Who"] for row in records(pages, "/blockers?format=csv"))
    inbox = records(pages, f"/alerts?tab=all&kind={AlertKind.BLOCKER}&format=csv")
    assert Counter(row["Who"] for row in inbox if row["State"] != STATUS_WORDS[AlertStatus.RESOLVED]) == listed
    sent = [row for row in api_rows(app, session, mailbox, "/alerts") if row["kind"] == AlertKind.BLOCKER]
    assert sum(row["status"] != AlertStatus.RESOLVED for row in sent) == listed.total()


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("mailbox", ["dispatcher", "manager"])
def test_states_of_today_are_those_of_its_download_and_of_the_brief(
    app: Flask, session: Session, settings: Settings, mailbox: str
) -> None:
    pages = signed_in(app, mailbox)
    rows = Counter(row["State"] for row in records(pages, "/?format=csv"))
    counts = [text.split(" ", 1) for text in pages.open("/").texts("a", class_="stat")]
    stats = {word: int(count) for count, word in counts}
    assert stats == dict(rows)
    viewer = viewer_of(session, mailbox)
    people = defaultdict(list)
    for row in load_roster(session, viewer, settings=settings, now=NOW).rows:
        people[row.state].append(row.name)
    line = brief_line(people, blockers=0)
    assert line is not None
    assert line.startswith(f"{rows['ready']} of {sum(rows.values()) - rows['off']} ready")
    for state in (DayState.MISSED, DayState.UNFINISHED, DayState.AWAITED):
        assert f"{rows[STATE_WORDS[state]]} {STATE_WORDS[state]}" in line or not rows[STATE_WORDS[state]]


@pytest.mark.usefixtures("demo")
def test_days_without_a_call_are_the_same_in_the_week_and_in_the_persons_calendar(app: Flask, session: Session) -> None:
    pages = signed_in(app, "manager")
    days = {LAST_WEEK.start + timedelta(days=step) for step in range(7)}
    seen = 0
    for week in api_rows(app, session, "manager", f"/weekly-rollups?week={LAST_WEEK}"):
        calendar = records(pages, f"/technicians/{week['employee_number']}/charts/calendar.csv?weeks=4")
        states = {date.fromisoformat(row["Day"]): row["State"] for row in calendar}
        silent = {day.isoformat() for day in days if states.get(day) == STATE_WORDS[DayState.MISSED]}
        assert set(week["missed_on"] or ()) == silent, week
        seen += 1
    assert seen


@pytest.mark.usefixtures("demo")
def test_weeks_of_the_page_are_those_of_the_api(app: Flask, session: Session) -> None:
    page = {
        row["Name"]: (row["Check-ins"], row["Expected"], row["Blockers raised"], row["Blockers open"])
        for row in records(signed_in(app, "manager"), f"/milestones/{LAST_WEEK}?format=csv")
    }
    names = {person.id: person.name for person in session.scalars(select(Employee))}
    sent = {
        names[row["employee_number"]]: tuple(
            str(row[key]) for key in ("checkins_done", "workdays_expected", "blockers_raised", "blockers_open")
        )
        for row in api_rows(app, session, "manager", f"/weekly-rollups?week={LAST_WEEK}")
    }
    assert page
    assert page == sent


@pytest.mark.usefixtures("demo")
def test_figures_of_the_digest_are_those_of_the_week_of_the_managers_own_people(
    app: Flask, session: Session, settings: Settings
) -> None:
    manager = viewer_of(session, "manager")
    queue_weekly_digests(session, now=MONDAY_MORNING, settings=replace(settings, weekly_digest="always"))
    own = select(Employee.name).where(Employee.manager_id == manager.employee_id)
    names = set(session.scalars(own))
    to_them = (OutboxMessage.kind == "digest", OutboxMessage.recipient_id == manager.employee_id)
    body = session.scalars(select(OutboxMessage.body_text).where(*to_them))
    said = re.search(r"(\d+) of (\d+) check-ins from (\d+) technicians; (\d+) blockers? open\.", body.one())
    session.commit()
    weeks = records(signed_in(app, "manager"), f"/milestones/{LAST_WEEK}?format=csv")
    expected = [row for row in weeks if row["Name"] in names and int(row["Expected"])]
    sums = [sum(int(row[column]) for row in expected) for column in ("Check-ins", "Expected", "Blockers open")]
    assert said is not None
    assert [int(said[1]), int(said[2]), int(said[4]), int(said[3])] == [*sums, len(expected)]
