"""Employment by days, as a part of set-based statements: past, present and planned rows with first and last day.

The same as `app.queries.work_patterns`, in SQL for speed; a test holds both against each other.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.calendars import public_holidays
from app.domain.mornings.holidays import Holidays
from app.domain.mornings.workdays import DayPart
from app.domain.permissions import Role
from app.models import Employee, Employment, TimeOff

COLUMNS = (
    "role", "team_id", "manager_id", "timezone", "workdays", "holiday_calendar", "expected_to_call", "started_on",
    "ended_on", "checkins_from",
)  # fmt: skip
LONG_AGO = date.min
FOR_EVER = date.max

CompanyHolidays = Mapping[str | None, Holidays]
"""Public holidays by calendar; None is the company's."""


def employment_periods() -> sa.CTE:
    """One row per person and stretch of days: `employee_id`, `since`, `until` (exclusive) and the facts that hold.

    The earliest row reaches back for ever, so that every day of a person lies in exactly one row.
    """
    present = sa.select(
        Employee.id.label("employee_id"),
        sa.func.coalesce(Employee.employment_since, sa.literal(LONG_AGO, sa.Date)).label("first_day"),
        *(getattr(Employee, name) for name in COLUMNS),
    )
    others = sa.select(Employment.employee_id, Employment.starts_on, *(getattr(Employment, name) for name in COLUMNS))
    rows = sa.union_all(present, others).subquery("employment_rows")
    of_person, by_day = rows.c.employee_id, rows.c.first_day
    is_first = sa.func.row_number().over(partition_by=of_person, order_by=by_day) == 1
    next_day = sa.func.lead(rows.c.first_day).over(partition_by=of_person, order_by=by_day)
    return sa.select(
        rows.c.employee_id,
        sa.case((is_first, sa.literal(LONG_AGO, sa.Date)), else_=rows.c.first_day).label("since"),
        sa.func.coalesce(next_day, sa.literal(FOR_EVER, sa.Date)).label("until"),
        *(rows.c[name] for name in COLUMNS),
    ).cte("employment_periods")


def holds_on(periods: sa.CTE, day: sa.SQLColumnExpression[date]) -> sa.ColumnElement[bool]:
    return sa.and_(day >= periods.c.since, day < periods.c.until)


def load_holidays(session: Session, company: Holidays, first: date, last: date) -> CompanyHolidays:
    """Return the company's holidays as given, and those of each calendar that somebody has of their own."""
    own = sa.union(
        *(
            sa.select(table.holiday_calendar).where(table.holiday_calendar.is_not(None))
            for table in (Employee, Employment)
        )
    )
    days_of: dict[str | None, Holidays] = {None: company}
    days_of |= {code: public_holidays(code, first, last) for code in session.scalars(own) if code is not None}
    return {
        calendar: {day: holiday for day, holiday in days.items() if first <= day <= last}
        for calendar, days in days_of.items()
    }


def is_expected(periods: sa.CTE, day: sa.ColumnElement[date], holidays: CompanyHolidays) -> sa.ColumnElement[bool]:
    """The decision of `app.domain.mornings.workdays.expected_on` for a period's row and a day within it."""
    absent = sa.select(TimeOff.id).where(
        TimeOff.employee_id == periods.c.employee_id,
        day.between(TimeOff.starts_on, TimeOff.ends_on),
        TimeOff.part != DayPart.AFTERNOON,
    )
    return sa.and_(
        periods.c.role == Role.TECHNICIAN,
        periods.c.expected_to_call,
        _is_workday(periods, sa.extract("isodow", day)),
        day >= periods.c.started_on,
        sa.or_(periods.c.ended_on.is_(None), day <= periods.c.ended_on),
        sa.or_(periods.c.checkins_from.is_(None), day >= periods.c.checkins_from),
        sa.not_(_is_holiday(periods, day, holidays)),
        ~absent.exists(),
    )


def _is_holiday(periods: sa.CTE, day: sa.ColumnElement[date], holidays: CompanyHolidays) -> sa.ColumnElement[bool]:
    return sa.or_(
        sa.false(),
        *(
            sa.and_(periods.c.holiday_calendar.is_not_distinct_from(code), _frees(periods, day, days))
            for code, days in holidays.items()
            if days
        ),
    )


def _frees(periods: sa.CTE, day: sa.ColumnElement[date], holidays: Holidays) -> sa.ColumnElement[bool]:
    """`Holiday.frees`: an observed day frees those only whose work week does not hold the holiday's own weekday."""
    always = [on for on, holiday in holidays.items() if holiday.observed_for is None]
    observed = (
        sa.and_(day == on, sa.not_(_is_workday(periods, sa.literal(holiday.observed_for.isoweekday()))))
        for on, holiday in holidays.items()
        if holiday.observed_for is not None
    )
    return sa.or_(day.in_(always), *observed)


def _is_workday(periods: sa.CTE, weekday: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """`weekday` is an ISO weekday, 1 = Monday."""
    return sa.cast(weekday, sa.SmallInteger) == sa.any_(periods.c.workdays)
