"""What the rules need to know of a check-in: its latest state, the person's readings and their calendar."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from app.domain.alerts.rules import CheckinFacts
from app.domain.mornings.workdays import LONGEST_LOOK_BACK
from app.models import DailyCheckin, Employee
from app.queries.expected import load_calendars
from app.settings import Settings

MOST_READINGS = 30
"""Enough for any run of low days that a person is not already known by."""


def checkin_facts(session: Session, checkin: DailyCheckin, *, settings: Settings) -> CheckinFacts:
    employee = session.get_one(Employee, checkin.employee_id)
    day = checkin.checkin_on
    calendar = load_calendars(session, [employee], first=day - LONGEST_LOOK_BACK, last=day, settings=settings)[
        employee.id
    ]
    return CheckinFacts(
        checkin_on=day,
        ready_status=checkin.ready_status,
        not_ready_reason=checkin.not_ready_reason,
        blocker_present=checkin.blocker_present,
        blocker_note=checkin.blocker_note,
        energies=_energies(session, employee.id, day),
        pattern=calendar.pattern,
        holidays=calendar.holidays,
        absences=calendar.absences,
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
    return {day: energy for day, energy in session.execute(query) if energy is not None}
