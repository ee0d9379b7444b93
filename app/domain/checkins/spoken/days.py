"""Reads the last day out: a date, a weekday or "the rest of the week", in the caller's own zone.

"Until Thursday" includes Thursday; "back on Thursday" ends the day before. What could be two days is not read: the
weekday of today, "next Friday" while this Friday is still to come, three days over a weekend.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from app.domain.checkins.spoken.moment import Moment
from app.domain.checkins.spoken.numbers import read_integer
from app.domain.checkins.spoken.text import fold_spoken

LONGEST = timedelta(days=366)

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,? (?P<year>20\d\d))?"
_DATES = (
    rf"{_MONTH} {_DAY}{_YEAR}",
    rf"{_DAY}(?: of)? {_MONTH}{_YEAR}",
    _DAY,
    r"(?P<month>\d{1,2})/(?P<day>\d{1,2})(?:/(?P<year>20\d\d))?",
)
_BEFORE = re.compile(
    r"^(?:(?:i'm|i'll|i|im|ill|we|be|will|am|out|off|away|gone|sick|until|till|til|through|thru|to|for|on|about|"
    r"probably|at least|including|by|it's|that's|the end of|end of|coming|this coming|all of|um|uh|well)\b[\s,]*)+"
)
_RETURNS = re.compile(r"\b(?:back|return|returning|in again|back in|resume)\b(?: (?:in|on|at work|to work))*")


def read_day(raw: object, moment: Moment) -> date | None:
    """Return the last day out, today at the earliest and within a year; None for what cannot be told."""
    if (text := fold_spoken(raw)) is None:
        return None
    returns = _RETURNS.search(text)
    plain = _BEFORE.sub("", _RETURNS.sub(" ", text).strip()).strip(" ,")
    day = next((found for read in _READERS if (found := read(plain, moment)) is not None), None)
    last = day - timedelta(days=1) if day is not None and returns else day
    return last if last is not None and moment.today <= last <= moment.today + LONGEST else None


def _iso(text: str, _moment: Moment) -> date | None:
    found = re.fullmatch(r"(\d{4}-\d{2}-\d{2})(?:t[\d:.+z-]*)?", text)
    return _valid(found[1]) if found else None


def _valid(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def _relative(text: str, moment: Moment) -> date | None:
    plain = re.sub(r"^(?:the |all |whole |entire )+", "", text)
    days = {"today": 0, "tomorrow": 1, "day after tomorrow": 2}
    if plain in days:
        return moment.today + timedelta(days=days[plain])
    if plain in {"rest of the week", "rest of this week", "week", "this week", "remainder of the week"}:
        return max(moment.today, moment.last_workday())
    return moment.last_workday(weeks_ahead=1) if plain in {"next week", "rest of next week"} else None


def _span(text: str, moment: Moment) -> date | None:
    """Read "two days" from today on, where no day off lies between, and whole weeks."""
    found = re.fullmatch(r"(a couple of|a couple|a|an|[\w-]+) (day|week)s?", text)
    if found is None:
        return None
    count = {"a couple of": 2, "a couple": 2, "a": 1}.get(found[1]) or read_integer(found[1], minimum=1, maximum=60)
    if count is None:
        return None
    if found[2] == "week":
        return moment.today + timedelta(days=7 * count - 1)
    days = [moment.today + timedelta(days=step) for step in range(count)]
    return days[-1] if all(day.isoweekday() in moment.workdays for day in days) else None


def _weekday(text: str, moment: Moment) -> date | None:
    found = re.fullmatch(rf"(?P<which>this |next )?{_WEEKDAY}", text)
    if found is None:
        return None
    ahead = (_WEEKDAYS.index(found["weekday"][:3]) - moment.today.weekday()) % 7
    day = moment.today + timedelta(days=ahead)
    in_this_week = day.isocalendar()[:2] == moment.today.isocalendar()[:2]
    could_be_another = {"next ": in_this_week, "this ": not in_this_week}.get(found["which"], False)
    return None if ahead == 0 or could_be_another else day


def _dated(text: str, moment: Moment) -> date | None:
    """Read "Friday the 28th", "Nov 28", "28 November 2026", "11/28"; a weekday beside it must agree."""
    named = re.match(rf"{_WEEKDAY},? (?=\S)", text)
    rest = text[named.end() :] if named else text
    found = next((match for pattern in _DATES if (match := re.fullmatch(pattern, rest))), None)
    if found is None or (rest.isdigit() and named is None):
        return None
    said = found.groupdict()
    day = _next_date(int(said["day"]), said.get("month"), said.get("year"), moment.today)
    agrees = day is not None and (named is None or _WEEKDAYS[day.weekday()] == named["weekday"][:3])
    return day if agrees else None


def _next_date(day: int, month: str | None, year: str | None, today: date) -> date | None:
    """Return the first date from today on with these parts."""
    wanted = None if month is None else int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
    candidates = (today + timedelta(days=step) for step in range(LONGEST.days))
    return next(
        (
            candidate
            for candidate in candidates
            if candidate.day == day and wanted in (None, candidate.month) and year in (None, str(candidate.year))
        ),
        None,
    )


_READERS: tuple[Callable[[str, Moment], date | None], ...] = (_iso, _relative, _span, _weekday, _dated)
