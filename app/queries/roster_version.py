"""Whether Today has changed, asked every five seconds by every open page: one cheap query."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AlertEvent, Call, DailyCheckin, Employee, TimeOff

RECENT = timedelta(days=2)


def roster_version(session: Session, now: datetime) -> str:
    """Return a text that changes with every call, answer, alert, absence and change in the directory.

    The text also changes with each minute, because the page shows times such as "12 min ago".
    """
    recent_checkins = DailyCheckin.checkin_on >= (now - RECENT).date()
    parts = (
        _of(sa.func.max(DailyCheckin.updated_at), recent_checkins),
        _of(sa.func.count(DailyCheckin.id), recent_checkins),
        _of(sa.func.max(sa.func.coalesce(Call.ended_at, Call.created_at)), Call.created_at >= now - RECENT),
        _of(sa.func.count(), Call.created_at >= now - RECENT),
        _of(sa.func.max(AlertEvent.id)),
        _of(sa.func.max(TimeOff.updated_at)),
        _of(sa.func.count(TimeOff.id)),
        _of(sa.func.max(Employee.updated_at)),
    )
    values = session.execute(select(*parts)).one()
    return "|".join(map(str, (now.replace(second=0, microsecond=0).isoformat(), *values)))


def _of(figure: sa.ColumnElement[Any], *where: sa.ColumnElement[bool]) -> sa.ScalarSelect[Any]:
    return select(figure).where(*where).scalar_subquery()
