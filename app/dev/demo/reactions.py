"""What dispatchers and managers did about the demo's alerts, kind by kind."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from app.dev.demo import people
from app.dev.demo.handling import Book, Ending, acknowledge, call_late, close, run_chain
from app.dev.demo.people import DemoPerson
from app.dev.demo.texts import FIXES, MISSED_NOTES, OUT_NOTES
from app.domain.alerts.kinds import AlertOutcome
from app.domain.mornings.workdays import local_date

AlertRow = dict[str, Any]
LONGEST_FIX = 45.0
"""Hours. Blockers that stay for days are the one story's alone."""


@dataclass(frozen=True, kw_only=True)
class AlertDesk:
    book: Book
    now: datetime
    names: dict[int, str]

    def attendance(self, person: DemoPerson, alert: AlertRow, chance: Random) -> None:
        """Acknowledged within minutes, mostly; today's first one is still waiting, today's other one is covered."""
        if person.id == people.OUT_TODAY_ID and self.is_today(person, alert):
            run_chain(self.book, alert, now=self.now)
            return
        minutes = chance.triangular(1, 26, 4)
        outcome = chance.choices(list(OUT_NOTES), (5, 3, 2))[0]
        if person.id == people.COVERED_TODAY_ID:
            minutes, outcome = 3, AlertOutcome.COVERED
        note = OUT_NOTES[outcome].format(colleague=self._colleague(person, chance))
        taken = timedelta(minutes=minutes)
        run_chain(self.book, alert, now=min(self.now, alert["opened_at"] + taken))
        acknowledge(self.book, alert, self._who(chance.choice(people.DISPATCHER_IDS)), after=taken, now=self.now)
        ending = Ending(outcome, note, timedelta(minutes=minutes + chance.uniform(4, 45)))
        close(self.book, alert, ending, now=self.now, resolve=not self.is_today(person, alert))

    def blocker(self, person: DemoPerson, alert: AlertRow, chance: Random) -> None:
        owner = self._who(chance.choice((*people.DISPATCHER_IDS, _manager(person))))
        taken = timedelta(minutes=chance.triangular(4, 150, 20))
        hours = min(LONGEST_FIX, chance.lognormvariate(2.6, 0.9)) + 3
        acknowledge(self.book, alert, owner, after=taken, now=self.now)
        ending = Ending(AlertOutcome.FIXED, chance.choice(FIXES), timedelta(hours=hours))
        close(self.book, alert, ending, now=self.now, resolve=True)

    def burnout(self, person: DemoPerson, alert: AlertRow, chance: Random) -> None:
        """The manager talks to them within days. What was said is not recorded."""
        hours = chance.uniform(2, 20)
        acknowledge(self.book, alert, self._who(_manager(person)), after=timedelta(hours=hours), now=self.now)
        ending = Ending(AlertOutcome.TALKED, None, timedelta(hours=hours + chance.uniform(2, 60)))
        close(self.book, alert, ending, now=self.now, resolve=True)

    def missed(self, person: DemoPerson, alert: AlertRow, *, called_at: datetime | None, chance: Random) -> None:
        if called_at is not None:
            call_late(self.book, alert, at=called_at, local=called_at.astimezone(ZoneInfo(person.timezone)))
            return
        if self.is_today(person, alert):
            return
        minutes = chance.triangular(1, 40, 6)
        outcome = chance.choices(list(MISSED_NOTES), (5, 2, 3))[0]
        note = MISSED_NOTES[outcome].format(colleague=self._colleague(person, chance))
        owner = self._who(chance.choice(people.DISPATCHER_IDS))
        acknowledge(self.book, alert, owner, after=timedelta(minutes=minutes), now=self.now)
        ending = Ending(outcome, note, timedelta(minutes=minutes + chance.uniform(3, 50)))
        close(self.book, alert, ending, now=self.now, resolve=True)

    def is_today(self, person: DemoPerson, alert: AlertRow) -> bool:
        return bool(alert["alert_on"] == local_date(self.now, person.timezone))

    def _who(self, employee_id: int) -> tuple[int, str]:
        return employee_id, self.names[employee_id]

    def _colleague(self, person: DemoPerson, chance: Random) -> str:
        first = (
            people.FIRST_TECHNICIAN_ID + (person.id - people.FIRST_TECHNICIAN_ID) // people.TEAM_SIZE * people.TEAM_SIZE
        )
        team = range(first, first + people.TEAM_SIZE)
        return self.names[chance.choice([number for number in team if number != person.id])]


def _manager(person: DemoPerson) -> int:
    return person.manager_id or people.HEAD_ID
