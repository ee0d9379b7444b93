"""Alerts about blockers: one for each distinct obstacle of a person, joined by every day that reports it again."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.domain.alerts.blockers import BlockerChanges, KnownBlocker, decide_blockers
from app.domain.alerts.days import Obstacle
from app.domain.alerts.kinds import AlertEventKind, AlertKind, AlertNotice, AlertOutcome, AlertStatus
from app.domain.alerts.rules import blocker_finding
from app.models import Alert
from app.queries.person_days import PersonDay
from app.services.alerts.corrections import correct_alert
from app.services.alerts.lifecycle import CORRECTED_BY_CALLER, withdraw
from app.services.alerts.notify import notify_alert
from app.services.alerts.records import NewAlert, add_event, insert_alert
from app.settings import Settings


def follow_blockers(
    session: Session, day: PersonDay, locked: Sequence[Alert], *, settings: Settings, now: datetime
) -> tuple[Alert, ...]:
    """Return the live alerts that the day's obstacles belong to. `locked`: those that the day can touch."""
    alerts = {alert.id: alert for alert in locked}
    known = [_known(alert) for alert in alerts.values()]
    changes = decide_blockers(day.day, day.calls, known)
    _take_away(session, day, alerts, changes, settings=settings, now=now)
    for alert_id, obstacle in changes.corrected:
        alerts[alert_id].dedupe_key = _key(day, obstacle)
        finding = blocker_finding(day.day, obstacle.note, certain=obstacle.certain)
        correct_alert(session, alerts[alert_id], finding, settings=settings, now=now)
    for alert_id in changes.joined:
        _join(session, alerts[alert_id], day.day, settings=settings, now=now)
    raised = [_raise(session, day, obstacle, settings=settings, now=now) for obstacle in changes.raised]
    return (*(alerts[alert_id] for alert_id in changes.live), *(alert for alert in raised if alert is not None))


def said_on(alert: Alert) -> frozenset[date]:
    """Return the days on which the blocker was reported."""
    return frozenset({alert.alert_on, *map(date.fromisoformat, alert.facts.get("days", ()))})


def _key(day: PersonDay, obstacle: Obstacle) -> str:
    """Return the key of a blocker: of its folded words, or of the day where it was reported without words."""
    digest = hashlib.sha256(obstacle.key.encode()).hexdigest()[:16] if obstacle.key else day.day.isoformat()
    return f"{AlertKind.BLOCKER}:{day.employee_id}:{digest}"


def _known(alert: Alert) -> KnownBlocker:
    resolved = alert.status is AlertStatus.RESOLVED
    return KnownBlocker(
        alert_id=alert.id,
        live=not resolved,
        closed_by_person=resolved and alert.outcome is not AlertOutcome.CORRECTED_BY_CALLER,
        raised_on=alert.alert_on,
        checkin_id=alert.checkin_id,
        note=alert.note,
        certain=not alert.facts.get("unclear"),
        said_on=said_on(alert),
    )


def _raise(session: Session, day: PersonDay, obstacle: Obstacle, *, settings: Settings, now: datetime) -> Alert | None:
    new = NewAlert(
        finding=blocker_finding(day.day, obstacle.note, certain=obstacle.certain),
        dedupe_key=_key(day, obstacle),
        alert_on=day.day,
        employee_id=day.employee_id,
        checkin_id=obstacle.checkin_id,
    )
    alert = insert_alert(session, new, now=now)
    if alert is not None:
        notify_alert(session, alert, notice=AlertNotice.RAISED, settings=settings, now=now)
    return alert


def _join(session: Session, alert: Alert, day: date, *, settings: Settings, now: datetime) -> None:
    days = sorted({*said_on(alert), day})
    _store_days(alert, days)
    note = f"again, day {len(days)}"
    add_event(session, alert, AlertEventKind.ADDED, now=now, note=note, data={"day": day.isoformat()})
    notify_alert(session, alert, notice=AlertNotice.AGAIN, settings=settings, now=now)


def _take_away(
    session: Session,
    day: PersonDay,
    alerts: Mapping[int, Alert],
    changes: BlockerChanges,
    *,
    settings: Settings,
    now: datetime,
) -> None:
    for alert_id in changes.withdrawn:
        withdraw(session, alerts[alert_id], settings=settings, now=now)
    for alert_id in changes.left:
        alert = alerts[alert_id]
        _store_days(alert, sorted(said_on(alert) - {day.day}))
        data = {"day": day.day.isoformat()}
        add_event(session, alert, AlertEventKind.CORRECTED, now=now, note=CORRECTED_BY_CALLER, data=data)


def _store_days(alert: Alert, days: list[date]) -> None:
    alert.facts = alert.facts | {"days": [day.isoformat() for day in days]}
