"""JSON as it comes from outside: parsed without surprises, walked without assuming any shape."""

import json
import math
from collections.abc import Iterator, Mapping

from app.domain.checkins.spoken.text import clean_text

NOTHING: Mapping[str, object] = {}
_LONGEST_INTEGER = 18
"""Digits that stay an integer; Python refuses to convert very long ones, and the database could not hold them."""


MILLISECONDS_FROM = 10**11
"""A time above this is in milliseconds: in seconds it would lie in the year 5138."""


class NotJson(ValueError):  # noqa: N818 - an outcome, not a failure
    """The text is not JSON, or nested too deeply to be worked on."""


def loads(text: str | bytes) -> object:
    """Parse JSON. Line breaks inside strings pass, because models write them; long integers become floats."""
    try:
        decoded = text.decode("utf-8-sig") if isinstance(text, bytes) else text
        parsed: object = json.loads(decoded, strict=False, parse_int=_integer)
    except (ValueError, RecursionError) as error:
        raise NotJson(str(error)) from error
    return parsed


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= _LONGEST_INTEGER else float(digits)


def walk(holder: object, *path: str) -> object:
    """Return what stands at the path, None where a step is missing or not an object."""
    for name in path:
        holder = holder.get(name) if isinstance(holder, Mapping) else None
    return holder


def mapping(holder: object, *path: str) -> Mapping[str, object]:
    """Return the object at the path, an empty one where there is none."""
    value = walk(holder, *path)
    return value if isinstance(value, Mapping) else NOTHING


def word(value: object, *, limit: int = 200) -> str | None:
    """Return a short text that can be stored and logged; whole numbers count, None for the rest and for ""."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return clean_text(value[: 4 * limit])[:limit] or None if isinstance(value, str) else None


def number(value: object) -> float | None:
    """Return a finite number, also where it came as text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        parsed = float(value)
    except (ValueError, OverflowError):
        return None
    return parsed if math.isfinite(parsed) else None


def is_deeper_than(value: object, levels: int) -> bool:
    """Say whether objects and lists are nested beyond `levels`; works level by level, without recursion."""
    layer = [value]
    for _ in range(levels + 1):
        layer = [child for holder in layer for child in _children(holder)]
        if not layer:
            return False
    return True


def _children(holder: object) -> Iterator[object]:
    if isinstance(holder, Mapping):
        yield from holder.values()
    elif isinstance(holder, list):
        yield from holder


def epoch_seconds(epoch: float) -> float:
    """Return a time since 1970 in seconds; one that was given in milliseconds is divided."""
    return epoch / 1000 if epoch > MILLISECONDS_FROM else epoch
