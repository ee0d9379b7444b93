"""Time off as people record it: added, changed and taken back, each with its line in the person's history."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput, NotFound
from app.domain.mornings.workdays import DayPart, TimeOffKind
from app.domain.phrases import say_date
from app.models import Employee, TimeOff
from app.services.people.changed_by import ChangedBy
from app.services.people.history import record_change

FIELD = "time_off"
LONGEST_DAYS = 400


@dataclass(frozen=True, kw_only=True)
class WantedTimeOff:
    starts_on: date
    ends_on: date
    """Inclusive."""
    kind: TimeOffKind
    part: DayPart = DayPart.WHOLE_DAY


def add_time_off(session: Session, employee_id: int, wanted: WantedTimeOff, *, by: ChangedBy, now: datetime) -> TimeOff:
    """Record days off. Raises InvalidInput for days in the wrong order or off already."""
    session.get_one(Employee, employee_id, with_for_update=True)
    _check(session, employee_id, wanted, None)
    time_off = TimeOff(employee_id=employee_id, created_by_id=by.employee_id, created_at=now, updated_at=now)
    _write(time_off, wanted)
    session.add(time_off)
    session.flush()
    record_change(session, employee_id, FIELD, before=None, after=say_time_off(time_off), by=by, now=now)
    return time_off


def change_time_off(
    session: Session, time_off_id: int, wanted: WantedTimeOff, *, by: ChangedBy, now: datetime
) -> TimeOff:
    time_off = get_time_off(session, time_off_id)
    _check(session, time_off.employee_id, wanted, time_off_id)
    before = say_time_off(time_off)
    _write(time_off, wanted)
    time_off.updated_at = now
    after = say_time_off(time_off)
    if after != before:
        record_change(session, time_off.employee_id, FIELD, before=before, after=after, by=by, now=now)
    return time_off


def cancel_time_off(session: Session, time_off_id: int, *, by: ChangedBy, now: datetime) -> int:
    """Take days off back; return whose they were."""
    time_off = get_time_off(session, time_off_id)
    employee_id = time_off.employee_id
    record_change(session, employee_id, FIELD, before=say_time_off(time_off), after=None, by=by, now=now)
    session.delete(time_off)
    return employee_id


def get_time_off(session: Session, time_off_id: int) -> TimeOff:
    """Return the row, locked; NotFound where somebody took it back meanwhile."""
    time_off = session.get(TimeOff, time_off_id, with_for_update=True)
    if time_off is None:
        raise NotFound("This time off is no longer there.")
    return time_off


def say_time_off(time_off: TimeOff) -> str:
    """Return the days and the kind; a kind that says something of health is told like any other personal reason."""
    days = say_date(time_off.starts_on)
    if time_off.ends_on != time_off.starts_on:
        days = f"{days} to {say_date(time_off.ends_on)}"
    part = "" if time_off.part is DayPart.WHOLE_DAY else f", {time_off.part}s"
    return f"{days}{part} ({time_off.kind.replace('_', ' ')})"


def _write(time_off: TimeOff, wanted: WantedTimeOff) -> None:
    time_off.starts_on, time_off.ends_on = wanted.starts_on, wanted.ends_on
    time_off.kind, time_off.part = wanted.kind, wanted.part


def _check(session: Session, employee_id: int, wanted: WantedTimeOff, time_off_id: int | None) -> None:
    if wanted.ends_on < wanted.starts_on:
        raise InvalidInput("The last day is not before the first.", field="ends_on")
    if (wanted.ends_on - wanted.starts_on).days > LONGEST_DAYS:
        raise InvalidInput(f"At most {LONGEST_DAYS} days in one entry.", field="ends_on")
    query = select(TimeOff).where(
        TimeOff.employee_id == employee_id,
        TimeOff.starts_on <= wanted.ends_on,
        TimeOff.ends_on >= wanted.starts_on,
        TimeOff.id != (time_off_id or 0),
    )
    other = session.scalar(query.order_by(TimeOff.starts_on).limit(1))
    if other is not None:
        raise InvalidInput(f"Off already: {say_time_off(other)}. Change that entry instead.", field="starts_on")
