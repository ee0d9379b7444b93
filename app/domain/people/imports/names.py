"""Names are kept as typed, except that two columns are joined and “Reyes, Ana” is turned round when asked."""

import re
from collections.abc import Iterable

from app.domain.people.imports.cells.text import fold
from app.domain.people.imports.questions import NameOrderQuestion

_SUFFIX = re.compile(
    r"(?:jr|sr|esq|[ivx]{1,4}|1st|2nd|3rd|4th|ph\.?d|m\.?d|m\.?a|m\.?b\.?a|d\.?d\.?s|p\.?e|r\.?n|c\.?p\.?a|j\.?d|b\.?sc|m\.?sc)\.?",
    re.IGNORECASE,
)


def join_name(first: str, last: str) -> str:
    return " ".join(part for part in (first, last) if part)


def is_turned(name: str) -> bool:
    """Tell whether the family name seems to stand first; “Reyes, Jr.” is a name with a suffix."""
    family, comma, given = (part.strip() for part in name.partition(","))
    return bool(comma and family and given) and "," not in given and not _SUFFIX.fullmatch(given)


def turn_name(name: str) -> str:
    family, _, given = name.partition(",")
    return join_name(given.strip(), family.strip())


def ask_name_order(names: Iterable[str], known: Iterable[str]) -> NameOrderQuestion | None:
    """Ask once for the file, unless the directory has exactly these names."""
    known_names = set(known)
    turned = [name for name in names if is_turned(name) and fold(name) not in known_names]
    return NameOrderQuestion(turned[0], turn_name(turned[0]), len(turned)) if turned else None
