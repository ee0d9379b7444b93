"""Days out that a caller reports become time off, so that no call is expected on them."""

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.mornings.workdays import DayPart, TimeOffKind
from app.models import DailyCheckin, Employee, TimeOff
from app.services.people.changed_by import ChangedBy
from app.services.people.history import record_change
from app.services.people.time_off import FIELD, say_time_off

ONE_DAY = timedelta(days=1)


def follow_days_out(session: Session, checkin: DailyCheckin, *, said_before: date | None, now: datetime) -> None:
    """Bring the time off in line with the check-in. `said_before`: the last day out before this answer, if any.

    Only what is newly said changes anything: a manager's correction stands until the caller says something else.
    Today itself stays a day with a check-in; who is ready again ends the days out.
    """
    if checkin.ready_status is True:
        _end_before(session, checkin, checkin.checkin_on, now=now)
    elif checkin.out_until is not None and checkin.out_until != said_before:
        _end_before(session, checkin, checkin.checkin_on + ONE_DAY, now=now)
        if checkin.out_until > checkin.checkin_on and not _is_off_already(session, checkin, checkin.out_until):
            _add(session, _days_out(checkin, checkin.out_until, now), now=now)
    session.flush()


def _is_off_already(session: Session, checkin: DailyCheckin, last: date) -> bool:
    """Say whether other time off covers all of it: a vacation that somebody mentions is no second entry."""
    covering = select(TimeOff.id).where(
        TimeOff.employee_id == checkin.employee_id,
        TimeOff.kind != TimeOffKind.REPORTED_OUT,
        TimeOff.part == DayPart.WHOLE_DAY,
        TimeOff.starts_on <= checkin.checkin_on + ONE_DAY,
        TimeOff.ends_on >= last,
    )
    return session.scalar(covering.limit(1)) is not None


def _days_out(checkin: DailyCheckin, last: date, now: datetime) -> TimeOff:
    return TimeOff(
        employee_id=checkin.employee_id,
        starts_on=checkin.checkin_on + ONE_DAY,
        ends_on=last,
        kind=TimeOffKind.REPORTED_OUT,
        created_by_id=checkin.employee_id,
        created_at=now,
    )


def _add(session: Session, days_out: TimeOff, *, now: datetime) -> None:
    session.add(days_out)
    session.flush()
    _note(session, days_out.employee_id, None, say_time_off(days_out), now=now)


def _note(session: Session, employee_id: int, before: str | None, after: str | None, *, now: datetime) -> None:
    """Leave the line in the person's history that the same change in a page leaves."""
    by = ChangedBy.call(session.get_one(Employee, employee_id))
    record_change(session, employee_id, FIELD, before=before, after=after, by=by, now=now)


def _end_before(session: Session, checkin: DailyCheckin, day: date, *, now: datetime) -> None:
    """Shorten what was reported earlier to the days before `day`; what begins on it or the day after is gone."""
    reported = select(TimeOff).where(
        TimeOff.employee_id == checkin.employee_id,
        TimeOff.kind == TimeOffKind.REPORTED_OUT,
        TimeOff.starts_on <= checkin.checkin_on + ONE_DAY,
        TimeOff.ends_on >= day,
    )
    for days_out in session.scalars(reported.with_for_update()).all():
        before, goes = say_time_off(days_out), days_out.starts_on >= day
        if goes:
            session.delete(days_out)
        else:
            days_out.ends_on = day - ONE_DAY
        _note(session, days_out.employee_id, before, None if goes else say_time_off(days_out), now=now)
