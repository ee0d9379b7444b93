"""Whom an observed holiday frees."""

from datetime import date

import pytest

from app.domain.mornings.holidays import Holiday, is_holiday

FRIDAY, SATURDAY = date(2026, 7, 3), date(2026, 7, 4)
HOLIDAYS = {FRIDAY: Holiday("Independence Day (observed)", SATURDAY), SATURDAY: Holiday("Independence Day")}


@pytest.mark.parametrize(
    ("workdays", "days_off"),
    [({1, 2, 3, 4, 5}, {FRIDAY, SATURDAY}), ({2, 3, 4, 5, 6}, {SATURDAY}), ({6, 7}, {SATURDAY})],
)
def test_who_works_on_the_holidays_own_weekday_has_the_holiday_itself(workdays: set[int], days_off: set[date]) -> None:
    days = (SATURDAY, FRIDAY, date(2026, 7, 6))
    assert {day for day in days if is_holiday(day, HOLIDAYS, workdays)} == days_off
