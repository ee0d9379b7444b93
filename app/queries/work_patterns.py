"""Work patterns with their past and their plans, and the holidays that go with them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.calendars import public_holidays
from app.domain.mornings.holidays import Holidays
from app.domain.mornings.window import MorningWindow
from app.domain.mornings.workdays import WorkPattern
from app.domain.people.callers import HasWindow
from app.domain.permissions import Role
from app.models import Employee, Employment
from app.policy import morning_window
from app.settings import Settings


def load_patterns(session: Session, employees: Sequence[Employee]) -> dict[int, WorkPattern]:
    """Return by employee id the work pattern of now, with those before and those planned."""
    others: defaultdict[int, list[WorkPattern]] = defaultdict(list)
    rows = select(Employment).where(Employment.employee_id.in_([employee.id for employee in employees]))
    for row in session.scalars(rows):
        others[row.employee_id].append(_pattern(row, since=row.starts_on))
    return {employee.id: work_pattern(employee, others[employee.id]) for employee in employees}


def work_pattern(employee: Employee, others: Iterable[WorkPattern] = ()) -> WorkPattern:
    since = employee.employment_since or date.min
    return _pattern(employee, since=since, active=employee.active, others=tuple(others))


def holidays_of(pattern: WorkPattern, first: date, last: date, *, settings: Settings) -> Holidays:
    """Return the holidays of these days, each by the calendar that holds for the person on it."""
    patterns = (pattern, *pattern.others)
    calendars = {
        code: public_holidays(settings.holidays if code is None else code, first, last)
        for code in {each.holiday_calendar for each in patterns}
    }
    if len(calendars) == 1:
        return next(iter(calendars.values()))
    return {
        day: name
        for code, days in calendars.items()
        for day, name in days.items()
        if pattern.on(day).holiday_calendar == code
    }


def _pattern(
    row: Employee | Employment, *, since: date, active: bool = True, others: tuple[WorkPattern, ...] = ()
) -> WorkPattern:
    return WorkPattern(
        timezone=row.timezone,
        workdays=frozenset(row.workdays),
        started_on=row.started_on,
        ended_on=row.ended_on,
        checkins_from=row.checkins_from,
        expected_to_call=row.expected_to_call and row.role is Role.TECHNICIAN,
        window=window_of(row),
        holiday_calendar=row.holiday_calendar,
        since=since,
        active=active,
        others=others,
    )


def checkin_day(employee: HasWindow, instant: datetime, *, settings: Settings) -> date:
    """Return the day that a call of this person at `instant` belongs to: the one on which their window opens."""
    return morning_window(settings, window_of(employee)).day_of(instant, employee.timezone)


def window_of(row: HasWindow) -> MorningWindow | None:
    """Return the person's own window; None: the company's."""
    if row.window_start is None or row.window_end is None:
        return None
    return MorningWindow(start=row.window_start, end=row.window_end)
