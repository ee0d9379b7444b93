"""LINE-1: tells ops once a day that far fewer people than usual have called, and lets the missed alerts wait."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertNotice, AlertOutcome, AlertStatus
from app.domain.alerts.missed import FAR_FEWER, MissedRule, line_finding
from app.models import Alert
from app.policy import line_hold
from app.queries.expected import ExpectedDay
from app.queries.line_history import line_days
from app.queries.mornings import checked_in
from app.services.alerts.lifecycle import close
from app.services.alerts.notify import notify_alert
from app.services.alerts.records import NewAlert, insert_alert
from app.settings import Settings


def hold_for_line(
    session: Session,
    group: Sequence[ExpectedDay],
    cut_off_at: datetime,
    rule: MissedRule,
    *,
    first_run: bool,
    settings: Settings,
    now: datetime,
) -> bool:
    """Return whether this group's missed alerts have to wait; tell ops when it is so for the first time today.

    Calls are compared at the first run after the cut-off, however late an outage of ours has made it, and the hold is
    counted from that run. `first_run`: nobody of the group has a missed alert yet.
    """
    alert = _line_alert(session, group[0].day)
    if alert is not None and alert.facts["cut_off_at"] == cut_off_at.isoformat():
        return now < alert.opened_at + line_hold(settings)
    today, earlier = line_days(session, group, rule, settings=settings)
    finding = line_finding(today, earlier) if first_run else None
    if finding is None:
        return False
    if alert is not None:  # another zone's cut-off has raised it today
        return now < cut_off_at + line_hold(settings)
    finding = replace(finding, facts={**finding.facts, "cut_off_at": cut_off_at.isoformat()})
    new = NewAlert(finding=finding, dedupe_key=_key(today.day), alert_on=today.day)
    alert = insert_alert(session, new, now=now)
    if alert is not None:
        notify_alert(session, alert, notice=AlertNotice.RAISED, settings=settings, now=now)
    return True


def _line_alert(session: Session, day: date) -> Alert | None:
    """Return the day's alert about the line, live or closed."""
    return session.scalar(select(Alert).where(Alert.dedupe_key == _key(day)).order_by(Alert.id.desc()).limit(1))


def close_line_alert(session: Session, group: Sequence[ExpectedDay], cut_off_at: datetime, *, now: datetime) -> None:
    """Close the alert of this group once as many have checked in as would not have raised it."""
    query = select(Alert).where(Alert.dedupe_key == _key(group[0].day), Alert.status != AlertStatus.RESOLVED)
    alert = session.scalar(query.with_for_update(skip_locked=True))
    if alert is None or alert.facts["cut_off_at"] != cut_off_at.isoformat():
        return
    called = len(checked_in(session, [(person.employee.id, person.day) for person in group]))
    if called < alert.facts["usual_share"] * FAR_FEWER * len(group):
        return
    close(session, alert, AlertOutcome.LINE_BACK, note=f"{called} of {len(group)} have checked in", now=now)


def _key(day: date) -> str:
    return f"{AlertKind.LINE}:{day.isoformat()}"
