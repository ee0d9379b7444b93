"""The line that says when somebody is expected to call: as recorded with its plans, or as a form would have it."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.domain.mornings.window import MorningWindow
from app.domain.mornings.workdays import Absence, WorkPattern
from app.domain.people.expecting import LOOKED_AHEAD, say_expected
from app.domain.people.facts import PersonFacts
from app.domain.permissions import Role
from app.models import Employee
from app.policy import morning_window
from app.queries.expected import load_absences, load_calendars
from app.queries.work_patterns import checkin_day, holidays_of
from app.settings import Settings


def recorded_expectation(session: Session, employee: Employee, *, now: datetime, settings: Settings) -> str:
    """Say when the person is expected, plans and time off included."""
    today, last = _days(checkin_day(employee, now, settings=settings))
    calendar = load_calendars(session, [employee], first=today, last=last, settings=settings)[employee.id]
    return say_expected(
        employee.spoken_name or employee.name.split()[0],
        calendar.pattern,
        morning_window(settings, calendar.pattern.on(today).window),
        calendar.holidays,
        calendar.absences,
        today=today,
    )


def typed_expectation(
    session: Session, facts: PersonFacts, employee_id: int | None, *, now: datetime, settings: Settings
) -> str:
    """Say when the person would be expected if these facts were saved; `employee_id` brings in their time off."""
    pattern = pattern_of(facts)
    window = morning_window(settings, pattern.window)
    today, last = _days(window.day_of(now, facts.timezone))
    absences: tuple[Absence, ...] = ()
    if employee_id is not None:
        absences = tuple(load_absences(session, [employee_id], today, last)[employee_id])
    return say_expected(
        facts.spoken_name or (facts.name.split() or ["them"])[0],
        pattern,
        window,
        holidays_of(pattern, today, last, settings=settings),
        absences,
        today=today,
    )


def pattern_of(facts: PersonFacts) -> WorkPattern:
    both = facts.window_start is not None and facts.window_end is not None
    window = MorningWindow(start=facts.window_start, end=facts.window_end) if both else None  # type: ignore[arg-type]
    return WorkPattern(
        timezone=facts.timezone,
        workdays=frozenset(facts.workdays),
        started_on=facts.started_on,
        ended_on=facts.ended_on,
        active=facts.active,
        checkins_from=facts.checkins_from,
        expected_to_call=facts.expected_to_call and facts.role is Role.TECHNICIAN,
        window=window,
        holiday_calendar=facts.holiday_calendar,
    )


def _days(today: date) -> tuple[date, date]:
    return today, today + timedelta(days=LOOKED_AHEAD)
