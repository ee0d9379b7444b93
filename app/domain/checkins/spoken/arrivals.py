"""Reads when somebody who is late will be there: minutes from the call, or a time of day where they are."""

import re
from datetime import datetime, time, timedelta

from app.domain.checkins.spoken.moment import Moment
from app.domain.checkins.spoken.numbers import read_integer
from app.domain.checkins.spoken.text import fold_spoken

_NOON = 12
_MINUTES_OF_A_DAY = 1_440
_AROUND = re.compile(
    r"\b(?:i'm|i'll|i|im|ill|be|will|am|it's|is|eta|there|here|in|around|about|roughly|probably|maybe|like|say|running|"
    r"late|another|by|at|from now|behind|delayed|the|um|uh|well|more|arriving|arrive|expected|sharp|or so|morning)\b"
)
_MINUTES = re.compile(r"([\w-]+(?: [\w-]+)?) ?(?:minutes?|mins?|m)")
_HOURS = re.compile(r"([\w-]+|\d+\.5) ?(?:hours?|hrs?|h)( and a half)?(?: and)?(?: (.+))?")
_PARTS_OF_AN_HOUR = {"half an hour": 30, "a half hour": 30, "half hour": 30, "quarter of an hour": 15}
_HALF_OF_DAY = re.compile(r"\s?\b(a|p)\.?\s?m\b\.?|(?<=\d)(a|p)m\b")
_CLOCK_WORDS = re.compile(r"\bo'?clock\b|\b(?:at|by|around) (?=\w)|\d[:.]\d\d")
_DIGITS = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")
_PAST = re.compile(r"(half|a quarter|quarter|[\w-]+) (past|after|to|before|till) ([\w-]+)")
_HOUR_AND_MINUTE = re.compile(r"([a-z]+) ([a-z]+(?:[ -][a-z]+)?)")


def read_minutes(raw: object, moment: Moment, *, maximum: int) -> int | None:
    """Return whole minutes from the moment, 1 to `maximum`; a time of day is the next one of it."""
    if isinstance(raw, int | float):
        return read_integer(raw, minimum=1, maximum=maximum)
    if (text := fold_spoken(raw)) is None:
        return None
    minutes = _span(_plain(text))
    if minutes is None:
        minutes = _until_clock(text, moment)
    return minutes if minutes is not None and 1 <= minutes <= maximum else None


def _plain(text: str) -> str:
    return " ".join(_AROUND.sub(" ", text.replace(",", " ")).split())


def _span(plain: str) -> int | None:
    """Read "20 minutes", "half an hour", "an hour and a half", "1.5 hours", "an hour and ten minutes"."""
    if plain in _PARTS_OF_AN_HOUR:
        return _PARTS_OF_AN_HOUR[plain]
    if minutes := _MINUTES.fullmatch(plain):
        return _count(minutes[1])
    hours = _HOURS.fullmatch(plain)
    if hours is None:
        return None
    count = 90 if hours[1] == "1.5" else 60 * one if (one := _count_hours(hours[1])) is not None else None
    more = _span(hours[3]) if hours[3] else 0
    return None if count is None or more is None else count + (30 if hours[2] else 0) + more


def _count_hours(word: str) -> int | None:
    return 1 if word in {"a", "an"} else _count(word)


def _count(words: str) -> int | None:
    return read_integer(words, minimum=0, maximum=_MINUTES_OF_A_DAY)


def _until_clock(text: str, moment: Moment) -> int | None:
    """Return the minutes to the next such time of day; without "am" or "pm" whichever comes first."""
    half = _HALF_OF_DAY.search(text)
    plain = _plain(_HALF_OF_DAY.sub(" ", re.sub(r"\bo'?clock\b", " ", text)))
    is_time = half is not None or _CLOCK_WORDS.search(text) is not None
    if not is_time and (bare := _count(plain)) is not None:
        return bare if plain.isdigit() or bare > _NOON else None  # "nine" could be either
    times = _times(plain, half=(half[1] or half[2]) if half else None)
    return min((_minutes_to(at, moment) for at in times), default=None)


def _times(plain: str, *, half: str | None) -> list[time]:
    """Return the times of day that the words can mean. `half`: "a" or "p", where it was said."""
    if plain in {"noon", "midday"}:
        return [time(_NOON)]
    hour, minute = _hour_and_minute(plain)
    if hour is None or minute is None or hour >= 2 * _NOON or minute >= 60:  # noqa: PLR2004 - minutes of an hour
        return []
    if hour > _NOON:
        return [time(hour, minute)]
    halves = {"a": time(hour % _NOON, minute), "p": time(hour % _NOON + _NOON, minute)}
    return [halves[half]] if half else list(halves.values())


def _hour_and_minute(plain: str) -> tuple[int | None, int | None]:
    if digits := _DIGITS.fullmatch(plain):
        return int(digits[1]), int(digits[2] or 0)
    if past := _PAST.fullmatch(plain):
        return _past(past[1].removeprefix("a "), past[2], _count(past[3]))
    if words := _HOUR_AND_MINUTE.fullmatch(plain):
        return _count(words[1]), _count(words[2])
    return _count(plain), 0


def _past(part: str, side: str, hour: int | None) -> tuple[int | None, int | None]:
    minutes = {"half": 30, "quarter": 15}.get(part) or _count(part)
    if minutes is None or hour is None or side in {"past", "after"}:
        return hour, minutes
    return (hour - 1) % (2 * _NOON), 60 - minutes


def _minutes_to(at: time, moment: Moment) -> int:
    start = moment.local.replace(second=0, microsecond=0, tzinfo=None)
    arrival = datetime.combine(start.date(), at)
    ahead = arrival - start if arrival > start else arrival + timedelta(days=1) - start
    return int(ahead.total_seconds()) // 60
