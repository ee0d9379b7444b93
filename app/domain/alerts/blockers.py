"""What a day's obstacles mean for the alerts about one person's blockers: the decision, without any I/O.

A blocker is the same one when its folded words are, whatever the day; within a call, an edited sentence is the same one
too. Alerts of earlier days are never closed because nobody mentioned them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.alerts.days import (
    UNNAMED,
    DayCall,
    Obstacle,
    folded,
    is_blocked,
    is_personal,
    obstacles,
    without_unclear,
)


@dataclass(frozen=True, kw_only=True)
class KnownBlocker:
    """An alert about a blocker, as it is stored."""

    alert_id: int
    live: bool
    closed_by_person: bool
    """Somebody dealt with it, so the same words on the same day raise nothing new."""
    raised_on: date
    checkin_id: int | None
    note: str | None
    certain: bool = True
    """False for one that the caller may have."""
    said_on: frozenset[date]
    """The days on which it was reported, the first one included."""

    @property
    def key(self) -> str:
        return folded(self.note or "")

    def says(self, obstacle: Obstacle) -> bool:
        return (self.note, self.certain) == (obstacle.note, obstacle.certain)


@dataclass(frozen=True, kw_only=True)
class BlockerChanges:
    raised: tuple[Obstacle, ...] = ()
    corrected: tuple[tuple[int, Obstacle], ...] = ()
    """Alert id, and what is in the way now."""
    joined: tuple[int, ...] = ()
    """Open alerts of earlier days that this day has reported again."""
    left: tuple[int, ...] = ()
    """Open alerts of earlier days whose report of this day was taken back."""
    withdrawn: tuple[int, ...] = ()
    live: tuple[int, ...] = ()
    """The alerts that the day's obstacles belong to, without those just raised."""


def decide_blockers(day: date, calls: Sequence[DayCall], known: Iterable[KnownBlocker]) -> BlockerChanges:
    """Match each obstacle of the day with the alert about it; say what to raise, correct, join and take back."""
    matching = _Matching(day, sorted(known, key=lambda alert: alert.alert_id))
    if is_personal(calls):
        return _without_words(matching, without_unclear(calls))
    raised: list[Obstacle] = []
    corrected: list[tuple[int, Obstacle]] = []
    same_words = [(obstacle, matching.take_same_words(obstacle)) for obstacle in obstacles(calls)]
    for obstacle, alert in same_words:
        about_it = alert or matching.take_same_call(obstacle)
        if about_it is None and not matching.is_settled(obstacle):
            raised.append(obstacle)
        elif about_it is not None and about_it.raised_on == day and not about_it.says(obstacle):
            corrected.append((about_it.alert_id, obstacle))
    return BlockerChanges(
        raised=tuple(raised),
        corrected=tuple(corrected),
        joined=tuple(alert.alert_id for alert in matching.taken if day not in alert.said_on),
        left=matching.left(),
        withdrawn=tuple(
            alert.alert_id
            for alert in matching.untaken()
            # Nothing tells which obstacle an alert without words is about: it stays while anything is in the way.
            if alert.raised_on == day and not (is_blocked(calls) and alert.key == UNNAMED)
        ),
        live=tuple(alert.alert_id for alert in matching.taken),
    )


def _without_words(matching: "_Matching", calls: Sequence[DayCall]) -> BlockerChanges:
    """On a personal day no words are kept to compare: what was reported stays as it is, or is taken back as a whole."""
    in_the_way = obstacles(calls)
    of_today = [alert for alert in matching.untaken() if matching.day in alert.said_on]
    if not is_blocked(calls):
        withdrawn = tuple(alert.alert_id for alert in of_today if alert.raised_on == matching.day)
        return BlockerChanges(withdrawn=withdrawn, left=matching.left())
    known = bool(of_today) or any(map(matching.is_settled, in_the_way))
    return BlockerChanges(raised=() if known else in_the_way[:1], live=tuple(alert.alert_id for alert in of_today))


class _Matching:
    """Which live alerts are matched already; each alert belongs to one obstacle at most."""

    def __init__(self, day: date, known: Sequence[KnownBlocker]) -> None:
        self.day = day
        self.known = known
        self.taken: list[KnownBlocker] = []

    def untaken(self) -> list[KnownBlocker]:
        return [alert for alert in self.known if alert.live and alert not in self.taken]

    def left(self) -> tuple[int, ...]:
        """Return the alerts of earlier days that this day had joined and no longer reports."""
        return tuple(
            alert.alert_id for alert in self.untaken() if alert.raised_on != self.day and self.day in alert.said_on
        )

    def take_same_words(self, obstacle: Obstacle) -> KnownBlocker | None:
        """An unnamed blocker is the same one only within a day."""
        return self._take(
            alert
            for alert in self.untaken()
            if alert.key == obstacle.key and (obstacle.key != UNNAMED or alert.raised_on == self.day)
        )

    def take_same_call(self, obstacle: Obstacle) -> KnownBlocker | None:
        """The sentence was edited, or named at last."""
        return self._take(
            alert
            for alert in self.untaken()
            if alert.raised_on == self.day and obstacle.key != UNNAMED
            if alert.checkin_id == obstacle.checkin_id or alert.key == UNNAMED
        )

    def is_settled(self, obstacle: Obstacle) -> bool:
        return any(
            alert.closed_by_person
            and self.day in alert.said_on
            and (alert.key == obstacle.key or alert.checkin_id == obstacle.checkin_id)
            for alert in self.known
        )

    def _take(self, candidates: Iterable[KnownBlocker]) -> KnownBlocker | None:
        found = next(iter(candidates), None)
        if found is not None:
            self.taken.append(found)
        return found
