"""What a technician hears about the blocker they reported."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertOutcome
from app.models import Employee
from app.services.alerts.actions import acknowledge_alert, resolve_alert
from app.services.alerts.records import Actor
from app.services.checkins.blocker_news import tell_blocker_news
from app.settings import Settings
from tests.builders import NOW, make_alert, make_employee

DANA = Actor(id=None, name="Dana Kim")
FIXED_AT = NOW + timedelta(hours=7, minutes=10)
"""14:10 in Chicago."""


@pytest.fixture
def ana(session: Session) -> Employee:
    return make_employee(session, name="Ana Ruiz")


def report_blocker(
    session: Session, employee: Employee, note: str = "No compressor on the van.", **overrides: object
) -> int:
    return make_alert(session, employee, kind=AlertKind.BLOCKER, note=note, **overrides).id


def test_no_blocker_is_no_news(session: Session, ana: Employee) -> None:
    make_alert(session, ana)
    assert tell_blocker_news(session, ana.id, now=NOW) is None


def test_open_blocker_is_told_at_every_call(session: Session, settings: Settings, ana: Employee) -> None:
    alert_id = report_blocker(session, ana)
    assert tell_blocker_news(session, ana.id, now=NOW) == "Still open: No compressor on the van."
    acknowledge_alert(session, alert_id, actor=DANA, settings=settings, now=NOW)
    assert tell_blocker_news(session, ana.id, now=NOW) == "Still open: No compressor on the van. Dana has it."


@pytest.mark.parametrize(
    ("told_at", "when"),
    [
        (FIXED_AT + timedelta(minutes=30), "at 2:10"),
        (FIXED_AT + timedelta(hours=17), "yesterday at 2:10"),
        (FIXED_AT + timedelta(days=3), "on Tuesday at 2:10"),
        (FIXED_AT + timedelta(days=9), "on November 17 at 2:10"),
    ],
)
def test_fixed_blocker_is_told_with_who_and_when(session: Session, ana: Employee, told_at: datetime, when: str) -> None:
    resolve_alert(session, report_blocker(session, ana), actor=DANA, now=FIXED_AT, outcome=AlertOutcome.FIXED)
    assert tell_blocker_news(session, ana.id, now=told_at) == f"Fixed by Dana {when}: No compressor on the van."


def test_fixed_blocker_is_told_in_one_call_only(session: Session, ana: Employee) -> None:
    resolve_alert(session, report_blocker(session, ana), actor=DANA, now=FIXED_AT)
    next_call = FIXED_AT + timedelta(hours=16)
    first = tell_blocker_news(session, ana.id, now=next_call)
    assert tell_blocker_news(session, ana.id, now=next_call + timedelta(seconds=40)) == first
    assert tell_blocker_news(session, ana.id, now=next_call + timedelta(days=1)) is None


@pytest.mark.parametrize(
    ("outcome", "word"), [(AlertOutcome.JOB_MOVED, "Job moved"), (AlertOutcome.FALSE_ALARM, "Closed")]
)
def test_other_outcomes_are_not_called_fixed(session: Session, ana: Employee, outcome: AlertOutcome, word: str) -> None:
    resolve_alert(session, report_blocker(session, ana), actor=DANA, now=FIXED_AT, outcome=outcome)
    assert tell_blocker_news(session, ana.id, now=FIXED_AT) == f"{word} by Dana at 2:10: No compressor on the van."


def test_blocker_that_the_caller_took_back_is_no_news(session: Session, ana: Employee) -> None:
    report_blocker(session, ana, status="resolved", resolved_at=NOW, outcome=AlertOutcome.CORRECTED_BY_CALLER)
    assert tell_blocker_news(session, ana.id, now=NOW) is None


def test_news_comes_first_and_is_kept_short(session: Session, ana: Employee) -> None:
    fixed = report_blocker(session, ana, note="Gate code")
    for note in ("Ladder", "Permit"):
        report_blocker(session, ana, note=note, opened_at=NOW + timedelta(minutes=1))
    resolve_alert(session, fixed, actor=DANA, now=FIXED_AT)
    assert tell_blocker_news(session, ana.id, now=FIXED_AT) == "Fixed by Dana at 2:10: Gate code. Still open: Permit."


def test_somebody_elses_blocker_is_not_told(session: Session, ana: Employee) -> None:
    report_blocker(session, make_employee(session))
    assert tell_blocker_news(session, ana.id, now=NOW) is None


def test_blocker_closed_weeks_ago_is_no_news(session: Session, ana: Employee) -> None:
    alert_id = report_blocker(session, ana)
    resolve_alert(session, alert_id, actor=DANA, now=FIXED_AT)
    assert tell_blocker_news(session, ana.id, now=FIXED_AT + timedelta(days=14)) is None
    assert tell_blocker_news(session, ana.id, now=FIXED_AT + timedelta(days=13)) is not None
