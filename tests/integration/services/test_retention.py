"""What is removed when it has been kept long enough, and what stays."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertOutcome, AlertStatus
from app.domain.long_jobs import JobKind
from app.domain.mornings.window import Week
from app.models import (
    Alert,
    AlertEvent,
    Base,
    DailyCheckin,
    Employee,
    JobFile,
    LeftWord,
    OutboxMessage,
    OutboxStatus,
    WeeklyRollup,
)
from app.services.long_jobs.files import KEPT, keep_file
from app.services.long_jobs.requests import request_job
from app.services.retention import MOST_ROWS, REMOVED, remove_what_is_old
from app.services.weeks.roll_up import roll_up_week
from app.settings import Settings
from tests.builders import (
    NOW,
    TODAY,
    make_alert,
    make_alert_event,
    make_checkin,
    make_employee,
    make_left_word,
    make_message,
)

WORDS = "compressor on Oak Street"


def days_ago(days: int) -> dict[str, Any]:
    return {"timestamp": NOW - timedelta(days=days), "checkin_on": TODAY - timedelta(days=days)}


def fill(session: Session, person: Employee, days: int) -> DailyCheckin:
    """A check-in with words in it, the closed alert about it, and a message."""
    said = {"kpi_action_today": WORDS, "goal_action_today": WORDS, "focus_summary_5_words": WORDS}
    row = make_checkin(session, person, blocker_present=True, blocker_note=WORDS, **said, **days_ago(days))
    alert = make_alert(
        session,
        person,
        kind=AlertKind.BLOCKER,
        checkin_id=row.id,
        alert_on=row.checkin_on,
        note=WORDS,
        facts={"blocker_note": WORDS, "why": WORDS, "checkin_on": str(row.checkin_on)},
        status=AlertStatus.RESOLVED,
        outcome=AlertOutcome.FIXED,
        outcome_note=WORDS,
        resolved_at=row.timestamp,
    )
    make_alert_event(session, alert, note=WORDS, data={"why": WORDS, "before": {"outcome_note": WORDS}})
    make_message(
        session, alert_id=alert.id, body_text=WORDS, created_at=row.timestamp, status=OutboxStatus.SENT,
        dedupe_key=f"message-{row.id}",
    )  # fmt: skip
    return row


def columns_with_words(session: Session) -> set[str]:
    session.expire_all()
    found = set()
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            held = sa.cast(column, sa.Text).icontains(WORDS)
            if session.scalar(sa.select(sa.func.count()).select_from(table).where(held)):
                found.add(f"{table.name}.{column.name}")
    return found


def test_words_that_are_old_are_nowhere(session: Session, settings: Settings) -> None:
    fill(session, make_employee(session), settings.keep_words_days + 1)
    assert columns_with_words(session) != set()
    remove_what_is_old(session, now=NOW, settings=settings)
    assert columns_with_words(session) == set()
    assert session.scalars(sa.select(DailyCheckin.blocker_note)).all() == [REMOVED]
    assert session.scalars(sa.select(Alert.outcome)).all() == [AlertOutcome.FIXED]
    assert session.scalar(sa.select(sa.func.count()).select_from(OutboxMessage)) == 0
    assert remove_what_is_old(session, now=NOW, settings=settings) == 0


def test_what_is_younger_stays(session: Session, settings: Settings) -> None:
    fill(session, make_employee(session), settings.keep_messages_days - 1)
    before = columns_with_words(session)
    assert remove_what_is_old(session, now=NOW, settings=settings) == 0
    assert columns_with_words(session) == before


def test_words_left_for_somebody_go_with_the_others(session: Session, settings: Settings) -> None:
    ana, sam, held = make_employee(session), make_employee(session), make_employee(session, legal_hold=True)
    days = timedelta(days=settings.keep_words_days)
    make_left_word(session, ana, sam, created_at=NOW - days - timedelta(seconds=1))
    kept = [
        make_left_word(session, ana, sam, created_at=NOW - days + timedelta(seconds=1)),
        make_left_word(session, held, sam, created_at=NOW - days - timedelta(days=1)),
    ]
    assert remove_what_is_old(session, now=NOW, settings=settings) == 1
    assert session.scalars(sa.select(LeftWord).order_by(LeftWord.id)).all() == kept


def test_messages_go_before_the_words(session: Session, settings: Settings) -> None:
    row = fill(session, make_employee(session), settings.keep_messages_days + 1)
    assert remove_what_is_old(session, now=NOW, settings=settings) == 1
    assert session.scalar(sa.select(sa.func.count()).select_from(OutboxMessage)) == 0
    session.refresh(row)
    assert row.blocker_note == WORDS


@pytest.mark.parametrize("table", [DailyCheckin, Alert, AlertEvent, OutboxMessage])
def test_legal_hold_keeps_everything(session: Session, settings: Settings, table: type[Base]) -> None:
    person = make_employee(session, legal_hold=True)
    fill(session, person, settings.keep_words_days + 1)
    before = session.scalar(sa.select(sa.func.count()).select_from(table))
    words = columns_with_words(session)
    assert remove_what_is_old(session, now=NOW, settings=settings) == 0
    assert columns_with_words(session) == words
    assert session.scalar(sa.select(sa.func.count()).select_from(table)) == before


def test_open_alert_and_waiting_message_stay(session: Session, settings: Settings) -> None:
    person, days = make_employee(session), settings.keep_words_days + 1
    make_alert(session, person, kind=AlertKind.BLOCKER, note=WORDS, alert_on=TODAY - timedelta(days=days))
    make_message(session, body_text=WORDS, created_at=NOW - timedelta(days=days), dedupe_key="waits")
    assert remove_what_is_old(session, now=NOW, settings=settings) == 0


def test_week_is_the_same_before_and_after(session: Session, settings: Settings) -> None:
    person = make_employee(session, timezone="UTC")
    row = fill(session, person, settings.keep_words_days + 1)
    week = Week.of(row.checkin_on)
    figures = []
    for _ in range(2):
        roll_up_week(session, week, now=NOW, settings=settings)
        rollup = session.get(WeeklyRollup, (person.id, week.start), populate_existing=True)
        assert rollup is not None
        figures.append((rollup.kpi_actions_count, rollup.goal_actions_count, rollup.blockers_raised, rollup.energy_sum))
        remove_what_is_old(session, now=NOW, settings=settings)
    assert figures[0] == figures[1] == (1, 1, 1, 4)


def test_one_run_is_bounded(session: Session, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.services.retention.MOST_ROWS", 2)
    person = make_employee(session)
    for days in range(3):
        make_checkin(session, person, focus_summary_5_words=WORDS, **days_ago(settings.keep_words_days + 1 + days))
    assert [remove_what_is_old(session, now=NOW, settings=settings) for _ in range(3)] == [2, 1, 0]
    assert MOST_ROWS > 1


def test_file_of_long_work_goes_when_its_days_are_over(session: Session, settings: Settings) -> None:
    hanna = make_employee(session)
    job = request_job(session, JobKind.EXPORT_PERSON, key="e", title="e", requested_by_id=hanna.id, now=NOW)
    keep_file(session, job.id, employee_id=hanna.id, name="a.zip", content=b"PK", now=NOW)
    session.flush()
    for at, left in ((NOW + KEPT - timedelta(seconds=1), 1), (NOW + KEPT, 0)):
        remove_what_is_old(session, now=at, settings=settings)
        assert session.scalar(sa.select(sa.func.count()).select_from(JobFile)) == left
