"""Alerts follow the state of a person's day: raised once, added to, corrected, withdrawn, whichever call said it.

Runs in the transaction that saves an answer, so an alert, its messages and the row stand or fall together. Facts are
gathered, `app.domain.alerts` decides, and what it decided is written here and in `blockers.py` and `burnout.py`.
"""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.alerts.attendance import AttendanceStep, KnownAttendance, decide_attendance
from app.domain.alerts.days import readiness
from app.domain.alerts.kinds import AlertKind, AlertNotice, AlertOutcome, AlertStatus
from app.domain.alerts.rules import CheckinFacts, Finding, evaluate
from app.models import Alert, DailyCheckin
from app.policy import chain_settings, rule_settings
from app.queries.open_calls import PERSON_LOCK
from app.queries.person_days import PersonDay, load_person_day, lock_person_alerts
from app.services.alerts.blockers import follow_blockers
from app.services.alerts.burnout import follow_burnout
from app.services.alerts.corrections import correct_alert, take_back
from app.services.alerts.lifecycle import withdraw
from app.services.alerts.missed import close_missed_alert
from app.services.alerts.notify import notify_alert
from app.services.alerts.records import NewAlert, insert_alert
from app.services.messages.outbox import cancel_corrections
from app.settings import Settings


def raise_alerts(session: Session, checkin: DailyCheckin, *, settings: Settings, now: datetime) -> tuple[Alert, ...]:
    """Bring the alerts in line with the day of the check-in; return the live ones that its answers belong to.

    Calling it again for an unchanged day changes nothing and sends nothing.
    """
    _lock_person(session, checkin.employee_id)
    day = load_person_day(session, checkin.employee_id, checkin.checkin_on, settings=settings)
    alerts = lock_person_alerts(session, checkin.employee_id, checkin.checkin_on)
    findings = {finding.kind: finding for finding in evaluate(day.facts, rule_settings(settings))}
    attendance, burnout = findings.get(AlertKind.ATTENDANCE), findings.get(AlertKind.BURNOUT)
    followed = (
        _follow_attendance(session, day, alerts.attendance, attendance, settings=settings, now=now),
        *follow_blockers(session, day, alerts.blockers, settings=settings, now=now),
        follow_burnout(session, checkin, alerts.burnout, burnout, settings=settings, now=now),
    )
    if alerts.missed is not None:
        close_missed_alert(session, alerts.missed, checkin, now=now)
    session.flush()
    return tuple(alert for alert in followed if alert is not None)


def _lock_person(session: Session, employee_id: int) -> None:
    """Let two calls of one person come here one after the other, each seeing what the other has saved."""
    session.flush()
    key = func.hashtextextended(f"{PERSON_LOCK}{employee_id}", 0)
    session.execute(select(func.pg_advisory_xact_lock(key)))


def _follow_attendance(
    session: Session,
    day: PersonDay,
    alert: Alert | None,
    finding: Finding | None,
    *,
    settings: Settings,
    now: datetime,
) -> Alert | None:
    """`alert`: the newest of the day."""
    match decide_attendance(asked_for=finding is not None, known=_known(alert)):
        case AttendanceStep.RAISE if finding is not None:
            if alert is not None:
                cancel_corrections(session, employee_id=day.employee_id, alert_on=day.day, kind=alert.kind)
            return _raise(session, day, finding, settings=settings, now=now)
        case AttendanceStep.FOLLOW if finding is not None and alert is not None:
            correct_alert(session, alert, finding, settings=settings, now=now)
            return alert
        case AttendanceStep.WITHDRAW if alert is not None:
            alert.facts = alert.facts | _said_later(day.facts)
            withdraw(session, alert, settings=settings, now=now)
        case AttendanceStep.TAKE_BACK if alert is not None:
            alert.facts = alert.facts | _said_later(day.facts)
            take_back(session, alert, settings=settings, now=now)
        case _:
            pass
    return None


def _known(alert: Alert | None) -> KnownAttendance | None:
    if alert is None:
        return None
    withdrawn = alert.outcome is AlertOutcome.CORRECTED_BY_CALLER
    return KnownAttendance(
        live=alert.status is not AlertStatus.RESOLVED, taken_back=withdrawn or "said_later" in alert.facts
    )


def _said_later(facts: CheckinFacts) -> dict[str, dict[str, object]]:
    """What a correction tells whoever was told otherwise."""
    return {"said_later": {"ready_status": facts.ready_status, "not_ready_reason": facts.not_ready_reason}}


def _raise(session: Session, day: PersonDay, finding: Finding, *, settings: Settings, now: datetime) -> Alert | None:
    said_by = readiness(day.calls)
    new = NewAlert(
        finding=finding,
        dedupe_key=f"{AlertKind.ATTENDANCE}:{day.employee_id}:{day.day.isoformat()}",
        alert_on=day.day,
        employee_id=day.employee_id,
        checkin_id=said_by.checkin_id if said_by else None,
        next_escalation_at=now + chain_settings(settings).repeat,
    )
    alert = insert_alert(session, new, now=now)
    if alert is not None:
        notify_alert(session, alert, notice=AlertNotice.RAISED, settings=settings, now=now)
    return alert
