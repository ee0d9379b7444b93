"""What keeps the line from using a record, and where HR mends it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.messages.sms_codes import sms_sentence
from app.domain.people.facts import PersonFacts
from app.domain.people.lines import line_above


@dataclass(frozen=True, kw_only=True)
class Lack:
    employee_id: int
    name: str
    what: str
    section: str
    """The section of the record that mends it."""


@dataclass(frozen=True, kw_only=True)
class ReportingLines:
    """The reporting lines, and who in them may read about wellbeing today."""

    manager_of: Mapping[int, int | None]
    active: frozenset[int]
    readers: frozenset[int]


def find_lacks(
    people: Mapping[int, PersonFacts], line: ReportingLines, today: date, *, text_errors: Mapping[int, int]
) -> list[Lack]:
    """Return what is missing of people who are expected to call, by name.

    `text_errors`: the code of the last text, for those whom it did not reach.
    """
    found = [
        Lack(employee_id=number, name=facts.name, what=what, section=section)
        for number, facts in people.items()
        for check in (_phone, _goal)
        for what, section in check(facts, today)
    ]
    found += [
        Lack(employee_id=number, name=facts.name, what=sms_sentence(text_errors[number]), section="identity")
        for number, facts in people.items()
        if number in text_errors and facts.sms_opt_in
    ]
    found += [
        Lack(employee_id=number, name=facts.name, what=what, section="reporting")
        for number, facts in people.items()
        for what in _line(number, facts, line)
    ]
    return sorted(found, key=lambda lack: (lack.name.casefold(), lack.employee_id))


Found = Iterator[tuple[str, str]]
Check = Callable[[PersonFacts, date], Found]


def _phone(facts: PersonFacts, _today: date) -> Found:
    if not facts.phones:
        yield "no telephone: the line cannot know them", "identity"


def _goal(facts: PersonFacts, today: date) -> Found:
    if not facts.kpis:
        yield "no KPI", "coaching"
    if facts.current_90day_goal is None:
        yield "no goal", "coaching"
    elif facts.goal_due_on is not None and facts.goal_due_on < today:
        yield "goal past due", "coaching"
    if facts.goal_target is not None and facts.goal_baseline is None:
        yield "goal without the number it starts from", "coaching"


def _line(number: int, facts: PersonFacts, line: ReportingLines) -> Iterator[str]:
    if facts.manager_id is not None and facts.manager_id not in line.active:
        yield "the manager has left"
    above = [manager for manager in line_above(number, line.manager_of) if manager in line.active]
    if not line.readers.intersection(above):
        yield "nobody in their line may read about wellbeing"
