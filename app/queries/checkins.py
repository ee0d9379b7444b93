"""One person's check-ins over a stretch of days: the calendar, the commitments and the energy are read from these."""

from datetime import date

from sqlalchemy import Date, ScalarSelect, Time, cast, func, select
from sqlalchemy.orm import Session

from app.domain.checkins.fields import CallType
from app.domain.figures.checkin_days import CheckinDay, LoggedCheckin, PersonalCalendar, build_days
from app.domain.mornings.window import MorningWindow
from app.models import Call, DailyCheckin, Employee


def line_since() -> ScalarSelect[date]:
    """The day of the company's first check-in, as a part of other queries: nobody was expected before it."""
    return select(func.min(DailyCheckin.checkin_on)).scalar_subquery()


def list_checkins(session: Session, employee_id: int, first: date, last: date) -> list[LoggedCheckin]:
    """Return what each check-in call of these local dates left behind, in the order of the calls."""
    query = (
        select(DailyCheckin)
        .where(DailyCheckin.employee_id == employee_id, DailyCheckin.checkin_on.between(first, last))
        .order_by(DailyCheckin.timestamp, DailyCheckin.id)
    )
    return [_logged(checkin) for checkin in session.scalars(query)]


def list_unfinished_days(
    session: Session, employee: Employee, first: date, last: date, *, window: MorningWindow
) -> frozenset[date]:
    """Return the local dates with a morning call that logged nothing; calls at other hours are about other things."""
    local = func.timezone(employee.timezone, func.coalesce(Call.started_at, Call.created_at))
    query = select(cast(local, Date)).where(
        Call.employee_id == employee.id,
        cast(local, Date).between(first, last),
        cast(local, Time) >= window.start,
        cast(local, Time) < window.end,
        ~select(DailyCheckin.id).where(DailyCheckin.call_id == Call.id).exists(),
    )
    return frozenset(session.scalars(query))


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
        unfinished=list_unfinished_days(session, employee, first, today, window=window),
        line_since=line_since,
    )


def _logged(checkin: DailyCheckin) -> LoggedCheckin:
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
        blocker=checkin.blocker_present is True,
    )
