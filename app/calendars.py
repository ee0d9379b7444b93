"""Public holidays by the setting HOLIDAYS (`US`, `US-TX`, empty: none), as the domain's values.

The one place that knows the `holidays` package. It is imported on first use: the package takes a quarter of a second,
and most commands never ask.
"""

from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

from app.domain.mornings.holidays import Holiday, Holidays

NO_HOLIDAYS: Holidays = MappingProxyType({})
OBSERVED_WITHIN = timedelta(days=7)


class UnknownCalendarError(ValueError):
    """HOLIDAYS names no country, or no state of it, that the package knows."""


def public_holidays(code: str, first: date, last: date) -> Holidays:
    """Return the holidays of the years that `first` and `last` lie in, and of one more on either side, by date."""
    if not code:
        return NO_HOLIDAYS
    return _of_years(code, first.year, last.year)


@lru_cache(maxsize=64)
def _of_years(code: str, first_year: int, last_year: int) -> Holidays:
    import holidays  # noqa: PLC0415 - slow to import, and not every process asks

    country, _, subdivision = code.upper().partition("-")
    years = range(first_year - 1, last_year + 2)  # a holiday of the year before or after may be observed in these
    try:
        observed, own = (
            dict(
                holidays.country_holidays(
                    country, subdiv=subdivision or None, years=years, expand=False, observed=observed
                )
            )
            for observed in (True, False)
        )
    except NotImplementedError as error:
        raise UnknownCalendarError(f"HOLIDAYS names an unknown calendar: {code}") from error
    return MappingProxyType({day: Holiday(name, _observed_for(day, name, own)) for day, name in observed.items()})


def _observed_for(day: date, name: str, own_days: dict[date, str]) -> date | None:
    """Return the holiday that a day is observed for: the nearest whose name this one carries ("… (observed)")."""
    if day in own_days:
        return None
    near = [
        own
        for own, own_name in own_days.items()
        if abs(own - day) <= OBSERVED_WITHIN and any(part in name for part in own_name.split("; "))
    ]
    return min(near, key=lambda own: (abs(own - day), own), default=None)
