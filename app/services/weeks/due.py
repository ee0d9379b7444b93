"""The periodic part of the weekly loop: whatever is due is rolled up, each missed week once."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.policy import week_schedule
from app.queries.weekly_runs import list_due_weeks
from app.services.weeks.roll_up import roll_up_week
from app.settings import Settings


def roll_up_due_weeks(session: Session, *, now: datetime, settings: Settings) -> int:
    """Roll up the weeks that are due at `now`, the oldest first; return how many there were."""
    weeks = list_due_weeks(session, week_schedule(settings), now=now)
    for week in weeks:
        roll_up_week(session, week, now=now, settings=settings)
    return len(weeks)
