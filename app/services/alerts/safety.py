"""SAFETY-1: tells dispatch, ops and the manager that a caller may be hurt or in danger, whether we know them or not."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind, AlertKind, AlertNotice, AlertStatus
from app.domain.alerts.safety import place_of, safety_finding
from app.domain.mornings.workdays import local_date
from app.domain.people.callers import CheckinPerson
from app.models import Alert, Call
from app.queries.open_calls import OpenCall
from app.queries.work_patterns import checkin_day
from app.services.alerts.notify import notify_alert
from app.services.alerts.records import NewAlert, add_event, insert_alert, lock_newest
from app.settings import Settings


def raise_safety_alert(
    session: Session,
    *,
    call: Call | OpenCall,
    employee: CheckinPerson | None,
    number: str | None,
    place: object = None,
    settings: Settings,
    now: datetime,
) -> bool:
    """Raise the alert of this call, or add the place to it; return whether anybody is being told.

    One alert for each call, however often it is said; another call is another alert. `number` is what the telephone
    network gives, kept only where the caller is not on file. A call that is to tell nobody raises none.
    """
    if call.quiet:
        return False
    where = place_of(place)
    key = f"{AlertKind.SAFETY}:{call.id}"
    live = lock_newest(session, key)
    if live is not None and live.status is not AlertStatus.RESOLVED:
        _say_where(session, live, where, settings=settings, now=now)
        return True
    company = settings.company_timezone
    day = checkin_day(employee, now, settings=settings) if employee else local_date(now, company)
    new = NewAlert(
        finding=safety_finding(day, None if employee else number),
        dedupe_key=key,
        alert_on=day,
        employee_id=employee.id if employee else None,
        note=where,
    )
    alert = insert_alert(session, new, now=now)
    if alert is None:  # the same message twice at once
        return True
    return bool(notify_alert(session, alert, notice=AlertNotice.RAISED, settings=settings, now=now))


def _say_where(session: Session, alert: Alert, where: str | None, *, settings: Settings, now: datetime) -> None:
    """Tell whoever heard of it where it is, once that is said."""
    if where is None or where == alert.note:
        return
    alert.note = where
    add_event(session, alert, AlertEventKind.CORRECTED, now=now, note="said where")
    notify_alert(session, alert, notice=AlertNotice.CORRECTED, settings=settings, now=now)
