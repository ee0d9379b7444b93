"""A check-in by the link: one row a person and day, used once, and by the rules of today."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind
from app.domain.conversation.distress import Distress
from app.domain.permissions import Role
from app.models import (
    Alert,
    AuditEvent,
    Call,
    CallOrigin,
    CallStatus,
    DailyCheckin,
    Employee,
    OutboxMessage,
    ToolResult,
)
from app.services.checkins.filled_forms import fill_form
from app.services.checkins.links import SentAnswers, open_checkin_link, record_opening, send_answers
from app.services.messages.checkin_links import CheckinLinkProblem, CheckinLinkRefused, make_checkin_token
from app.settings import Settings
from app.unit_of_work import unit_of_work
from tests.builders import NOW, TODAY, make_employee, make_profile

READY = {"call_type": "ops_only", "ready_status": True, "blocker_present": "no", "call_completed": True}
SICK = {"call_type": "ops_only", "ready_status": False, "not_ready_reason": "sick", "call_completed": True}
PRESSES = 4
TOLD = "If it's an emergency, dial 911 now. Dispatch knows."
CRISIS = "I'm glad you told me. You can talk to somebody right now: call 988."


@pytest.fixture
def dee(session: Session) -> Employee:
    make_employee(session, name="Kay Ortiz", role=Role.DISPATCHER, email="kay@example.com")
    manager = make_employee(session, role=Role.MANAGER)
    return make_employee(session, name="Dee Okafor", manager_id=manager.id)


class Link:
    def __init__(self, session: Session, person: Employee, settings: Settings, day: date = TODAY) -> None:
        self.session, self.settings = session, settings
        self.token = make_checkin_token(settings, person.id, day, number=person.phone or "", now=NOW)

    def send(self, arguments: dict[str, Any], *, after: timedelta = timedelta()) -> SentAnswers:
        now = NOW + after
        written = [value for value in arguments.values() if isinstance(value, str)]
        filled = fill_form(self.token, arguments=arguments, written=written, settings=self.settings, now=now)
        return send_answers(self.session, filled, settings=self.settings, now=now)

    def open(self, *, signed_in_id: int | None = None, after: timedelta = timedelta()) -> Any:
        return open_checkin_link(
            self.session, self.token, signed_in_id=signed_in_id, settings=self.settings, now=NOW + after
        )

    def problem(self, *, after: timedelta = timedelta()) -> CheckinLinkProblem | None:
        try:
            self.open(after=after)
        except CheckinLinkRefused as refused:
            return refused.problem
        return None


@pytest.fixture
def link(session: Session, dee: Employee, settings: Settings) -> Link:
    return Link(session, dee, settings)


def rows(session: Session) -> list[tuple[Any, ...]]:
    columns = (DailyCheckin.call_id, DailyCheckin.ready_status, DailyCheckin.call_completed)
    return [tuple(row) for row in session.execute(sa.select(*columns).order_by(DailyCheckin.id))]


def test_answers_become_the_row_of_the_day_and_the_call_says_how_it_came(
    session: Session, link: Link, dee: Employee
) -> None:
    assert link.send(READY) == SentAnswers("Saved. Drive safe.")
    assert rows(session) == [(f"web-{dee.id}-2026-11-17", True, True)]
    call = session.scalars(sa.select(Call)).one()
    assert (call.origin, call.status, call.ended_reason) == (CallOrigin.WEB_LINK, CallStatus.ENDED, "form-sent")
    assert call.origin.value == "web link"
    assert call.caller_masked == f"{(dee.phone or '')[:8]}••••"


def test_same_answers_twice_are_answered_alike_and_others_refused(session: Session, link: Link) -> None:
    first = link.send(SICK)
    assert first == SentAnswers("Thanks for telling us. Dispatch knows. Look after yourself.")
    messages = session.scalar(sa.select(sa.func.count()).select_from(OutboxMessage))
    assert link.send(SICK) == first
    assert session.scalar(sa.select(sa.func.count()).select_from(OutboxMessage)) == messages
    with pytest.raises(CheckinLinkRefused) as refused:
        link.send(READY)
    assert refused.value.problem is CheckinLinkProblem.USED
    assert [row[1:] for row in rows(session)] == [(False, True)]
    assert [alert.kind for alert in session.scalars(sa.select(Alert))] == [AlertKind.ATTENDANCE]


def test_unfinished_answers_are_kept_and_completed_by_the_same_link(
    session: Session, link: Link, dee: Employee
) -> None:
    half = link.send(READY | {"blocker_present": "yes"})
    assert (half.goodbye, [problem.field for problem in half.problems]) == ("", ["blocker_note"])
    assert [row[1:] for row in rows(session)] == [(True, False)]
    assert link.problem() is None
    sent = link.send(READY | {"blocker_present": "yes", "blocker_note": "Gate code"})
    assert sent == SentAnswers("Ops knows about the blocker. Saved. Drive safe.")
    assert [row[1:] for row in rows(session)] == [(True, True)]
    assert link.problem() is CheckinLinkProblem.USED


def test_somebody_hurt_is_an_alert_at_once_and_no_blocker(session: Session, link: Link) -> None:
    words = {"blocker_present": "yes", "blocker_note": "I cut my hand on the saw"}
    assert link.send(READY | words) == SentAnswers(TOLD, distress=Distress.DANGER)
    assert link.send(READY | words) == SentAnswers(TOLD, distress=Distress.DANGER)
    assert [alert.kind for alert in session.scalars(sa.select(Alert))] == [AlertKind.SAFETY]
    assert session.scalars(sa.select(DailyCheckin.blocker_note)).all() == [None]
    assert [text for text in session.scalars(sa.select(OutboxMessage.body_text)) if "saw" in text] == []


def test_despair_is_offered_the_crisis_line_and_nothing_is_kept_but_that(session: Session, link: Link) -> None:
    words = {"call_type": "daily_checkin", "focus_summary_5_words": "I want to die"}
    offered = SentAnswers(CRISIS, distress=Distress.DESPAIR)
    assert [link.send(READY | words) for _ in range(2)] == [offered, offered]
    assert (rows(session), session.scalars(sa.select(Alert)).all()) == ([], [])
    assert session.scalars(sa.select(OutboxMessage)).all() == []
    assert session.scalars(sa.select(ToolResult.result)).all() == [CRISIS]
    assert link.send(READY) == SentAnswers("Saved. Drive safe.")


def test_somebody_hurt_is_heard_though_the_link_is_used(session: Session, link: Link) -> None:
    link.send(READY)
    assert link.send(READY | {"eta_minutes": "I cut my hand"}).distress is Distress.DANGER
    assert [alert.kind for alert in session.scalars(sa.select(Alert))] == [AlertKind.SAFETY]
    assert [row[1:] for row in rows(session)] == [(True, True)]


def test_goal_and_why_are_for_the_person_signed_in_alone(session: Session, link: Link, dee: Employee) -> None:
    make_profile(session, dee)
    other = make_employee(session, role=Role.MANAGER)
    for stranger in (None, other.id):
        questions = link.open(signed_in_id=stranger)
        assert (questions.goal, questions.why, questions.short) == ("", "", False)
    own = link.open(signed_in_id=dee.id)
    assert own.goal == "Cut callbacks from 6 to 3 a week."
    assert own.why == "Coach my daughter's team on weekday evenings."


@pytest.mark.parametrize("wish", ["no-profile", "always-ops-only"])
def test_short_form_for_who_is_asked_no_more(session: Session, link: Link, dee: Employee, wish: str) -> None:
    if wish == "always-ops-only":
        make_profile(session, dee)
        dee.always_ops_only = True
    assert link.open().short is True


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("none", None),
        ("number", CheckinLinkProblem.NOT_YOURS),
        ("left", CheckinLinkProblem.NOT_YOURS),
        ("role", CheckinLinkProblem.NOT_YOURS),
    ],
)
def test_link_asks_who_the_person_is_today(
    session: Session, link: Link, dee: Employee, change: str, problem: CheckinLinkProblem | None
) -> None:
    match change:
        case "number":
            dee.phone = "+13125559999"
        case "left":
            dee.ended_on = TODAY - timedelta(days=1)
        case "role":
            dee.role = Role.DISPATCHER
    session.flush()
    assert link.problem() is problem


def test_link_works_on_its_own_day_alone(session: Session, link: Link, dee: Employee, settings: Settings) -> None:
    until_midnight = timedelta(hours=17)  # 07:00 in Chicago
    assert link.problem(after=until_midnight - timedelta(seconds=1)) is None
    assert link.problem(after=until_midnight) is CheckinLinkProblem.EXPIRED
    assert Link(session, dee, settings, TODAY - timedelta(days=1)).problem() is CheckinLinkProblem.EXPIRED


def test_switched_off_every_link_says_so(session: Session, dee: Employee, settings: Settings) -> None:
    off = Link(session, dee, replace(settings, checkin_link=False))
    assert off.problem() is CheckinLinkProblem.OFF
    with pytest.raises(CheckinLinkRefused):
        off.send(READY)
    assert rows(session) == []


def test_opening_is_on_record_without_a_word_of_the_person(session: Session, link: Link, dee: Employee) -> None:
    record_opening(session, link.open().claim, signed_in_id=None, now=NOW)
    session.flush()
    event = session.scalars(sa.select(AuditEvent)).one()
    assert (event.action, event.actor_id, event.subject_id) == ("checkin_link.opened", None, dee.id)
    assert event.detail == {"day": "2026-11-17"}


def test_two_presses_at_once_are_one_check_in(app: Flask, committed: Session, settings: Settings) -> None:
    make_employee(committed, role=Role.DISPATCHER, email="kay@example.com")
    person = make_employee(committed)
    committed.commit()
    token = make_checkin_token(settings, person.id, TODAY, number=person.phone or "", now=NOW)
    together = Barrier(PRESSES)

    def press(_number: int) -> str:
        together.wait()
        with app.app_context(), unit_of_work() as session:
            filled = fill_form(token, arguments=SICK, written=[], settings=settings, now=NOW)
            return send_answers(session, filled, settings=settings, now=NOW).goodbye

    with ThreadPoolExecutor(PRESSES) as pool:
        goodbyes = list(pool.map(press, range(PRESSES)))
    assert set(goodbyes) == {"Thanks for telling us. Dispatch knows. Look after yourself."}
    committed.rollback()
    assert [row[1:] for row in rows(committed)] == [(False, True)]
    assert [alert.kind for alert in committed.scalars(sa.select(Alert))] == [AlertKind.ATTENDANCE]
