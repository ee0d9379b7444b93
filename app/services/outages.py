"""Our own outages: noticed when the clock comes back, and kept as days that count for nobody."""

from datetime import datetime, timedelta

import structlog
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.domain.mornings.outages import lost_days
from app.models import Call, Employee, OutageDay, ScheduledRun
from app.policy import morning_window
from app.queries.liveness import CLOCK
from app.settings import Settings

log = structlog.get_logger(__name__)

NOTICED_FROM = timedelta(minutes=10)
"""A clock that was away for less has cost nobody their call."""
REASON = "our own outage"


def note_outage(session: Session, *, settings: Settings, now: datetime) -> int:
    """Keep the days that were lost since the clock's last sign of life; return how many rows were new.

    A clock that was away while calls came in is no outage of the line: the web server heard them.
    """
    sign = session.get(ScheduledRun, CLOCK)
    if sign is None or now - sign.started_at < NOTICED_FROM or _was_heard(session, sign.started_at, now):
        return 0
    rows = [
        {"day": day, "timezone": timezone, "reason": REASON, "created_at": now}
        for timezone in session.scalars(select(Employee.timezone).where(Employee.active).distinct())
        for day in lost_days(sign.started_at, now, morning_window(settings), timezone)
    ]
    if not rows:
        return 0
    statement = insert(OutageDay).values(rows).on_conflict_do_nothing().returning(OutageDay.id)
    noted = len(session.scalars(statement).all())
    log.warning("outage noted", since=sign.started_at.isoformat(), days=noted)
    return noted


def _was_heard(session: Session, began_at: datetime, ended_at: datetime) -> bool:
    return (
        session.scalar(select(Call.id).where(Call.created_at > began_at, Call.created_at < ended_at).limit(1))
        is not None
    )
