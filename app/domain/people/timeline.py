"""What holds from a first day until the next one begins: employment and goals, past, present and planned.

Pure, because each boundary wants a test: the day before a change, the day itself, and a day before the first row.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Period(Generic[T]):
    since: date
    """The first day on which the value holds."""
    value: T


@dataclass(frozen=True)
class Timeline(Generic[T]):
    """Values by their first day. Days before the first one have the first value: nothing earlier is known."""

    periods: tuple[Period[T], ...]

    def __post_init__(self) -> None:
        if not self.periods:
            raise ValueError("A timeline holds at least one period.")

    @classmethod
    def of(cls, periods: Iterable[Period[T]]) -> "Timeline[T]":
        return cls(tuple(sorted(periods, key=lambda period: period.since)))

    @classmethod
    def always(cls, value: T) -> "Timeline[T]":
        return cls((Period(date.min, value),))

    def on(self, day: date) -> T:
        return next((period.value for period in reversed(self.periods) if period.since <= day), self.periods[0].value)

    def between(self, first: date, last: date) -> list[T]:
        """Return the values of these days, each once, the oldest first."""
        begun = [period.value for period in self.periods if first < period.since <= last]
        return [self.on(first), *begun]
