"""One person's check-ins over a stretch of days: the calendar, the commitments and the energy are read from these."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Date, ScalarSelect, cast, func, select
from sqlalchemy.orm import Session

from app.domain.checkins.fields import CallType
from app.domain.figures.checkin_days import CheckinDay, LoggedCheckin, PersonalCalendar, build_days
from app.domain.mornings.window import MorningWindow
from app.domain.mornings.workdays import WorkPattern
from app.models import Call, CallOrigin, DailyCheckin, Employee

ONE_DAY = timedelta(days=1)
"""No local date is further from the one in UTC."""


def line_since() -> ScalarSelect[date]:
    """The day of the company's first check-in, as a part of other queries: nobody was expected before it."""
    return select(func.min(DailyCheckin.checkin_on)).scalar_subquery()


def list_checkins(session: Session, employee_id: int, first: date, last: date) -> list[LoggedCheckin]:
    """Return what each check-in call of these local dates left behind, in the order of the calls."""
    query = (
        select(DailyCheckin, Call.origin)
        .join(Call, Call.id == DailyCheckin.call_id)
        .where(DailyCheckin.employee_id == employee_id, DailyCheckin.checkin_on.between(first, last))
        .order_by(DailyCheckin.timestamp, DailyCheckin.id)
    )
    return [_logged(checkin, origin) for checkin, origin in session.execute(query)]


def list_unfinished_days(
    session: Session, employee: Employee, calendar: PersonalCalendar, first: date, last: date, *, window: MorningWindow
) -> frozenset[date]:
    """Return the local dates with a call that logged nothing, within the morning window that held on the day.

    Calls at other hours are about other things. `window` is the company's.
    """
    begun_at = func.coalesce(Call.started_at, Call.created_at)
    query = select(begun_at).where(
        Call.employee_id == employee.id,
        cast(begun_at, Date).between(first - ONE_DAY, last + ONE_DAY),
        ~select(DailyCheckin.id).where(DailyCheckin.call_id == Call.id).exists(),
    )
    mornings = (_morning_of(at, calendar.pattern, window) for at in session.scalars(query))
    return frozenset(day for day in mornings if day is not None and first <= day <= last)


def _morning_of(at: datetime, pattern: WorkPattern, window: MorningWindow) -> date | None:
    """Return the day of a call in the person's morning; None at another hour."""
    then = pattern.on(at.date())
    local = at.astimezone(ZoneInfo(then.timezone))
    held = pattern.on(local.date()).window or window
    return held.day_of(at, then.timezone) if held.holds(local.time()) else None


def list_days(
    session: Session,
    employee: Employee,
    calendar: PersonalCalendar,
    *,
    first: date,
    today: date,
    window: MorningWindow,
    line_since: date | None = None,
) -> list[CheckinDay]:
    """Return the person's days from `first` to their own `today`; two queries."""
    return build_days(
        first,
        today,
        today=today,
        calendar=calendar,
        checkins=list_checkins(session, employee.id, first, today),
        unfinished=list_unfinished_days(session, employee, calendar, first, today, window=window),
        line_since=line_since,
    )


def _logged(checkin: DailyCheckin, origin: CallOrigin) -> LoggedCheckin:
    return LoggedCheckin(
        day=checkin.checkin_on,
        ready=checkin.ready_status,
        energy=checkin.energy_level,
        ops_only=checkin.call_type is CallType.OPS_ONLY,
        completed=checkin.call_completed,
        duration_seconds=checkin.duration_seconds,
        kpi_action=checkin.kpi_action_today,
        goal_action=checkin.goal_action_today,
        focus=checkin.focus_summary_5_words,
        last_done=checkin.last_commitment_done,
        blocker=checkin.blocker_present is True,
        written="" if origin is CallOrigin.TELEPHONE else origin.value,
    )
