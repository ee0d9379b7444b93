"""How numbers and days are said, everywhere: pages, charts, messages, the reasons stored with an alert."""

import unicodedata
from collections.abc import Sequence
from datetime import date

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
SHORTEST_RANGE = 3
"""Two days running are named one by one."""
GIVEN_AT_DESK = "name given at the desk"
"""Stands in brackets behind a name that nobody has proved, wherever the name is read."""
_WITHIN_NAMES = "-'’"
_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def plural(count: int, one: str, many: str | None = None) -> str:
    """Say `1 workday`, `3 workdays`, `2 people`; `many` where an s is not enough."""
    return f"{count} {noun(count, one, many)}"


def noun(count: int, one: str, many: str | None = None) -> str:
    return one if count == 1 else many or f"{one}s"


def count_word(count: int) -> str:
    """Say `no`, `one` … `ten`, and larger numbers in digits."""
    return _COUNTS[count] if 0 <= count < len(_COUNTS) else str(count)


def first_name_for_the_ear(name: str) -> str:
    """Return the first name as letters alone: a name that somebody typed is spoken, and may hold anything.

    That of the first word without a digit, else the letters of the first word that has any.
    """
    words = unicodedata.normalize("NFC", name.removesuffix(f"({GIVEN_AT_DESK})")).split()
    plain_first = sorted(words, key=lambda word: any(map(str.isdigit, word)))
    return next(filter(None, map(_letters, plain_first)), "")


def _letters(word: str) -> str:
    """Return the letters with their accents and vowel signs, and the hyphens and apostrophes between them."""
    kept = (sign for sign in word if sign in _WITHIN_NAMES or unicodedata.category(sign)[0] in "LM")
    return "".join(kept).strip(_WITHIN_NAMES)


def listed(parts: Sequence[str]) -> str:
    """Say `a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def say_day(day: date, today: date | None = None) -> str:
    """Say `Mon 16 Nov`; `16 Nov 2025` for a day of another year than `today`."""
    if today is not None and day.year != today.year:
        return say_date(day)
    return f"{day:%a} {day.day} {day:%b}"


def say_date(day: date) -> str:
    """Say `16 Nov 2025`."""
    return f"{day.day} {day:%b %Y}"


def say_workdays(days: Sequence[int], dash: str = "–") -> str:
    """Say ISO weekdays: `Mon–Fri`, `Tue–Fri, Sun`, `Mon, Tue`; nothing for none."""
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(_say_run(run, dash) for run in runs)


def _say_run(run: Sequence[int], dash: str) -> str:
    names = [WEEKDAYS[day - 1] for day in run]
    return f"{names[0]}{dash}{names[-1]}" if len(run) >= SHORTEST_RANGE else ", ".join(names)


def capitalized(text: str) -> str:
    """Begin with a capital and leave the rest as it is, names included."""
    return text[:1].upper() + text[1:]
