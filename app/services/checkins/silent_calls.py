"""Calls whose end nobody reported: after a while they are taken as ended, so that what was unclear reaches ops."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.mornings.roster import LONGEST_CALL
from app.models import Call, CallStatus, DailyCheckin
from app.services.checkins.log import settle_call
from app.settings import Settings

MOST_AT_ONCE = 100


def settle_silent_calls(session: Session, *, now: datetime, settings: Settings) -> int:
    """Settle the unfinished check-ins of calls that are older than any call; return how many."""
    calls = session.scalars(
        select(Call)
        .join(DailyCheckin, DailyCheckin.call_id == Call.id)
        .where(
            Call.status == CallStatus.IN_PROGRESS,
            Call.created_at < now - LONGEST_CALL,
            DailyCheckin.call_completed.is_(False),
        )
        .order_by(Call.created_at)
        .limit(MOST_AT_ONCE)
        .with_for_update(of=Call, skip_locked=True)
    ).all()
    for call in calls:
        call.status = CallStatus.ENDED
        session.flush()
        settle_call(session, call, settings=settings, now=now)
    return len(calls)
