"""Alerts follow a check-in's latest state: raised once, added to, corrected, withdrawn.

Runs in the transaction that saves the check-in, so an alert, its messages and the row stand or fall together. The
call's row is locked by then: the saves of one call come here one after the other.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind, AlertKind, AlertNotice, AlertOutcome, AlertStatus
from app.domain.alerts.rules import Finding, evaluate
from app.models import Alert, DailyCheckin
from app.policy import chain_settings, rule_settings
from app.queries.checkin_facts import checkin_facts
from app.services.alerts.burnout import follow_burnout
from app.services.alerts.lifecycle import CORRECTED_BY_CALLER, withdraw
from app.services.alerts.missed import close_missed_alert
from app.services.alerts.notify import notify_alert
from app.services.alerts.records import NewAlert, add_event, insert_alert, lock_newest, stored_facts
from app.settings import Settings


def raise_alerts(session: Session, checkin: DailyCheckin, *, settings: Settings, now: datetime) -> tuple[Alert, ...]:
    """Bring the alerts in line with the check-in; return the live ones that it has raised or added to.

    Calling it again for an unchanged check-in changes nothing and sends nothing.
    """
    found = _findings(session, checkin, settings)
    alerts = (
        _follow(session, checkin, AlertKind.ATTENDANCE, found, settings=settings, now=now),
        _follow(session, checkin, AlertKind.BLOCKER, found, settings=settings, now=now),
        follow_burnout(session, checkin, found.get(AlertKind.BURNOUT), settings=settings, now=now),
    )
    close_missed_alert(session, checkin, now=now)
    session.flush()
    return tuple(alert for alert in alerts if alert is not None)


def _findings(session: Session, checkin: DailyCheckin, settings: Settings) -> Mapping[AlertKind, Finding]:
    facts = checkin_facts(session, checkin, settings=settings)
    return {finding.kind: finding for finding in evaluate(facts, rule_settings(settings))}


def _follow(
    session: Session,
    checkin: DailyCheckin,
    kind: AlertKind,
    found: Mapping[AlertKind, Finding],
    *,
    settings: Settings,
    now: datetime,
) -> Alert | None:
    """Follow one rule whose alert belongs to this check-in alone."""
    key = f"{kind}:{checkin.id}"
    finding, alert = found.get(kind), lock_newest(session, key)
    if alert is not None and alert.status is not AlertStatus.RESOLVED:
        if finding is None:
            withdraw(session, alert, settings=settings, now=now)
            return None
        _correct(session, alert, finding, now=now)
        return alert
    settled = alert is not None and alert.outcome is not AlertOutcome.CORRECTED_BY_CALLER
    if finding is None or settled:
        return None
    return _raise(session, checkin, finding, key, settings=settings, now=now)


def _raise(
    session: Session, checkin: DailyCheckin, finding: Finding, key: str, *, settings: Settings, now: datetime
) -> Alert | None:
    chained = finding.kind is AlertKind.ATTENDANCE
    new = NewAlert(
        finding=finding,
        dedupe_key=key,
        alert_on=checkin.checkin_on,
        employee_id=checkin.employee_id,
        checkin_id=checkin.id,
        next_escalation_at=now + chain_settings(settings).repeat if chained else None,
    )
    alert = insert_alert(session, new, now=now)
    if alert is not None:
        notify_alert(session, alert, notice=AlertNotice.RAISED, settings=settings, now=now)
    return alert


def _correct(session: Session, alert: Alert, finding: Finding, *, now: datetime) -> None:
    facts = stored_facts(finding)
    if alert.facts == facts:
        return
    changed = {name: value for name, value in facts.items() if alert.facts.get(name) != value}
    alert.facts = facts
    alert.note = finding.facts.get("blocker_note")
    add_event(session, alert, AlertEventKind.CORRECTED, now=now, note=CORRECTED_BY_CALLER, data=changed)
