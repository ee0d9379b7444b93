"""What goes with a personal day, and what stays."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertStatus
from app.domain.checkins.fields import NotReadyReason
from app.models import Alert, DailyCheckin, Employee, OutboxMessage, OutboxStatus, ToolResult
from app.services.alerts.follow import raise_alerts
from app.services.checkins.personal_days import REMOVED, forget_personal_words
from app.settings import Settings
from tests.builders import NOW, TODAY, make_call, make_checkin, make_employee

WORDS = "The gate is locked"
SAVED = f"Saved: {WORDS}."
DAY = timedelta(days=1)


@pytest.fixture
def ana(session: Session) -> Employee:
    return make_employee(session, name="Ana Ruiz")


def blocked(session: Session, person: Employee, settings: Settings, **overrides: Any) -> DailyCheckin:
    checkin = make_checkin(session, person, **{"blocker_present": True, "blocker_note": WORDS} | overrides)
    raise_alerts(session, checkin, settings=settings, now=checkin.timestamp)
    return checkin


def sick(session: Session, person: Employee) -> None:
    at = NOW + timedelta(minutes=6)
    make_checkin(session, person, timestamp=at, ready_status=False, not_ready_reason=NotReadyReason.SICK)


def forget(session: Session, person: Employee, settings: Settings) -> bool:
    forgotten = forget_personal_words(session, person.id, TODAY, settings=settings)
    session.expire_all()
    return forgotten


def test_working_day_keeps_its_words(session: Session, settings: Settings, ana: Employee) -> None:
    checkin = blocked(session, ana, settings)
    assert not forget(session, ana, settings)
    assert checkin.blocker_note == WORDS


def test_words_of_the_day_go_and_its_facts_stay(session: Session, settings: Settings, ana: Employee) -> None:
    make_employee(session, role="dispatcher", email="dee@demo.example")
    checkin = blocked(session, ana, settings, energy_level=2, focus_summary_5_words="gates first today")
    sick(session, ana)
    assert forget(session, ana, settings)
    assert (checkin.blocker_note, checkin.focus_summary_5_words) == (None, None)
    assert (checkin.blocker_present, checkin.energy_level) == (True, 2)
    alert = session.query(Alert).filter_by(kind=AlertKind.BLOCKER).one()
    assert (alert.status, alert.note, alert.facts["why"]) == (
        AlertStatus.OPEN,
        None,
        "Reported a blocker on Tue 17 Nov: not named",
    )
    message = session.query(OutboxMessage).filter_by(alert_id=alert.id).one()
    assert (message.subject, message.status) == ("Blocker, Ana Ruiz: not named", OutboxStatus.PENDING)


def test_other_days_and_other_people_keep_theirs(session: Session, settings: Settings, ana: Employee) -> None:
    ben = make_employee(session)
    others = [blocked(session, ana, settings, timestamp=NOW - DAY), blocked(session, ben, settings)]
    sick(session, ana)
    forget(session, ana, settings)
    assert [checkin.blocker_note for checkin in others] == [WORDS, WORDS]


def test_blocker_that_the_day_had_joined_keeps_the_words_of_its_first_day(
    session: Session, settings: Settings, ana: Employee
) -> None:
    blocked(session, ana, settings, timestamp=NOW - DAY)
    today = blocked(session, ana, settings)
    sick(session, ana)
    forget(session, ana, settings)
    alert = session.query(Alert).one()
    assert (alert.note, today.blocker_note) == (WORDS, None)


def test_kept_answers_of_the_tool_say_nothing_any_more(session: Session, settings: Settings, ana: Employee) -> None:
    for person in (ana, make_employee(session)):
        call = make_call(session, person)
        make_checkin(session, person, call_id=call.id)
        session.add(
            ToolResult(
                call_id=call.id, tool_call_id="t", arguments_digest="d", result=f"Saved: {WORDS}.", created_at=NOW
            )
        )
    sick(session, ana)
    forget(session, ana, settings)
    results = session.query(ToolResult).order_by(ToolResult.call_id).all()
    assert sorted(result.result for result in results) == sorted([REMOVED, SAVED])
