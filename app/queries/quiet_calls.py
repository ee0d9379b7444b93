"""Calls that were held by typing to try the line, and tell nobody."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Call, DailyCheckin


def is_quiet(session: Session, checkin_id: int | None) -> bool:
    """Return whether a check-in comes from a call that is to send no message; None, no check-in, is not."""
    query = select(Call.quiet).join(DailyCheckin, DailyCheckin.call_id == Call.id).where(DailyCheckin.id == checkin_id)
    return checkin_id is not None and session.scalar(query) is True
