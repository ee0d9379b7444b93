"""The alerts that the demo mornings raised, by the product's own rules."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from app.dev.demo import people
from app.dev.demo.handling import Book, leave_open
from app.dev.demo.reactions import AlertDesk
from app.dev.demo.stories import Morning, Past, Story, dice
from app.domain.alerts.kinds import AlertEventKind, AlertKind
from app.domain.alerts.missed import MissedRule, missed_finding
from app.domain.alerts.rules import CheckinFacts, Finding, RuleSettings, burnout_why, evaluate
from app.domain.mornings.workdays import local_date

OLD_BLOCKER_AGES = (4, 8, 15)
"""Days: one of the recurring blockers of about each age is still open."""


@dataclass(frozen=True, kw_only=True)
class AlertStories:
    rules: RuleSettings
    missed: MissedRule
    desk: AlertDesk

    @property
    def book(self) -> Book:
        return self.desk.book

    @property
    def now(self) -> datetime:
        return self.desk.now

    def tell(self, pasts: Iterable[Past], *, first: date) -> Book:
        for past in pasts:
            self._of_calls(past)
            self._of_silence(past, first)
        self._keep_old_blockers_open()
        return self.book.in_order()

    def _of_calls(self, past: Past) -> None:
        energies = {morning.day: morning.energy for morning in past.mornings if morning.energy is not None}
        for morning in past.mornings:
            for finding in evaluate(_facts(past.story, morning, energies), self.rules) if morning.answers else ():
                if finding.kind is AlertKind.BURNOUT:
                    self._burnout(past, morning, finding)
                else:
                    self._attendance_or_blocker(past, morning, finding)

    def _attendance_or_blocker(self, past: Past, morning: Morning, finding: Finding) -> None:
        checkin_id = past.checkin_ids[morning.call_id]
        alert = self.book.raised(
            finding,
            past.person.id,
            at=morning.ended_at,
            on=morning.day,
            key=f"{finding.kind}:{checkin_id}",
            checkin_id=checkin_id,
            note=finding.facts.get("blocker_note"),
        )
        chance = dice(past.person.id, morning.day, finding.kind)
        if finding.kind is AlertKind.ATTENDANCE:
            self.desk.attendance(past.person, alert, chance)
        elif not _is_latest_of_the_recurring(past, morning):
            self.desk.blocker(past.person, alert, chance)

    def _burnout(self, past: Past, morning: Morning, finding: Finding) -> None:
        checkin_id = past.checkin_ids[morning.call_id]
        live = self.book.live(past.person.id, AlertKind.BURNOUT, at=morning.ended_at)
        if live is not None:
            self._add_day(live, morning, finding)
            return
        alert = self.book.raised(
            finding,
            past.person.id,
            at=morning.ended_at,
            on=morning.day,
            key=f"{AlertKind.BURNOUT}:{past.person.id}",
            checkin_id=checkin_id,
        )
        if morning not in past.mornings[-people.BURNOUT_DAYS.get(past.person.id, 0) :] or not _is_case(past):
            self.desk.burnout(past.person, alert, dice(past.person.id, morning.day, finding.kind))

    def _add_day(self, live: dict[str, Any], morning: Morning, finding: Finding) -> None:
        days = {day["on"]: day["energy"] for day in (*live["facts"]["days"], *finding.facts["days"])}
        why = burnout_why([date.fromisoformat(on) for on in days], self.rules.low_energy_threshold)
        listed = [{"on": on, "energy": energy} for on, energy in days.items()]
        live["facts"] = live["facts"] | {"days": listed, "why": why}
        self.book.event(live, morning.ended_at, AlertEventKind.ADDED, note=f"day {len(days)}", data={"days": days})

    def _of_silence(self, past: Past, first: date) -> None:
        today = local_date(self.now, past.person.timezone)
        answered = {morning.day: morning.ended_at for morning in past.mornings if morning.answers}
        for day in past.story.workdays(first, today):
            cut_off = self.missed.cut_off_at(day, past.person.timezone)
            called_at = answered.get(day)
            if cut_off > self.now or (called_at is not None and called_at <= cut_off):
                continue
            self._missed(past, day, cut_off, called_at)

    def _missed(self, past: Past, day: date, cut_off: datetime, called_at: datetime | None) -> None:
        because = past.story.calendar.expected_on(day).sentence
        finding = missed_finding(day, past.person.timezone, self.missed, expected_because=because)
        key = f"{AlertKind.MISSED}:{past.person.id}:{day.isoformat()}"
        alert = self.book.raised(finding, past.person.id, at=cut_off, on=day, key=key)
        self.desk.missed(past.person, alert, called_at=called_at, chance=dice(past.person.id, day, "missed"))

    def _keep_old_blockers_open(self) -> None:
        resolved = [
            each
            for each in self.book.alerts
            if each["employee_id"] == people.RECURRING_BLOCKER_ID
            and each["kind"] is AlertKind.BLOCKER
            and each["resolved_at"]
        ]
        for age in OLD_BLOCKER_AGES:
            target = self.now - timedelta(days=age)
            closest = min(resolved, key=lambda alert: _distance(alert, target))
            resolved.remove(closest)
            leave_open(self.book, closest)


def _distance(alert: dict[str, Any], target: datetime) -> timedelta:
    opened_at: datetime = alert["opened_at"]
    return abs(opened_at - target)


def _is_case(past: Past) -> bool:
    return past.person.id in people.BURNOUT_DAYS


def _is_latest_of_the_recurring(past: Past, morning: Morning) -> bool:
    latest = next(each for each in reversed(past.mornings) if each.blocker_note)
    return past.person.id == people.RECURRING_BLOCKER_ID and morning is latest


def _facts(story: Story, morning: Morning, energies: dict[date, int]) -> CheckinFacts:
    answers = morning.answers or {}
    return CheckinFacts(
        checkin_on=morning.day,
        ready_status=answers.get("ready_status"),
        not_ready_reason=answers.get("not_ready_reason"),
        blocker_present=answers.get("blocker_present"),
        blocker_note=answers.get("blocker_note"),
        energies=energies,
        pattern=story.calendar.pattern,
        holidays=story.calendar.holidays,
        absences=story.calendar.absences,
    )
