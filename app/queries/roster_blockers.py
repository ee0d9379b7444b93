"""How old the oldest open blocker of each person on the board is, for a board that is sorted by it."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertStatus
from app.domain.viewers import Viewer
from app.models import Alert, Employee
from app.queries.expected import load_calendars
from app.queries.reach import readable_alerts
from app.queries.work_patterns import checkin_day
from app.settings import Settings


def oldest_blockers(session: Session, viewer: Viewer, *, settings: Settings, now: datetime) -> dict[int, int]:
    """Return by person the age in their own workdays, of those with an open blocker alone; in three queries.

    Read for everybody, whatever page is shown, because only ages in workdays say who comes first.
    """
    begun_on = sa.func.min(Alert.alert_on).label("begun_on")
    oldest = (
        select(Alert.employee_id, begun_on)
        .where(Alert.status != AlertStatus.RESOLVED, Alert.kind == AlertKind.BLOCKER, readable_alerts(viewer))
        .group_by(Alert.employee_id)
        .subquery()
    )
    query = select(Employee, oldest.c.begun_on).join(oldest, oldest.c.employee_id == Employee.id)
    begun = session.execute(query).all()
    if not begun:
        return {}
    days = {person.id: checkin_day(person, now, settings=settings) for person, _ in begun}
    calendars = load_calendars(
        session,
        [person for person, _ in begun],
        first=min(day for _, day in begun),
        last=max(days.values()),
        settings=settings,
    )
    return {person.id: calendars[person.id].workdays_between(day, days[person.id]) for person, day in begun}
