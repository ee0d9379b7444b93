"""One person's day as the rules see it: the state that all its calls together leave behind.

A later call replaces what it answers and erases nothing. The same calls give the same state in whatever order their
answers arrived.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.checkins.fields import PERSONAL_REASONS, NotReadyReason

UNNAMED = ""
"""The key of a blocker that was reported without words."""


@dataclass(frozen=True, kw_only=True)
class DayCall:
    """What one call of the day has answered so far."""

    checkin_id: int
    at: datetime
    """When the call's first answer was saved; orders the calls of a day."""
    ready_status: bool | None = None
    not_ready_reason: NotReadyReason | None = None
    blocker_present: bool | None = None
    blocker_note: str | None = None
    unclear_note: str | None = None
    """What was named beside a no, and never settled."""
    over: bool = True
    """Whether no further answer can come: the check-in is complete, or the call has ended."""

    @property
    def may_be_blocked(self) -> bool:
        return self.over and self.unclear_note is not None


@dataclass(frozen=True, kw_only=True)
class Obstacle:
    """One distinct thing in the way."""

    checkin_id: int
    """The first call of the day that named it."""
    note: str | None
    """In the caller's words; None for a blocker without words."""
    certain: bool = True
    """False where the caller said no as well, and could not be asked again."""

    @property
    def key(self) -> str:
        return folded(self.note or "")


def in_order(calls: Iterable[DayCall]) -> list[DayCall]:
    return sorted(calls, key=lambda call: (call.at, call.checkin_id))


def readiness(calls: Iterable[DayCall]) -> DayCall | None:
    """Return the last call that said whether the person is ready."""
    return next((call for call in reversed(in_order(calls)) if call.ready_status is not None), None)


def obstacles(calls: Iterable[DayCall]) -> tuple[Obstacle, ...]:
    """Return what is in the way at the end of these calls.

    A call that says "none" clears what calls before it named. A blocker without words counts once its call is over,
    until then the sentence may still come; beside one with words it says nothing new. So does what was unclear.
    """
    named: dict[str, Obstacle] = {}
    for call in in_order(calls):
        if call.blocker_present is False:
            named = {}
        elif call.blocker_present and (call.blocker_note or call.over):
            obstacle = Obstacle(checkin_id=call.checkin_id, note=call.blocker_note or None)
            named.setdefault(obstacle.key, obstacle)
        if call.may_be_blocked:
            unclear = Obstacle(checkin_id=call.checkin_id, note=call.unclear_note, certain=False)
            named.setdefault(unclear.key, unclear)
    with_words = tuple(obstacle for key, obstacle in named.items() if key != UNNAMED)
    return with_words or tuple(named.values())


def is_blocked(calls: Iterable[DayCall]) -> bool:
    """Whether anything is or may be in the way, with or without words, said to the end or not."""
    said = [
        bool(call.blocker_present or call.may_be_blocked)
        for call in in_order(calls)
        if call.blocker_present is not None or call.may_be_blocked
    ]
    return bool(said) and said[-1]


def without_unclear(calls: Iterable[DayCall]) -> list[DayCall]:
    return [replace(call, unclear_note=None) for call in calls]


def is_personal(calls: Iterable[DayCall]) -> bool:
    """Whether the person is out for a personal reason, so that no words of the day are kept.

    A missing reason counts as personal once no further answer can come; during the call it may still turn out to be the
    vehicle.
    """
    last_said = readiness(calls)
    if last_said is None or last_said.ready_status:
        return False
    return last_said.over if last_said.not_ready_reason is None else last_said.not_ready_reason in PERSONAL_REASONS


def folded(words: str) -> str:
    """Return the words as they are compared: without case, accents, punctuation and surplus spaces."""
    plain = unicodedata.normalize("NFKD", words).casefold()
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(re.findall(r"\w+", letters))


def names_in_short(names: Sequence[str], *, most: int = 12) -> str:
    """List the names, or the first of them and how many more there are."""
    first_names, more = names[:most], len(names) - most
    return ", ".join(first_names) + (f" and {more} more" if more > 0 else "")
