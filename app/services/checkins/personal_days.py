"""The words of a day on which somebody is out for a personal reason: removed wherever they were kept.

A blocker that was reported before stays as a fact, without words; so do the alerts, their owners and their times. Runs
in the transaction that makes the day personal, over all calls of the day.
"""

from collections.abc import Collection, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.domain.alerts.days import is_personal
from app.domain.alerts.kinds import AlertKind
from app.domain.alerts.rules import blocker_finding
from app.domain.checkins.fields import FREE_WORDS
from app.models import Alert, AlertEvent, DailyCheckin, OutboxMessage, ToolResult
from app.queries.outbox import list_alert_messages
from app.queries.person_days import list_day_calls
from app.services.alerts.notify import reword
from app.services.alerts.records import stored_facts
from app.settings import Settings

REMOVED = "Saved. What was said before is no longer kept."
"""Replaces a stored tool result, which is returned when the same tool call is delivered again."""


def forget_personal_words(session: Session, employee_id: int, day: date, *, settings: Settings) -> bool:
    """Remove the words of the day if it is a personal one; return whether it is."""
    calls = list_day_calls(session, employee_id, day)
    if not is_personal(calls):
        return False
    checkin_ids = [call.checkin_id for call in calls]
    _forget_answers(session, checkin_ids)
    for alert in _alerts_with_words(session, employee_id, day, checkin_ids):
        _forget_alert(session, alert, settings=settings)
    session.flush()
    return True


def _forget_answers(session: Session, checkin_ids: Collection[int]) -> None:
    calls = select(DailyCheckin.call_id).where(DailyCheckin.id.in_(checkin_ids))
    session.execute(
        update(DailyCheckin)
        .where(DailyCheckin.id.in_(checkin_ids))
        .values(dict.fromkeys(FREE_WORDS))
        .execution_options(synchronize_session="fetch")
    )
    session.execute(
        update(ToolResult)
        .where(ToolResult.call_id.in_(calls))
        .values(result=REMOVED)
        .execution_options(synchronize_session=False)
    )


def _alerts_with_words(session: Session, employee_id: int, day: date, checkin_ids: Collection[int]) -> Sequence[Alert]:
    query = select(Alert).where(
        Alert.employee_id == employee_id,
        Alert.kind == AlertKind.BLOCKER,
        sa.or_(Alert.alert_on == day, Alert.checkin_id.in_(checkin_ids)),
    )
    return session.scalars(query.with_for_update()).all()


def _forget_alert(session: Session, alert: Alert, *, settings: Settings) -> None:
    days = {"days": alert.facts["days"]} if "days" in alert.facts else {}
    alert.note = None
    alert.facts = stored_facts(blocker_finding(alert.alert_on, None)) | days
    alert.dedupe_key = f"{AlertKind.BLOCKER}:{alert.employee_id}:without-words:{alert.id}"
    for event in session.scalars(select(AlertEvent).where(AlertEvent.alert_id == alert.id)):
        event.data = {name: alert.facts.get(name, value) for name, value in event.data.items()}
    for message in list_alert_messages(session, alert.id):
        _forget_message(session, alert, message, settings=settings)


def _forget_message(session: Session, alert: Alert, message: OutboxMessage, *, settings: Settings) -> None:
    """Remove the words from a stored message, also from one that was sent and cannot be recalled."""
    if "notice" in message.data:
        reword(session, alert, message, settings=settings)
