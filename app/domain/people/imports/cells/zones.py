"""Time zones as HR systems name them: IANA in any case, Windows' names, and the four that Americans say."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache

from app.domain.people.imports.cells.problems import CellProblem
from app.domain.people.imports.cells.text import fold
from app.domain.people.problems import ProblemKind

_SPOKEN = {
    "eastern": "America/New_York",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
    "arizona": "America/Phoenix",
    "alaska": "America/Anchorage",
    "hawaii": "Pacific/Honolulu",
}
_SPOKEN_TAIL = re.compile(r"(?: time)?(?: zone)?(?: ?\((?:us|us ?(?:&|and) ?canada|us/canada)\))?")
_WINDOWS_OFFSET = re.compile(r"\((?:utc|gmt)[^)]*\) ?")
"""Windows shows “(UTC-06:00) Central Time (US & Canada)”; the offset is of the winter only."""
_OFFSET = re.compile(r"(?:utc|gmt)? ?[+-−–] ?\d{1,2}(?::?\d{2})?|etc/gmt[+-]\d+")
_ABBREVIATIONS = {
    **dict.fromkeys(("est", "edt", "et"), "America/New_York"),
    **dict.fromkeys(("cst", "cdt", "ct"), "America/Chicago"),
    **dict.fromkeys(("mst", "mdt", "mt"), "America/Denver (or America/Phoenix, which has no summer time)"),
    **dict.fromkeys(("pst", "pdt", "pt"), "America/Los_Angeles"),
    **dict.fromkeys(("akst", "akdt"), "America/Anchorage"),
    "hst": "Pacific/Honolulu",
    "ist": "Asia/Kolkata, Europe/Dublin or Asia/Jerusalem",
    **dict.fromkeys(("cet", "cest", "met"), "Europe/Berlin"),
    **dict.fromkeys(("eet", "eest"), "Europe/Athens"),
    **dict.fromkeys(("wet", "west"), "Europe/Lisbon"),
    **dict.fromkeys(("gmt", "bst"), "Europe/London"),
}


def read_zone(text: str, known: Mapping[str, str]) -> str:
    """Return the current IANA name; `known` gives it for each folded IANA and Windows name.

    An abbreviation is refused because it is two zones or more, an offset because it has no summer time.
    """
    name = fold_zone(text)
    if name in _ABBREVIATIONS:
        raise _unknown(text, f"It stands for more than one zone. Write {_ABBREVIATIONS[name]}.")
    if _OFFSET.fullmatch(name):
        raise _unknown(text, "An offset knows no summer time. Write a place, such as America/Chicago.")
    place = known.get(name) or _spoken(name)
    if place is None:
        raise _unknown(text, _suggestion(name, known))
    return place


def fold_zone(text: str) -> str:
    return _WINDOWS_OFFSET.sub("", fold(text).replace("_", " "), count=1)


def _spoken(name: str) -> str | None:
    first, tail = name.split(" ", 1) if " " in name else (name, "")
    if first in {"us", "u.s."}:
        return _spoken(tail)
    return _SPOKEN.get(first) if _SPOKEN_TAIL.fullmatch(f" {tail}" if tail else "") else None


def _suggestion(name: str, known: Mapping[str, str]) -> str:
    cities = [place for folded, place in known.items() if folded.rpartition("/")[2] == name]
    near = cities or [known[match] for match in _near(name, frozenset(known))]
    return f"Is it {near[0]}?" if near else "Write it like America/Chicago."


@lru_cache(maxsize=256)
def _near(name: str, names: frozenset[str]) -> list[str]:
    """Search once for a misspelling that stands in every row."""
    return get_close_matches(name, names, n=1, cutoff=0.75)


def _unknown(text: str, hint: str) -> CellProblem:
    return CellProblem(ProblemKind.UNKNOWN_TIME_ZONE, f"“{text}” is no time zone. {hint}")
