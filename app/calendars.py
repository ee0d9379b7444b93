"""Public holidays by the setting HOLIDAYS (`US`, `US-TX`, empty: none), as plain mappings for the domain.

The one place that knows the `holidays` package. It is imported on first use: the package takes a quarter of a second,
and most commands never ask.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

NO_HOLIDAYS: Mapping[date, str] = MappingProxyType({})


class UnknownCalendarError(ValueError):
    """HOLIDAYS names no country, or no state of it, that the package knows."""


def public_holidays(code: str, first: date, last: date) -> Mapping[date, str]:
    """Return the holidays of the years that `first` and `last` lie in, by date."""
    if not code:
        return NO_HOLIDAYS
    return _of_years(code, first.year, last.year)


@lru_cache(maxsize=64)
def _of_years(code: str, first_year: int, last_year: int) -> Mapping[date, str]:
    import holidays  # noqa: PLC0415 - slow to import, and not every process asks

    country, _, subdivision = code.upper().partition("-")
    try:
        calendar = holidays.country_holidays(
            country, subdiv=subdivision or None, years=range(first_year, last_year + 1), expand=False
        )
    except NotImplementedError as error:
        raise UnknownCalendarError(f"HOLIDAYS names an unknown calendar: {code}") from error
    return MappingProxyType(dict(calendar))
