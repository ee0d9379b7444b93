"""What the rules need to know of one person's day: its calls, the readings before it, the calendar, its alerts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from app.domain.alerts.days import DayCall, obstacles, readiness
from app.domain.alerts.kinds import AlertKind, AlertStatus
from app.domain.alerts.rules import CheckinFacts
from app.domain.mornings.workdays import LONGEST_LOOK_BACK
from app.models import Alert, Call, CallStatus, DailyCheckin, Employee
from app.queries.expected import load_calendars
from app.queries.work_patterns import work_pattern
from app.settings import Settings

MOST_READINGS = 30
"""Enough for any run of low days that a person is not already known by."""


@dataclass(frozen=True, kw_only=True)
class PersonDay:
    employee_id: int
    day: date
    calls: tuple[DayCall, ...]
    facts: CheckinFacts
    """The state of the day; blockers stand in `obstacles`, because a day may have several."""


def load_person_day(session: Session, employee_id: int, day: date, *, settings: Settings) -> PersonDay:
    employee = session.get_one(Employee, employee_id)
    calls = tuple(list_day_calls(session, employee_id, day))
    last_said = readiness(calls)
    facts = CheckinFacts(
        checkin_on=day,
        ready_status=last_said.ready_status if last_said else None,
        not_ready_reason=last_said.not_ready_reason if last_said else None,
        blocker_present=bool(obstacles(calls)) or None,
        energies=_energies(session, employee_id, day),
        pattern=work_pattern(employee),
    )
    if facts.energies.get(day, settings.low_energy_threshold + 1) <= settings.low_energy_threshold:
        facts = _with_calendar(session, employee, facts, settings)
    return PersonDay(employee_id=employee_id, day=day, calls=calls, facts=facts)


def _with_calendar(session: Session, employee: Employee, facts: CheckinFacts, settings: Settings) -> CheckinFacts:
    """Add the workdays before the day, by which low days follow each other; nothing else asks for them."""
    first, last = facts.checkin_on - LONGEST_LOOK_BACK, facts.checkin_on
    calendar = load_calendars(session, [employee], first=first, last=last, settings=settings)[employee.id]
    return replace(facts, pattern=calendar.pattern, holidays=calendar.holidays, absences=calendar.absences)


def list_day_calls(session: Session, employee_id: int, day: date) -> list[DayCall]:
    query = (
        select(DailyCheckin, sa.or_(DailyCheckin.call_completed, Call.status == CallStatus.ENDED))
        .join(Call, Call.id == DailyCheckin.call_id)
        .where(DailyCheckin.employee_id == employee_id, DailyCheckin.checkin_on == day)
        .order_by(DailyCheckin.timestamp, DailyCheckin.id)
    )
    return [
        DayCall(
            checkin_id=checkin.id,
            at=checkin.timestamp,
            ready_status=checkin.ready_status,
            not_ready_reason=checkin.not_ready_reason,
            blocker_present=checkin.blocker_present,
            blocker_note=checkin.blocker_note,
            unclear_note=checkin.unclear_note,
            over=over,
        )
        for checkin, over in session.execute(query)
    ]


@dataclass(frozen=True, kw_only=True)
class PersonAlerts:
    """The alerts of a person that a day can touch, locked, the oldest first."""

    attendance: Alert | None
    """The newest of the day, live or resolved."""
    blockers: Sequence[Alert]
    """Those that are open, and those that were reported on the day."""
    burnout: Alert | None
    """The newest, live or resolved."""
    missed: Alert | None
    """The live one of the day."""


def lock_person_alerts(session: Session, employee_id: int, day: date) -> PersonAlerts:
    live, of_day = Alert.status != AlertStatus.RESOLVED, Alert.alert_on == day
    reported = Alert.facts["days"].contains([day.isoformat()])
    query = (
        select(Alert)
        .where(
            Alert.employee_id == employee_id,
            sa.or_(
                sa.and_(Alert.kind == AlertKind.ATTENDANCE, of_day),
                sa.and_(Alert.kind == AlertKind.BLOCKER, sa.or_(live, of_day, reported)),
                Alert.kind == AlertKind.BURNOUT,
                sa.and_(Alert.kind == AlertKind.MISSED, of_day, live),
            ),
        )
        .order_by(Alert.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    found: dict[AlertKind, list[Alert]] = {}
    for alert in session.scalars(query):
        found.setdefault(alert.kind, []).append(alert)
    newest = {kind: alerts[-1] for kind, alerts in found.items()}
    return PersonAlerts(
        attendance=newest.get(AlertKind.ATTENDANCE),
        blockers=found.get(AlertKind.BLOCKER, []),
        burnout=newest.get(AlertKind.BURNOUT),
        missed=newest.get(AlertKind.MISSED),
    )


def _energies(session: Session, employee_id: int, until: date) -> dict[date, int]:
    """Return the last reading of each of the latest days that have one."""
    query = (
        select(DailyCheckin.checkin_on, DailyCheckin.energy_level)
        .where(
            DailyCheckin.employee_id == employee_id,
            DailyCheckin.checkin_on <= until,
            DailyCheckin.energy_level.is_not(None),
        )
        .ext(distinct_on(DailyCheckin.checkin_on))
        .order_by(DailyCheckin.checkin_on.desc(), DailyCheckin.timestamp.desc(), DailyCheckin.id.desc())
        .limit(MOST_READINGS)
    )
    return {row.checkin_on: row.energy_level for row in session.execute(query) if row.energy_level is not None}
