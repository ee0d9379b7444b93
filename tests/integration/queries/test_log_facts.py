"""The facts for an answer in one row: what may be touched by it, and what cannot."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertStatus
from app.domain.checkins.fields import NotReadyReason
from app.domain.checkins.log_decision import LogFacts, SavedRow
from app.domain.mornings.workdays import TimeOffKind
from app.models import Employee
from app.queries.log_facts import read_log_facts
from tests.builders import (
    NOW,
    TODAY,
    make_alert,
    make_call,
    make_checkin,
    make_employee,
    make_left_word,
    make_profile,
    make_time_off,
)

EMPTY = SavedRow(timestamp=NOW, checkin_on=TODAY, answers={})


@pytest.fixture
def ana(session: Session) -> Employee:
    ana = make_employee(session)
    make_call(session, ana, id="c1")
    return ana


def facts_of(session: Session, person: Employee, **given: Any) -> LogFacts:
    return read_log_facts(session, call_id="c1", employee_id=person.id, day=TODAY, low_energy=2, now=NOW, **given)


def test_first_answer_finds_an_empty_row_of_the_day_and_nothing_else(session: Session, ana: Employee) -> None:
    assert facts_of(session, ana) == LogFacts(row=EMPTY)


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ({}, False),
        ({"energy_level": 2}, True),
        ({"ready_status": False, "not_ready_reason": NotReadyReason.SICK}, True),
        ({"blocker_present": True}, True),
        ({"unclear_note": "gate code"}, True),
        ({"energy_level": 2, "timestamp": NOW - timedelta(days=1)}, False),
    ],
)
def test_another_call_of_the_day_that_may_alert(
    session: Session, ana: Employee, other: dict[str, Any], *, found: bool
) -> None:
    make_checkin(session, ana, **other)
    make_checkin(session, make_employee(session), energy_level=1)
    assert facts_of(session, ana).may_alert_already is found


def days(*dates: date) -> dict[str, Any]:
    return {"days": [{"on": day.isoformat(), "energy": 2} for day in dates]}


@pytest.mark.parametrize(
    ("kind", "alert", "found"),
    [
        (AlertKind.ATTENDANCE, {}, True),
        (AlertKind.ATTENDANCE, {"status": AlertStatus.RESOLVED}, True),
        (AlertKind.ATTENDANCE, {"alert_on": TODAY - timedelta(days=1)}, False),
        (AlertKind.BLOCKER, {"alert_on": TODAY - timedelta(days=1)}, False),
        (AlertKind.BLOCKER, {"alert_on": TODAY - timedelta(days=1), "facts": {"days": [TODAY.isoformat()]}}, True),
        (AlertKind.BURNOUT, {"alert_on": TODAY - timedelta(days=1), "facts": days(TODAY)}, True),
        (AlertKind.BURNOUT, {"alert_on": TODAY - timedelta(days=1), "facts": days(TODAY - timedelta(days=1))}, False),
        (AlertKind.MISSED, {}, True),
        (AlertKind.MISSED, {"status": AlertStatus.RESOLVED}, False),
        (AlertKind.SAFETY, {}, False),
    ],
)
def test_alerts_about_the_day(
    session: Session, ana: Employee, kind: AlertKind, alert: dict[str, Any], *, found: bool
) -> None:
    make_alert(session, ana, kind=kind, **alert)
    make_alert(session, make_employee(session))
    assert facts_of(session, ana).has_alerts is found


@pytest.mark.parametrize(
    ("days_from_today", "kind", "found"),
    [
        ((-2, 0), TimeOffKind.REPORTED_OUT, True),
        ((1, 3), TimeOffKind.REPORTED_OUT, True),
        ((-2, -1), TimeOffKind.REPORTED_OUT, False),
        ((2, 3), TimeOffKind.REPORTED_OUT, False),
        ((0, 0), TimeOffKind.VACATION, False),
    ],
)
def test_days_out_that_were_reported(
    session: Session, ana: Employee, days_from_today: tuple[int, int], kind: TimeOffKind, *, found: bool
) -> None:
    starts_on, ends_on = (TODAY + timedelta(days=number) for number in days_from_today)
    make_time_off(session, ana, starts_on=starts_on, ends_on=ends_on, kind=kind)
    assert facts_of(session, ana).is_reported_out is found


def test_name_on_the_profile_and_words_that_wait(session: Session, ana: Employee) -> None:
    make_profile(session, ana, name="Annie")
    make_left_word(session, ana, make_employee(session))
    facts = facts_of(session, ana)
    assert (facts.profile_name, facts.has_words_waiting) == ("Annie", True)
