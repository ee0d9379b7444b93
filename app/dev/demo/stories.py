"""Who a morning is about and which morning it is: what days, energies and alerts of the demo are drawn from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from app.dev.demo import people
from app.dev.demo.people import DemoPerson
from app.dev.demo.profiles import DemoProfile
from app.domain.figures.checkin_days import PersonalCalendar

SEED = "daily-ops-coach"
CALM_WORKDAYS = 14
"""The people of the demo's stories answer in full on these last workdays."""
RECENT_WORKDAYS = 16


def dice(*of: object) -> Random:
    """Return a generator of its own for each person and date: a day of the past stays the same next week."""
    return Random(":".join(map(str, (SEED, *of))))


@dataclass(frozen=True, kw_only=True)
class Story:
    """A technician with what decides their days."""

    person: DemoPerson
    calendar: PersonalCalendar
    profile: DemoProfile | None

    def workdays(self, first: date, last: date) -> list[date]:
        return [day for day in days_from(first, last) if self.calendar.expected_on(day).expected]


def days_from(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=step) for step in range((last - first).days + 1))


@dataclass(frozen=True, kw_only=True)
class Workday:
    story: Story
    day: date
    is_today: bool
    age: int
    """Workdays since; 0 is the person's latest."""

    @property
    def person(self) -> DemoPerson:
        return self.story.person

    @property
    def recent(self) -> bool:
        """In the days that this week's and last week's flags look at."""
        return self.age < RECENT_WORKDAYS

    @property
    def calm(self) -> bool:
        """Nothing happens on this day but what the demo's stories want."""
        in_story = self.person.id in {people.CALLER_ID, people.RECURRING_BLOCKER_ID, *people.BURNOUT_DAYS}
        return self.is_today or (in_story and self.age < CALM_WORKDAYS)

    @property
    def talkative(self) -> bool:
        """The story needs the full answers of this day."""
        return self.calm and self.person.id in {people.RECURRING_BLOCKER_ID, *people.BURNOUT_DAYS}

    @property
    def blocker_recurs(self) -> bool:
        """Three times in two weeks, this week and last, and now and then before."""
        recurring = self.age in {1, 4, 7, 10, 13} or (self.age > CALM_WORKDAYS and self.age % 23 == 0)
        return recurring and self.person.id == people.RECURRING_BLOCKER_ID


@dataclass(frozen=True, kw_only=True)
class Morning:
    """One call. `answers` are columns of `daily_checkins`; None when nothing was logged."""

    person: DemoPerson
    day: date
    at: datetime
    duration_seconds: int
    call_id: str
    answers: dict[str, Any] | None

    @property
    def ended_at(self) -> datetime:
        return self.at + timedelta(seconds=self.duration_seconds)

    @property
    def energy(self) -> int | None:
        return self.answers.get("energy_level") if self.answers else None

    @property
    def blocker_note(self) -> str | None:
        return self.answers.get("blocker_note") if self.answers else None


@dataclass(frozen=True, kw_only=True)
class Past:
    """One technician's calls with the ids of the rows that are made of them."""

    story: Story
    mornings: list[Morning]
    checkin_ids: dict[str, int]
    """By call id."""

    @property
    def person(self) -> DemoPerson:
        return self.story.person
