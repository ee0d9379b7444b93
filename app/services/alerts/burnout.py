"""One open burnout alert per person: further low days add to it, a corrected day is taken out of it.

Apart from the alerts of one day, because this one belongs to the person and goes on over several days.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind, AlertNotice, AlertOutcome, AlertStatus
from app.domain.alerts.rules import Finding, burnout_why
from app.models import Alert, DailyCheckin
from app.services.alerts.lifecycle import withdraw
from app.services.alerts.notify import notify_alert
from app.services.alerts.records import NewAlert, add_event, insert_alert, lock_newest
from app.settings import Settings

Days = dict[str, int]
"""ISO date → energy."""


def follow_burnout(
    session: Session,
    checkin: DailyCheckin,
    alert: Alert | None,
    finding: Finding | None,
    *,
    settings: Settings,
    now: datetime,
) -> Alert | None:
    """Return the live alert that this day belongs to, if any. `alert`: the person's newest, locked."""
    key = f"burnout:{checkin.employee_id}"
    if alert is not None and alert.status is not AlertStatus.RESOLVED:
        return _follow_live(session, alert, checkin.checkin_on, finding, settings=settings, now=now)
    if finding is None or _settled(alert, checkin.checkin_on):
        return None
    new = NewAlert(
        finding=finding,
        dedupe_key=key,
        alert_on=checkin.checkin_on,
        employee_id=checkin.employee_id,
        checkin_id=checkin.id,
    )
    alert = insert_alert(session, new, now=now)
    if alert is None:  # another call of this person was first: join its alert
        return follow_burnout(session, checkin, lock_newest(session, key), finding, settings=settings, now=now)
    notify_alert(session, alert, notice=AlertNotice.RAISED, settings=settings, now=now)
    return alert


def _settled(alert: Alert | None, day: date) -> bool:
    """Whether the alert is resolved and held this day, so that the day raises no further one."""
    return (
        alert is not None
        and alert.outcome is not AlertOutcome.CORRECTED_BY_CALLER
        and day.isoformat() in _days(alert.facts)
    )


def _follow_live(
    session: Session, alert: Alert, day: date, finding: Finding | None, *, settings: Settings, now: datetime
) -> Alert | None:
    days_before = _days(alert.facts)
    if finding is not None:
        _store(session, alert, days_before | _days(finding.facts), now=now)
        return alert
    if day.isoformat() not in days_before:
        return None
    remaining = {on: energy for on, energy in days_before.items() if on != day.isoformat()}
    if len(remaining) >= alert.facts["burnout_workdays"]:
        _store(session, alert, remaining, now=now)
    else:
        withdraw(session, alert, settings=settings, now=now)
    return None


def _store(session: Session, alert: Alert, days: Days, *, now: datetime) -> None:
    days_before = _days(alert.facts)
    if days == days_before:
        return
    ordered = dict(sorted(days.items()))
    alert.facts = alert.facts | {
        "days": [{"on": on, "energy": energy} for on, energy in ordered.items()],
        "why": burnout_why([date.fromisoformat(on) for on in ordered], alert.facts["low_energy_threshold"]),
    }
    added = [on for on in ordered if on not in days_before]
    event = AlertEventKind.ADDED if added else AlertEventKind.CORRECTED
    add_event(session, alert, event, now=now, note=f"day {len(ordered)}" if added else None, data={"days": ordered})


def _days(facts: Mapping[str, Any]) -> Days:
    return {day["on"]: day["energy"] for day in facts["days"]}
