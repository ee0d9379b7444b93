"""The one line of the morning brief: "18 of 22 ready · 2 out · 1 no call (Ana) · 1 blocker open"."""

from collections import Counter
from collections.abc import Mapping, Sequence

from app.domain.mornings.day_states import STATE_WORDS, DayState
from app.domain.phrases import plural

MOST_NAMES = 3


def brief_line(people: Mapping[DayState, Sequence[str]], *, blockers: int) -> str | None:
    """Return the counts of the people by state, or None where nobody was expected; zeros are left out."""
    total = sum(len(names) for state, names in people.items() if state is not DayState.OFF)
    if total == 0:
        return None
    ready = len(people.get(DayState.READY, ()))
    parts = [
        f"{ready} of {total} ready",
        _count(people.get(DayState.NOT_READY, ()), "out"),
        _count(people.get(DayState.MISSED, ()), STATE_WORDS[DayState.MISSED], named=True),
        _count(people.get(DayState.UNFINISHED, ()), STATE_WORDS[DayState.UNFINISHED], named=True),
        _count(people.get(DayState.AWAITED, ()), STATE_WORDS[DayState.AWAITED]),
        f"{plural(blockers, 'blocker')} open" if blockers else "",
    ]
    return " · ".join(part for part in parts if part)


def _count(names: Sequence[str], word: str, *, named: bool = False) -> str:
    if not names:
        return ""
    return f"{len(names)} {word} ({_said(names)})" if named else f"{len(names)} {word}"


def _said(names: Sequence[str]) -> str:
    """Say first names; whole ones where two people share the first."""
    shared = Counter(name.split()[0] for name in names)
    shown_names = [name if shared[name.split()[0]] > 1 else name.split()[0] for name in names[:MOST_NAMES]]
    more = len(names) - len(shown_names)
    return ", ".join(shown_names) + (f" +{more}" if more else "")
