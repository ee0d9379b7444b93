"""Dates in the forms that spreadsheets and people write; which of day and month comes first is the file's to say."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.people.imports.cells.problems import CellProblem
from app.domain.people.problems import ProblemKind


class DateOrder(StrEnum):
    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


@dataclass(frozen=True)
class FileOrder:
    """How 3/4/2026 is read in this file."""

    order: DateOrder | None = None
    undecided: str | None = None
    """The first date that reads both ways, where no other date of the file tells which: to be asked."""


EARLIEST_YEAR, LATEST_YEAR = 1920, 2199
CENTURY_TURNS_AT = 50
"""Two-digit years: 00-49 are 20xx."""
_DAY_COUNT_ZERO = date(1899, 12, 30)
"""Day 0 of spreadsheets, shifted by one for the 29 February 1900 that they count and that never was."""
_DAY_COUNTS = range(20_000, 60_001)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
_CLOCK = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AP]M)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_ISO = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_CLOCK}", re.IGNORECASE)
_DOTS = re.compile(rf"(\d{{1,2}})\. ?(\d{{1,2}})\. ?(\d{{4}}|\d{{2}}){_CLOCK}", re.IGNORECASE)
_EITHER = re.compile(rf"(\d{{1,2}}) ?([/-]) ?(\d{{1,2}}) ?\2 ?(\d{{4}}|\d{{2}}){_CLOCK}", re.IGNORECASE)
_DAY_NAME_MONTH = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th|\.)?[- ]?([a-z]{{3,9}})\.?,?[- ]?(\d{{4}}|\d{{2}})", re.IGNORECASE
)
_NAME_MONTH_DAY = re.compile(
    rf"{_WEEKDAY}([a-z]{{3,9}})\.?[- ]?(\d{{1,2}})(?:st|nd|rd|th)?,?[- ](\d{{4}}|\d{{2}})", re.IGNORECASE
)
_BARE = re.compile(r"(\d+)(?:\.0+)?")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def find_order(texts: Iterable[str], answer: DateOrder | None = None) -> FileOrder:
    """Weigh all dates of the file: a day over 12 tells the order; where both orders occur there is none."""
    if answer is not None:
        return FileOrder(answer)
    readings = [(text, both) for text in texts if (both := _either_way(text)) is not None]
    clear = {order for _, both in readings if len(both) == 1 for order in both}
    if len(clear) == 1:
        return FileOrder(clear.pop())
    undecided = next((text for text, both in readings if len(set(both.values())) > 1), None)
    return FileOrder(undecided=None if clear else undecided)


def both_readings(text: str) -> Mapping[DateOrder, date]:
    """Return the dates that `text` may mean, by order."""
    return _either_way(text) or {}


def read_date(text: str, order: DateOrder | None) -> date:
    for read in _PLAIN_FORMS:
        if (day := read(text)) is not None:
            return day
    readings = _either_way(text) or {}
    if order is not None and order in readings:
        return readings[order]
    if order is None and len(set(readings.values())) == 1:
        return next(iter(readings.values()))
    if order is None and readings:
        raise CellProblem(
            ProblemKind.AMBIGUOUS_DATE,
            f"“{text}” reads two ways, and the file has dates of both orders. Write it like 2026-11-09.",
        )
    raise CellProblem(ProblemKind.BAD_DATE, f"“{text}” is no date. Write it like 2026-11-09 or Nov 9, 2026.")


def _either_way(text: str) -> dict[DateOrder, date] | None:
    """Return the valid readings of a date written with slashes or dashes; None for another form."""
    found = _EITHER.fullmatch(text)
    if found is None:
        return None
    first, second, year = int(found[1]), int(found[3]), _year(found[4])
    readings = {
        DateOrder.DAY_FIRST: _real(year, second, first),
        DateOrder.MONTH_FIRST: _real(year, first, second),
    }
    return {order: day for order, day in readings.items() if day is not None}


def _iso(text: str) -> date | None:
    found = _ISO.fullmatch(text)
    return _real(int(found[1]), int(found[3]), int(found[4])) if found else None


def _dots(text: str) -> date | None:
    found = _DOTS.fullmatch(text)
    return _real(_year(found[3]), int(found[2]), int(found[1])) if found else None


def _named_month(text: str) -> date | None:
    if found := _DAY_NAME_MONTH.fullmatch(text):
        day, name, year = found.groups()
    elif found := _NAME_MONTH_DAY.fullmatch(text):
        name, day, year = found.groups()
    else:
        return None
    months = [place for place, month in enumerate(_MONTHS, 1) if _names(name.casefold(), month)]
    return _real(_year(year), months[0], int(day)) if months else None


def _names(word: str, month: str) -> bool:
    return word in {month, month[:3]} or (word == "sept" and month == "september")


def _day_count(text: str) -> date | None:
    found = _BARE.fullmatch(text)
    if found is None or len(found[1]) != len(str(_DAY_COUNTS.start)) or int(found[1]) not in _DAY_COUNTS:
        return None
    return _DAY_COUNT_ZERO + timedelta(days=int(found[1]))


_PLAIN_FORMS: tuple[Callable[[str], date | None], ...] = (_iso, _dots, _named_month, _day_count)
"""The forms that read one way only."""


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) > 2:  # noqa: PLR2004 - a year in full
        return year
    return year + (2000 if year < CENTURY_TURNS_AT else 1900)


def _real(year: int, month: int, day: int) -> date | None:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
