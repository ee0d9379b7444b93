"""Public holidays, and on which day somebody has one that is observed on another day than its own."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Holiday:
    name: str
    observed_for: date | None = None
    """The day that the holiday falls on, where this is only the day on which it is observed."""

    def frees(self, workdays: Collection[int]) -> bool:
        """Say whether people of this work week (ISO weekdays) have the day off.

        Whoever works on the holiday's own weekday has the holiday itself and works on the observed day: with the
        4th of July on a Saturday, Monday to Friday is off on Friday the 3rd, Tuesday to Saturday on the 4th.
        """
        return self.observed_for is None or self.observed_for.isoweekday() not in workdays


Holidays = Mapping[date, Holiday]


def is_holiday(day: date, holidays: Holidays, workdays: Collection[int]) -> bool:
    return day in holidays and holidays[day].frees(workdays)
