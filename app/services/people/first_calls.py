"""From which day the line expects a new person: the next workday after they were added, so no entry raises an alert."""

from datetime import date, datetime, timedelta

from app.calendars import public_holidays
from app.domain.mornings.holidays import is_holiday
from app.domain.mornings.workdays import local_date
from app.domain.people.facts import PersonFacts
from app.settings import Settings

LONGEST_BREAK = 30
"""Days; no work week with its holidays pauses longer."""


def first_call_on(facts: PersonFacts, *, now: datetime, settings: Settings) -> date | None:
    """Return the first workday after today that is not before the start date; None where it is after the last day."""
    tomorrow = local_date(now, facts.timezone) + timedelta(days=1)
    earliest = max(tomorrow, facts.started_on)
    calendar = settings.holidays if facts.holiday_calendar is None else facts.holiday_calendar
    holidays = public_holidays(calendar, earliest, earliest + timedelta(days=LONGEST_BREAK))
    days = (earliest + timedelta(days=step) for step in range(LONGEST_BREAK))
    first = next(
        (day for day in days if day.isoweekday() in facts.workdays and not is_holiday(day, holidays, facts.workdays)),
        earliest,
    )
    return None if facts.ended_on is not None and first > facts.ended_on else first
