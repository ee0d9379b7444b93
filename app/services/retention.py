"""What is removed once it has been kept long enough: callers' words, and messages. Figures and facts stay.

Runs again and again and takes a bounded number of rows each time, the oldest first, so that a first run over years of
calls holds no lock for long. Nothing of somebody on legal hold is touched.
"""

from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertStatus
from app.domain.checkins.fields import FREE_WORDS
from app.domain.mornings.workdays import local_date
from app.models import (
    Alert,
    AlertEvent,
    DailyCheckin,
    Employee,
    JobFile,
    LeftWord,
    OutboxMessage,
    OutboxStatus,
    ToolResult,
)
from app.settings import Settings

MOST_ROWS = 20_000
REMOVED = "(removed)"
"""Stands where words were, so that how many days had an action or a blocker can still be counted."""
NOT_THE_CALLERS = frozenset({"primary_kpi"})
"""The name of a KPI, not something that was said."""


def remove_what_is_old(session: Session, *, now: datetime, settings: Settings) -> int:
    """Return how many rows were changed or deleted."""
    today = local_date(now, settings.company_timezone)
    words_until = today - timedelta(days=settings.keep_words_days)
    return (
        _remove_words_of_calls(session, words_until)
        + _remove_words_of_alerts(session, words_until)
        + _delete_left_words(session, now - timedelta(days=settings.keep_words_days))
        + _delete_messages(session, now - timedelta(days=settings.keep_messages_days))
        + _delete_files(session, now)
    )


def _delete_files(session: Session, now: datetime) -> int:
    """Remove the files of long work whose days are over, whoever they are about: they are copies."""
    gone = session.execute(sa.delete(JobFile).where(JobFile.expires_at <= now).returning(JobFile.job_id))
    return len(gone.all())


def _not_on_hold(employee_id: sa.SQLColumnExpression[int | None]) -> sa.ColumnElement[bool]:
    held = sa.select(Employee.id).where(Employee.legal_hold)
    return sa.or_(employee_id.is_(None), employee_id.not_in(held))


def _remove_words_of_calls(session: Session, until: date) -> int:
    columns = [getattr(DailyCheckin, name) for name in FREE_WORDS if name not in NOT_THE_CALLERS]
    with_words = sa.or_(*(sa.and_(column.is_not(None), column != REMOVED) for column in columns))
    old = (
        sa.select(DailyCheckin.id, DailyCheckin.call_id)
        .where(DailyCheckin.checkin_on < until, with_words, _not_on_hold(DailyCheckin.employee_id))
        .order_by(DailyCheckin.checkin_on, DailyCheckin.id)
        .limit(MOST_ROWS)
    )
    rows = session.execute(old).all()
    if rows:
        removed = {column.key: sa.case((column.is_not(None), REMOVED), else_=None) for column in columns}
        session.execute(sa.update(DailyCheckin).where(DailyCheckin.id.in_([row.id for row in rows])).values(removed))
        calls = [row.call_id for row in rows]
        session.execute(sa.update(ToolResult).where(ToolResult.call_id.in_(calls)).values(result=REMOVED))
    return len(rows)


def _remove_words_of_alerts(session: Session, until: date) -> int:
    """Notes of closed alerts, what was kept of them as facts, and what people wrote on the way."""
    of_alert = (Alert.note.is_not(None) & (Alert.note != REMOVED)) | Alert.outcome_note.is_not(None)
    old = (
        sa.select(Alert.id)
        .where(
            Alert.alert_on < until,
            Alert.status == AlertStatus.RESOLVED,
            of_alert,
            _not_on_hold(Alert.employee_id),
        )
        .order_by(Alert.alert_on, Alert.id)
        .limit(MOST_ROWS)
    )
    ids = session.scalars(old).all()
    if ids:
        note = sa.case((Alert.note.is_not(None), REMOVED), else_=None)
        facts = Alert.facts.op("-")("blocker_note").op("-")("why")
        closed = sa.update(Alert).where(Alert.id.in_(ids))
        session.execute(closed.values(note=note, outcome_note=None, facts=facts))
        data = AlertEvent.data.op("-")("blocker_note").op("-")("why").op("-")("before")
        session.execute(sa.update(AlertEvent).where(AlertEvent.alert_id.in_(ids)).values(note=None, data=data))
    return len(ids)


def _delete_left_words(session: Session, until: datetime) -> int:
    old = (
        sa.select(LeftWord.id)
        .where(LeftWord.created_at < until, _not_on_hold(LeftWord.employee_id))
        .order_by(LeftWord.created_at)
        .limit(MOST_ROWS)
    )
    ids = session.scalars(old).all()
    if ids:
        session.execute(sa.delete(LeftWord).where(LeftWord.id.in_(ids)))
    return len(ids)


def _delete_messages(session: Session, until: datetime) -> int:
    old = (
        sa.select(OutboxMessage.id)
        .where(
            OutboxMessage.created_at < until,
            OutboxMessage.status != OutboxStatus.PENDING,
            _not_on_hold(OutboxMessage.recipient_id),
            _not_about_a_hold(),
        )
        .order_by(OutboxMessage.created_at)
        .limit(MOST_ROWS)
    )
    ids = session.scalars(old).all()
    if ids:
        leaders = sa.update(OutboxMessage).where(OutboxMessage.sent_with_id.in_(ids)).values(sent_with_id=None)
        session.execute(leaders)
        session.execute(sa.delete(OutboxMessage).where(OutboxMessage.id.in_(ids)))
    return len(ids)


def _not_about_a_hold() -> sa.ColumnElement[bool]:
    about = (
        sa.select(Alert.id)
        .join(Employee, Employee.id == Alert.employee_id)
        .where(Alert.id == OutboxMessage.alert_id, Employee.legal_hold)
    )
    return ~about.exists()
