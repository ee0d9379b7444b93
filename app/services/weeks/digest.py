"""The weekly digest: one message per manager and week, when somebody may need a word.

It rolls up its own people first, whatever their zone; what becomes known later is in the next one. The key of the
message names manager and week, so that two workers and a restart send it once.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.alerts.audiences import Audience
from app.domain.figures.digest_times import DueDigest, latest_digest
from app.domain.mornings.window import Week
from app.domain.mornings.workdays import local_date
from app.models import Employee, OutboxMessage, WeeklyRollup
from app.queries.digests import find_reader, is_told, list_managers, list_reports
from app.queries.person_weeks import PersonWeek, list_managers_week, list_week_series
from app.services.messages.outbox import NewMessage, enqueue_message
from app.services.messages.recipients import as_recipients
from app.services.messages.unsubscribing import Regular, make_unsubscribe_link
from app.services.weeks.digest_texts import WEEKS_DRAWN, Digest, digest_text
from app.services.weeks.roll_up import ask, lock_week, make_rows, rules_of_week
from app.services.weeks.told import keep_told_weeks
from app.settings import Settings

NEVER, ALWAYS = "never", "always"


@dataclass(frozen=True, kw_only=True)
class _Asked:
    manager: Employee
    due: DueDigest

    @property
    def key(self) -> str:
        return f"digest:{self.manager.id}:{self.due.week}"


def queue_weekly_digests(session: Session, *, now: datetime, settings: Settings) -> list[UUID]:
    """Queue what is due at `now` and was not queued yet; return the new messages' ids."""
    if settings.weekly_digest == NEVER:
        return []
    asked = [
        _Asked(manager=manager, due=due)
        for manager in list_managers(session)
        if (due := latest_digest(manager.weekly_digest, manager.timezone, now))
    ]
    messages = [_queue(session, one, now=now, settings=settings) for one in asked if not is_told(session, one.key)]
    return [message.id for message in messages if message is not None]


def _queue(session: Session, asked: _Asked, *, now: datetime, settings: Settings) -> OutboxMessage | None:
    manager, week = asked.manager, asked.due.week
    reader = find_reader(session, manager, today=local_date(now, manager.timezone), now=now)
    reports = list_reports(session, manager.id)
    if reader is None or not reports:
        return None
    _make_rows(session, week, reports, now=now, settings=settings)
    people = [person for person in list_managers_week(session, manager.id, week) if person.row.workdays_expected]
    flagged = [person for person in people if person.row.flags]
    if not people or (not flagged and settings.weekly_digest != ALWAYS):
        return None
    digest = Digest(
        week=week,
        people=people,
        flagged=flagged,
        series=_series(session, week, flagged),
        reader=reader.name,
        in_place_of=manager.name if reader.id != manager.id else None,
    )
    text = digest_text(digest, settings=settings)
    [recipient, *_] = as_recipients([reader], Audience.MANAGER, settings)
    message = NewMessage.to(
        recipient, text, kind="digest", data=_data(digest, text.link, reader, settings, now), dedupe_key=asked.key
    )
    told = [person.row.employee_id for person in flagged]
    keep_told_weeks(session, manager_id=reader.id, week=week, employee_ids=told, now=now)
    return enqueue_message(session, message, now=now)


def _data(digest: Digest, link: str, reader: Employee, settings: Settings, now: datetime) -> dict[str, object]:
    leave = make_unsubscribe_link(settings, reader.id, Regular.DIGEST, now=now)
    return {"charts": digest.charts, "link": link, "unsubscribe": leave}


def _make_rows(session: Session, week: Week, reports: list[int], *, now: datetime, settings: Settings) -> None:
    lock_week(session, week)
    settings = rules_of_week(session, week, settings)
    make_rows(session, ask(session, week, now=now, settings=settings), reports, settings=settings)


def _series(session: Session, week: Week, flagged: list[PersonWeek]) -> dict[int, list[WeeklyRollup]]:
    ids = [person.row.employee_id for person in flagged]
    return list_week_series(session, ids, first=week.shifted(1 - WEEKS_DRAWN), last=week)
