"""What the assistant knows of its caller: the fields, the mode, and what is left out."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind
from app.domain.checkins.fields import CommitmentDone
from app.domain.checkins.script import SPOKEN_NO_CALLER_ID
from app.domain.checkins.strangers import Stranger
from app.domain.permissions import Role
from app.models import Employee
from app.services.checkins.context import (
    NO_PROFILE,
    CallMode,
    call_variables,
    checkin_context,
    local_time,
    spoken_name,
    stranger_variables,
)
from app.settings import Settings
from tests.builders import NOW, make_alert, make_checkin, make_employee, make_left_word, make_profile, make_rollup

AFTERNOON = NOW + timedelta(hours=8)


@pytest.fixture
def ana(session: Session) -> Employee:
    return make_employee(session, name="Ana Maria Ruiz")


def test_context_of_a_caller_with_everything(session: Session, settings: Settings, ana: Employee) -> None:
    make_profile(session, ana, other_kpis=["Callbacks", "Drive time"], gallup_strengths=["Focus"])
    make_checkin(session, ana, timestamp=NOW - timedelta(days=1), kpi_action_today="two callbacks")
    make_alert(session, ana, kind=AlertKind.BLOCKER, note="No van.")
    context = checkin_context(session, ana, settings=settings, now=NOW)
    tip = context.pop("coaching_tip")
    assert isinstance(tip, dict)
    assert (tip["strength"], bool(tip["line"])) == ("Focus", True)
    assert context == {
        "name": "Ana",
        "role": "technician",
        "primary_kpi": ["First-time fix rate", "Callbacks", "Drive time"],
        "top_strengths": ["Focus"],
        "90_day_goal": "Cut callbacks from 6 to 3 a week.",
        "personal_why": "Coach my daughter's team on weekday evenings.",
        "local_time": "Tuesday, November 17, 7:00 AM",
        "in_morning_window": True,
        "checked_in_today": False,
        "last_commitment": {"on": "Monday", "kpi_action": "two callbacks"},
        "promise_to_ask": "Yesterday: two callbacks. Done?",
        "blocker_news": "Still open: No van.",
        "mode": "daily_checkin",
    }


def test_without_a_profile_only_the_operational_questions_are_asked(
    session: Session, settings: Settings, ana: Employee
) -> None:
    assert checkin_context(session, ana, settings=settings, now=NOW) == {
        "name": "Ana",
        "role": "technician",
        "local_time": "Tuesday, November 17, 7:00 AM",
        "in_morning_window": True,
        "checked_in_today": False,
        "mode": "ops_only",
        "instead": NO_PROFILE,
    }


@pytest.mark.parametrize(
    ("person", "now", "mode"),
    [
        ({}, NOW, CallMode.DAILY_CHECKIN),
        ({"always_ops_only": True}, NOW, CallMode.OPS_ONLY),
        ({"role": Role.MANAGER}, NOW, CallMode.GENERAL),
        ({}, AFTERNOON, CallMode.GENERAL),
        ({"timezone": "America/Los_Angeles"}, NOW, CallMode.GENERAL),
    ],
    ids=["technician", "ops-only by choice", "manager", "afternoon", "before the window where they are"],
)
def test_mode_follows_role_window_and_wish(
    session: Session, settings: Settings, person: dict[str, Any], now: datetime, mode: CallMode
) -> None:
    caller = make_employee(session, **person)
    make_profile(session, caller)
    assert checkin_context(session, caller, settings=settings, now=now)["mode"] == mode
    assert call_variables(session, caller, settings=settings, now=now)["mode"] == mode


def test_who_has_checked_in_is_not_asked_again(session: Session, settings: Settings, ana: Employee) -> None:
    make_profile(session, ana)
    make_checkin(session, ana)
    variables = call_variables(session, ana, settings=settings, now=NOW)
    assert (variables["mode"], variables["checked_in_today"], variables["in_morning_window"]) == (
        "general",
        "yes",
        "yes",
    )


def test_stranger_gets_nobodys_data(settings: Settings) -> None:
    variables = stranger_variables(Stranger.WITHHELD, settings, NOW)
    greeting = variables.pop("greeting")
    assert settings.company_name in greeting
    assert variables == {
        "name": "",
        "role": "unknown",
        "caller": "number withheld",
        "what_to_do": SPOKEN_NO_CALLER_ID,
        "mode": "general",
        "local_time": "Tuesday, November 17, 7:00 AM",
        "in_morning_window": "no",
        "checked_in_today": "no",
        "company_name": "Northwind Field Service",
        "emergency": "nine one one",
        "crisis_line": "nine eight eight",
    }


def test_three_strangers_are_greeted_each_in_their_own_words(settings: Settings) -> None:
    with_dispatch = replace(settings, dispatch_number="+13125550100")
    kinds = (Stranger.NOT_LOOKED_UP, Stranger.NOT_ON_FILE, Stranger.WITHHELD)
    greetings = [stranger_variables(stranger, with_dispatch, NOW) for stranger in kinds]
    hello = "Hi, this is Riley at Northwind Field Service."
    at_dispatch = "call dispatch at three one two, five five five, zero one zero zero."
    assert [(each["mode"], each["greeting"]) for each in greetings] == [
        ("ops_only", f"{hello} Two quick ones. Ready to roll, yes or no?"),
        ("general", f"{hello} I don't have this number on file. Call again from your work phone, or {at_dispatch}"),
        (
            "general",
            f"{hello} I can't see your number, so I can't look you up. Call again with caller ID on, or {at_dispatch}",
        ),
    ]


def test_greeting_of_a_known_caller_names_them(session: Session, settings: Settings, ana: Employee) -> None:
    make_profile(session, ana)
    assert "Ana" in call_variables(session, ana, settings=settings, now=NOW)["greeting"]


@pytest.mark.parametrize(
    ("spoken", "profile_name", "said"),
    [(None, None, "Ana"), (None, "Annie R.", "Annie"), ("Mary Ann", "Annie R.", "Mary Ann")],
)
def test_person_is_called_what_they_want_to_be_called(
    session: Session, ana: Employee, spoken: str | None, profile_name: str | None, said: str
) -> None:
    ana.spoken_name = spoken
    assert spoken_name(ana, profile_name) == said


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (datetime(2026, 11, 17, 6, 5, tzinfo=UTC), "Tuesday, November 17, 12:05 AM"),
        (datetime(2026, 11, 17, 18, 0, tzinfo=UTC), "Tuesday, November 17, 12:00 PM"),
        (datetime(2026, 11, 18, 5, 59, tzinfo=UTC), "Tuesday, November 17, 11:59 PM"),
    ],
)
def test_time_is_the_callers_by_the_twelve_hour_clock(now: datetime, said: str) -> None:
    assert local_time(now, "America/Chicago") == said


@pytest.mark.parametrize(("tells", "line"), [(True, "Last week: 5 of 5 calls."), (False, None)])
def test_first_call_of_a_week_hears_of_the_last_unless_it_is_turned_off(
    session: Session, settings: Settings, ana: Employee, *, tells: bool, line: str | None
) -> None:
    make_rollup(session, ana)
    context = checkin_context(session, ana, settings=replace(settings, tell_last_week=tells), now=NOW)
    assert context.get("last_week") == line


def test_promise_of_yesterday_is_asked_about_where_nothing_else_is_told(
    session: Session, settings: Settings, ana: Employee
) -> None:
    make_checkin(session, ana, timestamp=NOW - timedelta(days=1), goal_action_today="one module")

    def asked(*, asks: bool) -> object:
        rules = replace(settings, ask_last_commitment=asks)
        return checkin_context(session, ana, settings=rules, now=NOW).get("promise_to_ask")

    assert [asked(asks=True), asked(asks=False)] == ["Yesterday: one module. Done?", None]
    make_left_word(session, ana, make_employee(session), created_at=NOW)
    assert asked(asks=True) is None


def test_promise_that_was_answered_is_not_asked_about_again(
    session: Session, settings: Settings, ana: Employee
) -> None:
    """The call that answered it may have named no other action, or have broken off before it."""
    before, yesterday = NOW - timedelta(days=2), NOW - timedelta(days=1)
    make_checkin(session, ana, timestamp=before, kpi_action_today="two callbacks")
    asked = checkin_context(session, ana, settings=settings, now=NOW).get("promise_to_ask")
    make_checkin(session, ana, timestamp=yesterday, last_commitment_done=CommitmentDone.PARTLY)
    again = checkin_context(session, ana, settings=settings, now=NOW).get("promise_to_ask")
    assert (asked, again) == (f"{before:%A}: two callbacks. Done?", None)


def test_word_that_somebody_left_takes_the_place_of_last_week(
    session: Session, settings: Settings, ana: Employee
) -> None:
    make_profile(session, ana)
    make_rollup(session, ana)
    told = checkin_context(session, ana, settings=settings, now=NOW)
    make_left_word(session, ana, make_employee(session, name="Dana Kim"), created_at=NOW)
    instead = checkin_context(session, ana, settings=settings, now=NOW)
    assert [("last_week" in context, context.get("word_left")) for context in (told, instead)] == [
        (True, None),
        (False, "Dana says: nice work at Harlan."),
    ]
