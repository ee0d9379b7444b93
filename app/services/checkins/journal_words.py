"""The words of personal days in messages that were set aside on disk because they could not be handled.

Apart from `personal_days`, because a file joins no transaction: a periodic job looks at what lies there.
"""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.days import is_personal
from app.domain.checkins.fields import FREE_WORDS
from app.journal import Journal, JournalEntry
from app.models import Call, DailyCheckin, Employee
from app.queries.person_days import list_day_calls
from app.queries.work_patterns import checkin_day
from app.settings import Settings


def forget_words_set_aside(session: Session, *, now: datetime, settings: Settings) -> int:  # noqa: ARG001 - every periodic job has them
    """Blank the callers' words of personal days in the journal's failed messages; return how many held any."""
    return Journal.of(settings).rewrite_failed(lambda entry: _without_words(session, entry, settings))


def _without_words(session: Session, entry: JournalEntry, settings: Settings) -> JournalEntry:
    try:
        body = json.loads(entry.body)
        call_id = body["message"]["call"]["id"]
    except (ValueError, KeyError, TypeError):
        return entry
    if not _is_of_personal_day(session, str(call_id), settings=settings):
        return entry
    blanked = _blank(body)
    return entry if blanked == body else JournalEntry(entry.received_at, json.dumps(blanked).encode())


def _is_of_personal_day(session: Session, call_id: str, *, settings: Settings) -> bool:
    query = (
        select(Call.created_at, Employee, DailyCheckin.checkin_on)
        .join(Employee, Employee.id == Call.employee_id)
        .outerjoin(DailyCheckin, DailyCheckin.call_id == Call.id)
        .where(Call.id == call_id)
    )
    call = session.execute(query).one_or_none()
    if call is None:
        return False
    day = call.checkin_on or checkin_day(call.Employee, call.created_at, settings=settings)
    return is_personal(list_day_calls(session, call.Employee.id, day))


def _blank(value: Any) -> Any:
    """Return the JSON value without the texts of the answers, also inside arguments that are JSON as text."""
    if isinstance(value, dict):
        return {name: None if name in FREE_WORDS else _blank(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_blank(part) for part in value]
    if isinstance(value, str) and value.lstrip().startswith(("{", "[")):
        try:
            return json.dumps(_blank(json.loads(value)))
        except ValueError:
            return value
    return value
