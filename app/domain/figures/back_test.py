"""How many flags and alerts other thresholds would have raised, by the same rules over stored facts."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.alerts.kinds import AlertKind
from app.domain.alerts.rules import RULES, CheckinFacts, RuleSettings, evaluate
from app.domain.figures.checkin_days import PersonalCalendar
from app.domain.figures.week_facts import WeekFacts
from app.domain.figures.week_flags import FlagRule, FlagThresholds, week_flags


@dataclass(frozen=True, kw_only=True)
class BackTest:
    """How many notices there would have been, by rule id, and about whom."""

    by_rule: Mapping[str, int]
    people: frozenset[int]
    """Employee numbers."""

    @property
    def notices(self) -> int:
        return sum(self.by_rule.values())


def back_test_flags(past: Iterable[tuple[int, WeekFacts]], thresholds: FlagThresholds) -> BackTest:
    """Count the flags of past weeks, given as employee number and facts; an alert that was open then stays so."""
    by_rule, people = Counter[str](dict.fromkeys(FlagRule, 0)), set[int]()
    for number, facts in past:
        fired = [flag.rule.value for flag in week_flags(facts, thresholds)]
        by_rule.update(fired)
        people |= {number} if fired else set()
    return BackTest(by_rule=by_rule, people=frozenset(people))


def back_test_low_energy(
    readings: Mapping[int, Mapping[date, int]],
    calendars: Mapping[int, PersonalCalendar],
    rules: RuleSettings,
    *,
    first: date,
) -> BackTest:
    """Count the low-energy alerts that days from `first` on would have opened; `readings` begin some days earlier.

    A further low day joins the open alert, so a run opens one, on the day on which it becomes long enough.
    """
    opened = {
        number: sum(_opens(number, day, readings, calendars, rules) for day in days if day >= first)
        for number, days in readings.items()
    }
    people = frozenset(number for number, count in opened.items() if count)
    return BackTest(by_rule={RULES[AlertKind.BURNOUT].id: sum(opened.values())}, people=people)


def _opens(
    number: int,
    day: date,
    readings: Mapping[int, Mapping[date, int]],
    calendars: Mapping[int, PersonalCalendar],
    rules: RuleSettings,
) -> bool:
    if readings[number][day] > rules.low_energy_threshold:
        return False
    calendar = calendars[number]
    facts = CheckinFacts(
        checkin_on=day,
        energies=readings[number],
        pattern=calendar.pattern,
        holidays=calendar.holidays,
        absences=calendar.absences,
    )
    findings = [finding for finding in evaluate(facts, rules) if finding.kind is AlertKind.BURNOUT]
    return any(len(finding.facts["days"]) == max(1, rules.burnout_workdays) for finding in findings)
