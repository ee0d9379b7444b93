"""The days on which a check-in is due: names, ranges over the weekend, lists. Shifts and digits are asked back."""

import re

from app.domain.people.imports.cells.problems import CellProblem
from app.domain.people.imports.cells.text import fold
from app.domain.people.problems import ProblemKind

_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS = {
    form: number
    for number, name in enumerate(_NAMES, 1)
    for form in (name, f"{name}s", name[:2], name[:3], f"{name[:3]}s")
} | {"m": 1, "w": 3, "f": 5, "tues": 2, "weds": 3, "thur": 4, "thurs": 4, "th": 4}
"""One letter only where one day begins with it: T and S are two."""
_GROUPS = {
    **dict.fromkeys(("weekdays", "weekday", "every weekday", "business days"), (1, 2, 3, 4, 5)),
    **dict.fromkeys(("weekend", "weekends"), (6, 7)),
    **dict.fromkeys(("daily", "every day", "all week"), (1, 2, 3, 4, 5, 6, 7)),
}
_DASHES = re.compile(r"\s*(?:[-–—‑‐−]|\bto\b|\bthrough\b|\bthru\b|\buntil\b)\s*")
_COMMAS = re.compile(r"\s*(?:[,;/&+|\n]|\band\b)\s*|\s+")


def read_work_week(text: str) -> tuple[int, ...]:
    """Return ISO weekdays, 1 = Monday, in order."""
    folded = _DASHES.sub("-", fold(text).replace(".", ""))
    if folded in _GROUPS:
        return _GROUPS[folded]
    days: set[int] = set()
    for part in filter(None, _COMMAS.split(folded)):
        days |= _part(part, text)
    if not days:
        raise _refused(text)
    return tuple(sorted(days))


def _part(part: str, text: str) -> set[int]:
    if part in _GROUPS:
        return set(_GROUPS[part])
    ends = part.split("-")
    if len(ends) > 2 or any(end not in _DAYS for end in ends):  # noqa: PLR2004 - a range has two ends
        raise _refused(text)
    first, last = _DAYS[ends[0]], _DAYS[ends[-1]]
    if len(ends) > 1 and first == last:
        raise _refused(text)
    return {(first - 1 + step) % 7 + 1 for step in range((last - first) % 7 + 1)}


def _refused(text: str) -> CellProblem:
    return CellProblem(
        ProblemKind.BAD_WORK_WEEK,
        f"“{text}” does not say the days. On which days is a check-in due? Write them like Mon-Fri or Tue, Thu, Sat.",
    )
