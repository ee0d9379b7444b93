"""Whether Today has changed, asked every five seconds by every open page: one cheap query."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AlertEvent, Call, DailyCheckin, Employee, TimeOff

RECENT = timedelta(days=2)


def roster_version(session: Session, now: datetime) -> str:
    """Return a text that changes with every call, answer, alert, absence of these days and change in the directory.

    The text also changes with each minute, because the page shows times such as "12 min ago".
    """
    these_days = (TimeOff.ends_on >= (now - RECENT).date()) & (TimeOff.starts_on <= (now + RECENT).date())
    last_heard_of = sa.func.max(sa.func.coalesce(Call.ended_at, Call.created_at))
    parts = (
        _of(sa.func.max(DailyCheckin.updated_at), where=DailyCheckin.checkin_on >= (now - RECENT).date()),
        _of(last_heard_of, where=Call.created_at >= now - RECENT),
        _of(sa.func.max(TimeOff.updated_at), where=these_days),
        select(sa.func.max(AlertEvent.id)).scalar_subquery(),  # events are never taken back
        select(sa.func.max(Employee.updated_at)).scalar_subquery(),
    )
    values = session.execute(select(*parts)).one()
    return "|".join(map(str, (now.replace(second=0, microsecond=0).isoformat(), *values)))


def _of(latest: sa.ColumnElement[Any], *, where: sa.ColumnElement[bool]) -> sa.ScalarSelect[str]:
    """Select the latest and how many there are, in one reading: what is taken back moves the number alone."""
    return select(sa.func.concat_ws(" ", sa.func.count(), latest)).where(where).scalar_subquery()
