"""The form behind a reminder's link: what it asks, keeps and says, without a sign-in and without JavaScript."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.models import Alert, AuditEvent, Call, DailyCheckin, Employee
from app.services.messages.checkin_links import make_checkin_token
from app.settings import Settings
from tests.builders import NOW, TODAY, make_employee, make_profile
from tests.functional.web.conftest import SignIn
from tests.page_client import HtmlPage, PageClient
from tests.pinned_clock import PinnedClock

LINE, DISPATCH = "+13125550100", "+13125550111"
READY: dict[str, Any] = {"attendance": "ready", "blocker": "no", "call_type": "ops_only"}


@pytest.fixture(autouse=True)
def _numbers(app: Flask) -> Iterator[None]:
    before = app.extensions["settings"]
    app.extensions["settings"] = replace(before, line_number=LINE, dispatch_number=DISPATCH)
    yield
    app.extensions["settings"] = before


@pytest.fixture
def path(session: Session, settings: Settings, dee: Employee) -> str:
    make_employee(session, name="Kay Ortiz", role=Role.DISPATCHER, email="kay@example.com")
    make_profile(session, dee)
    session.commit()
    return path_of(settings, dee)


def path_of(settings: Settings, person: Employee) -> str:
    return f"/c/{make_checkin_token(settings, person.id, TODAY, number=person.phone or '', now=NOW)}"


def send(pages: PageClient, path: str, *, status: int = 200, **fields: str) -> HtmlPage:
    return pages.submit(pages.open(path), path, status=status, **fields)


def row(session: Session) -> dict[str, Any]:
    session.expire_all()
    checkin = session.scalars(sa.select(DailyCheckin)).one_or_none()
    if checkin is None:
        return {}
    names = [column.name for column in DailyCheckin.__table__.columns]
    kept = {name: getattr(checkin, name) for name in names if getattr(checkin, name) not in (None, [])}
    for name in ("id", "employee_id", "call_id", "timestamp", "checkin_on", "created_at", "updated_at"):
        kept.pop(name)
    return kept


def test_opening_saves_nothing_and_is_on_record(pages: PageClient, session: Session, path: str, dee: Employee) -> None:
    page = pages.open(path)
    assert page.h1 == "Morning, Dee"
    assert row(session) == {}
    assert session.scalars(sa.select(Call)).all() == []
    opened = session.scalars(sa.select(AuditEvent).where(AuditEvent.action == "checkin_link.opened")).one()
    assert (opened.actor_id, opened.subject_id, opened.detail) == (None, dee.id, {"day": "2026-11-17"})


def test_ops_only_stands_on_top_with_a_button_of_its_own(pages: PageClient, path: str) -> None:
    page = pages.open(path)
    assert page.texts("button", name="call_type") == ["Send, ops only", "Send it all"]
    names = [each.get("name") for each in page.form(path).iter() if each.get("name")]
    assert names.index("call_type") < names.index("energy")


def test_ops_only_is_three_taps(pages: PageClient, session: Session, path: str) -> None:
    page = send(pages, path, **READY)
    assert (page.h1, "Saved. Drive safe." in page.text) == ("Your check-in is in", True)
    assert row(session) == {
        "call_type": "ops_only",
        "ready_status": True,
        "blocker_present": False,
        "call_completed": True,
    }


def test_whole_check_in_is_the_row_of_a_call(pages: PageClient, session: Session, path: str) -> None:
    answers = {
        "energy": "4",
        "kpi_action": "Close 3 tickets by noon",
        "focus": "Photos first",
        "goal_action": "Call one",
    }
    page = send(pages, path, **READY | answers | {"call_type": "daily_checkin"})
    assert "Saved, thanks. Have a good one, Dee." in page.text
    tip = row(session).pop("coach_prompt_used")
    assert tip in {"Achiever", "Relator", "Focus"}
    assert row(session) == {
        "call_type": "daily_checkin",
        "ready_status": True,
        "energy_level": 4,
        "blocker_present": False,
        "primary_kpi": "First-time fix rate",
        "kpi_action_today": "Close 3 tickets by noon",
        "coach_prompt_used": tip,
        "focus_summary_5_words": "Photos first",
        "goal_action_today": "Call one",
        "call_completed": True,
    }


def test_what_was_answered_decides_the_type_not_the_button(pages: PageClient, session: Session, path: str) -> None:
    send(pages, path, **READY | {"energy": "3"})
    assert (row(session)["call_type"], row(session)["energy_level"]) == ("daily_checkin", 3)


def test_who_would_rather_not_say_is_not_asked_again(pages: PageClient, session: Session, path: str) -> None:
    send(pages, path, **READY | {"energy": "rather not say", "call_type": "daily_checkin"})
    assert (row(session)["call_type"], row(session)["call_completed"]) == ("daily_checkin", True)
    assert "energy_level" not in row(session)


def test_sick_tells_dispatch_and_asks_nothing_more(pages: PageClient, session: Session, path: str) -> None:
    page = send(pages, path, attendance="out", reason="sick", blocker_note="flu", call_type="ops_only")
    assert "Thanks for telling us. Dispatch knows. Look after yourself." in page.text
    assert row(session) == {
        "call_type": "ops_only",
        "ready_status": False,
        "not_ready_reason": "sick",
        "call_completed": True,
    }
    assert session.scalars(sa.select(Alert.rule_id)).all() == ["ATTENDANCE-1"]


def test_late_is_ready_with_minutes(pages: PageClient, session: Session, path: str) -> None:
    page = send(pages, path, status=422, **READY | {"attendance": "late", "eta": "soon"})
    assert page.error_beside("eta") == "A number of minutes, 1 to 480."
    assert page.all("input", name="eta")[0].get("value") == "soon"
    send(pages, path, **READY | {"attendance": "late", "eta": "30"})
    assert (row(session)["ready_status"], row(session)["eta_minutes"]) == (True, 30)


def test_nothing_chosen_saves_nothing(pages: PageClient, session: Session, path: str) -> None:
    page = send(pages, path, status=422, call_type="ops_only")
    assert "Are you coming in? One of these, please." in page.text
    assert row(session) == {}


def test_unfinished_answers_are_saved_and_kept_on_the_page(pages: PageClient, session: Session, path: str) -> None:
    page = send(pages, path, status=422, attendance="out", out_until="2026-11-19", call_type="ops_only")
    assert "Saved so far. One more answer, then send again." in page.text
    assert page.all("input", name="out_until")[0].get("value") == "2026-11-19"
    assert [each.get("value") for each in page.all("input", name="attendance") if each.get("checked") is not None] == [
        "out"
    ]
    assert (row(session)["ready_status"], row(session)["call_completed"]) == (False, False)
    assert session.scalars(sa.select(Alert.status)).all() == ["open"]  # as on the phone: no reason counts as other
    send(pages, path, attendance="out", reason="vehicle", blocker="no", out_until="2026-11-19", call_type="ops_only")
    assert (row(session)["not_ready_reason"], row(session)["call_completed"]) == ("vehicle", True)
    assert session.scalars(sa.select(Alert.status)).all() == ["resolved"]


def test_blocker_beside_a_no_is_asked_about(pages: PageClient, session: Session, path: str) -> None:
    page = send(pages, path, status=422, **READY | {"blocker_note": "Gate code"})
    assert page.error_beside("blocker_note") == "You said no, and named one. Which is right?"
    send(pages, path, **READY | {"blocker": "yes", "blocker_note": "Gate code"})
    assert (row(session)["blocker_present"], row(session)["blocker_note"]) == (True, "Gate code")


def test_pressed_twice_is_answered_alike_and_used_links_say_whom_to_call(
    pages: PageClient, session: Session, path: str
) -> None:
    form = pages.open(path)
    pages.submit(form, path, **READY)
    assert "Saved. Drive safe." in pages.submit(form, path, **READY).text
    changed = pages.submit(form, path, status=410, **READY | {"attendance": "out", "reason": "sick"})
    assert changed.h1 == "You have checked in"
    used = pages.open(path, status=410)
    assert "To change something, call." in used.text
    assert [link.get("href") for link in used.all("a") if link.get("href", "").startswith("tel:")] == [
        f"tel:{LINE}",
        f"tel:{DISPATCH}",
    ]
    assert row(session)["ready_status"] is True


def test_old_link_says_whom_to_call(pages: PageClient, path: str, clock: PinnedClock) -> None:
    clock.now = NOW + timedelta(hours=18)
    page = pages.open(path, status=410)
    assert (page.h1, f"tel:{LINE}" in page.html) == ("This link is too old", True)
    assert pages.open("/c/nonsense", status=410).h1 == "This link does not work"


def test_goal_and_why_are_on_no_page_of_a_stranger(
    pages: PageClient, sign_in: SignIn, path: str, sam: Employee, dee: Employee
) -> None:
    private = ("Cut callbacks", "daughter")
    for stranger in (pages, sign_in(employee=sam)):
        assert [word for word in private if word in stranger.open(path).text] == []
    own = sign_in(employee=dee).open(path).text
    assert [word for word in private if word in own] == list(private)


def test_form_without_its_token_is_refused(app: Flask, session: Session, path: str) -> None:
    assert app.test_client().post(path, data=READY).status_code == 400
    assert row(session) == {}


def test_despair_in_any_field_is_answered_with_the_crisis_line(pages: PageClient, session: Session, path: str) -> None:
    page = send(pages, path, attendance="out", reason="sick", focus="no reason to live", call_type="ops_only")
    assert (page.h1, "call 988" in page.text, "reason to live" in page.html) == ("You are not alone", True, False)
    assert "tel:988" in [link.get("href") for link in page.all("a")]
    assert row(session) == {}
    assert session.scalars(sa.select(Alert)).all() == []


def test_danger_in_any_field_tells_dispatch_and_keeps_none_of_its_words(
    pages: PageClient, session: Session, path: str
) -> None:
    page = send(pages, path, **READY | {"kpi_action": "gas smell at the site", "focus": "Photos first"})
    assert (page.h1, "Dispatch knows." in page.text, "gas" in page.text) == ("First of all", True, False)
    assert session.scalars(sa.select(Alert.rule_id)).all() == ["SAFETY-1"]
    assert (row(session)["focus_summary_5_words"], "kpi_action_today" in row(session)) == ("Photos first", False)
