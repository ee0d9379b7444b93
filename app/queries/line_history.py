"""How many of the people expected together called by the cut-off, today and on the same weekdays before."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.domain.alerts.missed import EARLIER_WEEKS, DayCalls, MissedRule
from app.queries.expected import ExpectedDay, load_calendars
from app.queries.mornings import count_callers
from app.settings import Settings


def line_days(
    session: Session, group: Sequence[ExpectedDay], rule: MissedRule, *, settings: Settings
) -> tuple[DayCalls, list[DayCalls]]:
    """Return today's figures and the earlier weeks', in four queries. The group shares one cut-off instant and date."""
    today, timezone = group[0].day, group[0].employee.timezone
    days = [today - timedelta(weeks=back) for back in range(EARLIER_WEEKS + 1)]
    calendars = load_calendars(
        session, [person.employee for person in group], first=days[-1], last=today, settings=settings
    )
    expected = {day: sum(calendar.expected_on(day).expected for calendar in calendars.values()) for day in days}
    called = count_callers(session, list(calendars), {day: _span(day, timezone, rule) for day in days})
    counted = [DayCalls(day=day, expected=expected[day], called=min(called.get(day, 0), expected[day])) for day in days]
    return counted[0], counted[1:]


def _span(day: date, timezone: str, rule: MissedRule) -> tuple[datetime, datetime]:
    """Return the time from four hours before the window, so that early calls count, to the cut-off."""
    return rule.window.starts_at(day, timezone) - timedelta(hours=4), rule.cut_off_at(day, timezone)
