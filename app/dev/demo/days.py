"""Twenty-six weeks of morning calls: who phoned when, and how the call went."""

import uuid
from datetime import UTC, date, datetime, timedelta
from enum import Enum, auto
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from app.dev.demo import people
from app.dev.demo.answers import full_answers, not_ready_answers, ops_only_answers
from app.dev.demo.energies import with_energy
from app.dev.demo.stories import RECENT_WORKDAYS, Morning, Story, Workday, dice
from app.domain.checkins.fields import NotReadyReason
from app.domain.mornings.workdays import local_date

WEEKS = 26


class DayKind(Enum):
    FULL = auto()
    OPS_ONLY = auto()
    NOT_READY = auto()
    HANG_UP = auto()
    SILENT = auto()


SHARES = {
    DayKind.FULL: 0.81,
    DayKind.OPS_ONLY: 0.12,
    DayKind.SILENT: 0.036,
    DayKind.NOT_READY: 0.026,
    DayKind.HANG_UP: 0.008,
}
LATE_SHARE = 0.015
REASONS = {
    NotReadyReason.SICK: 9,
    NotReadyReason.FAMILY: 4,
    NotReadyReason.VEHICLE: 4,
    NotReadyReason.SCHEDULE: 2,
    NotReadyReason.OTHER: 1,
}
TODAY = {
    people.CALLER_ID: DayKind.SILENT,
    people.MISSING_TODAY_ID: DayKind.SILENT,
    people.OUT_TODAY_ID: DayKind.NOT_READY,
    people.COVERED_TODAY_ID: DayKind.NOT_READY,
    people.VEHICLE_TODAY_ID: DayKind.NOT_READY,
    people.HANG_UP_TODAY_ID: DayKind.HANG_UP,
}
REASON_TODAY = {
    people.OUT_TODAY_ID: NotReadyReason.SICK,
    people.COVERED_TODAY_ID: NotReadyReason.FAMILY,
    people.VEHICLE_TODAY_ID: NotReadyReason.VEHICLE,
}
MINUTE_TODAY = {people.OUT_TODAY_ID: 12, people.HANG_UP_TODAY_ID: 24, **dict.fromkeys(people.BURNOUT_DAYS, 8)}
SECONDS = {DayKind.FULL: (55, 118), DayKind.OPS_ONLY: (14, 24), DayKind.NOT_READY: (20, 38), DayKind.HANG_UP: (4, 19)}


def tell(story: Story, *, first: date, now: datetime) -> list[Morning]:
    """Return the person's calls from `first` up to `now`, in order; a call still going on at `now` is left out."""
    today = local_date(now, story.person.timezone)
    workdays = story.workdays(first, today)
    mornings = [
        _morning(Workday(story=story, day=day, is_today=day == today, age=len(workdays) - number))
        for number, day in enumerate(workdays, start=1)
    ]
    ended = [morning for morning in mornings if morning is not None and morning.ended_at <= now]
    since = workdays[-RECENT_WORKDAYS] if len(workdays) >= RECENT_WORKDAYS else first
    return with_energy(story.person, ended, since=since, today=today)


def _morning(workday: Workday) -> Morning | None:
    person, day = workday.person, workday.day
    chance = dice(person.id, day)
    kind = _kind(workday, chance)
    if kind is DayKind.SILENT:
        return None
    at = _call_at(workday, chance)
    shortest, longest = SECONDS[kind]
    return Morning(
        person=person,
        day=day,
        at=at,
        duration_seconds=chance.randint(shortest, longest),
        call_id=str(uuid.UUID(int=chance.getrandbits(128), version=4)),
        answers=_answers(kind, workday, chance),
    )


def _kind(workday: Workday, chance: Random) -> DayKind:
    if workday.is_today and workday.person.id in TODAY:
        return TODAY[workday.person.id]
    kind = chance.choices(list(SHARES), list(SHARES.values()))[0]
    if kind is DayKind.SILENT and workday.recent and not _may_be_silent(workday):
        kind = DayKind.FULL
    if workday.talkative or (workday.calm and kind is not DayKind.OPS_ONLY):
        kind = DayKind.FULL
    return DayKind.OPS_ONLY if workday.story.profile is None and kind is DayKind.FULL else kind


def _may_be_silent(workday: Workday) -> bool:
    """At most once a week lately: two silent days would flag the week. Whoever is silent today was not before."""
    own_day = 1 + workday.person.id % 5
    return workday.day.isoweekday() == own_day and TODAY.get(workday.person.id) is not DayKind.SILENT


def _call_at(workday: Workday, chance: Random) -> datetime:
    """Return an instant early in the local morning; a few calls come after the window and its grace."""
    minute = chance.triangular(4, 215, 45)
    if chance.random() < LATE_SHARE and not workday.calm:
        minute = chance.uniform(262, 330)
    if workday.is_today:
        minute = MINUTE_TODAY.get(workday.person.id, minute)
    six = datetime.combine(workday.day, datetime.min.time(), tzinfo=ZoneInfo(workday.person.timezone)).replace(hour=6)
    return (six + timedelta(minutes=int(minute), seconds=chance.randrange(60))).astimezone(UTC)


def _answers(kind: DayKind, workday: Workday, chance: Random) -> dict[str, Any] | None:
    if kind is DayKind.HANG_UP:
        return None
    if kind is DayKind.NOT_READY:
        return not_ready_answers(_reason(workday, chance), chance)
    if kind is DayKind.OPS_ONLY or workday.story.profile is None:
        return ops_only_answers(workday, chance)
    return full_answers(workday, workday.story.profile, chance)


def _reason(workday: Workday, chance: Random) -> NotReadyReason:
    drawn = chance.choices(list(REASONS), list(REASONS.values()))[0]
    return REASON_TODAY.get(workday.person.id, drawn) if workday.is_today else drawn
