"""A technician's blockers with their age and what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind, AlertKind, AlertOutcome, AlertStatus
from app.models import Alert, AlertEvent, Employee
from app.queries.expected import load_calendars
from app.queries.work_patterns import checkin_day
from app.settings import Settings

NEWS_LASTS = timedelta(days=14)
"""Blockers closed longer ago are not mentioned on the phone."""
CLOSING_EVENTS = (AlertEventKind.RESOLVED, AlertEventKind.OUTCOME)
SAME_CALL = timedelta(minutes=10)
"""Within this time the same news is given again, because a call may ask the context tool twice."""


def low_days() -> sa.Label[int | None]:
    """Select on how many workdays running energy was low; NULL for an alert about something else."""
    return sa.func.jsonb_array_length(Alert.facts["days"]).label("low_days")


def blocker_ages(session: Session, alerts: list[Alert], *, now: datetime, settings: Settings) -> dict[int, int]:
    """Return by alert id how many of the technician's own workdays it has been open, in four queries."""
    ids = {alert.employee_id for alert in alerts if alert.employee_id is not None}
    employees = {person.id: person for person in session.scalars(select(Employee).where(Employee.id.in_(ids)))}
    if not employees:
        return {}
    today = max(checkin_day(person, now, settings=settings) for person in employees.values())
    first = min(alert.alert_on for alert in alerts)
    calendars = load_calendars(session, list(employees.values()), first=first, last=today, settings=settings)
    return {
        alert.id: calendars[alert.employee_id].workdays_between(
            alert.alert_on, _until(alert, employees[alert.employee_id], settings=settings, now=now)
        )
        for alert in alerts
        if alert.employee_id is not None
    }


def _until(alert: Alert, person: Employee, *, settings: Settings, now: datetime) -> date:
    return checkin_day(person, alert.resolved_at or now, settings=settings)


def list_cleared_blockers(session: Session, *, since: datetime, until: datetime) -> Sequence[Alert]:
    """Return the blockers that a person cleared in this time, of people who agreed to texts, the oldest first.

    One that the caller took back, or that was a false alarm, is no news.
    """
    no_news = (AlertOutcome.CORRECTED_BY_CALLER, AlertOutcome.FALSE_ALARM)
    query = (
        select(Alert)
        .join(Employee, Employee.id == Alert.employee_id)
        .where(
            Alert.kind == AlertKind.BLOCKER,
            Alert.status == AlertStatus.RESOLVED,
            Alert.resolved_at > since,
            Alert.resolved_at <= until,
            Alert.owner_name.is_not(None),
            Alert.owner_id.is_distinct_from(Alert.employee_id),
            sa.or_(Alert.outcome.is_(None), Alert.outcome.not_in(no_news)),
            Employee.active,
            Employee.sms_opt_in,
        )
        .order_by(Alert.resolved_at, Alert.id)
    )
    return session.scalars(query).all()


@dataclass(frozen=True, kw_only=True)
class BlockerState:
    """What the technician who reported a blocker would like to hear."""

    alert: Alert
    resolved_by: str | None


def list_blocker_states(session: Session, employee_id: int, *, now: datetime) -> list[BlockerState]:
    """Return the blockers still open and those closed since the last call, the newest first.

    One that the caller took back is left out.
    """
    untold = sa.or_(Alert.news_told_at.is_(None), Alert.news_told_at > now - SAME_CALL)
    closed = sa.and_(
        Alert.status == AlertStatus.RESOLVED,
        Alert.outcome.is_distinct_from(AlertOutcome.CORRECTED_BY_CALLER),
        Alert.resolved_at > now - NEWS_LASTS,
        untold,
    )
    resolver = (
        select(AlertEvent.actor_name)
        .where(AlertEvent.alert_id == Alert.id, AlertEvent.event.in_(CLOSING_EVENTS))
        .order_by(AlertEvent.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = (
        select(Alert, resolver)
        .where(
            Alert.employee_id == employee_id,
            Alert.kind == AlertKind.BLOCKER,
            sa.or_(Alert.status != AlertStatus.RESOLVED, closed),
        )
        .order_by(Alert.opened_at.desc(), Alert.id.desc())
    )
    return [BlockerState(alert=alert, resolved_by=name) for alert, name in session.execute(query)]
