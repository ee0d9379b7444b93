"""The checks on one person's facts that need nothing else: no other person, no directory."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from zoneinfo import available_timezones

from app.domain.checkins.strengths import STRENGTH_THEMES
from app.domain.people.facts import PersonFacts
from app.domain.people.problems import Problem, ProblemKind

LONGEST = {
    "name": 120,
    "spoken_name": 60,
    "email": 254,
    "job_title": 120,
    "personal_why": 500,
    "current_90day_goal": 500,
}
"""Characters. What the coach says aloud has to be sayable, and no address is longer than 254."""
MOST_STRENGTHS, MOST_KPIS = 5, 3
LARGEST_NUMBER = 2_147_483_647
"""The largest employee number that the column holds."""

_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_CALENDAR = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?|")


@dataclass(frozen=True)
class _Fault:
    field: str
    kind: ProblemKind
    sentence: str
    position: int | None = None


def check_person(employee_id: int, facts: PersonFacts) -> list[Problem]:
    """Return everything wrong with these facts in themselves, in the order of the form."""
    return [
        Problem(
            employee_id=employee_id,
            field=fault.field,
            kind=fault.kind,
            sentence=fault.sentence,
            position=fault.position,
        )
        for check in (_texts, _identity, _work_week, _dates, _strengths, _kpis, _goal)
        for fault in check(facts)
    ]


def check_change(employee_id: int, before: PersonFacts | None, after: PersonFacts) -> list[Problem]:
    """Return what a change makes wrong; a fault that the facts had before is not the change's, and may stand."""
    old = {(problem.field, problem.kind) for problem in check_person(employee_id, before)} if before else set()
    return [problem for problem in check_person(employee_id, after) if (problem.field, problem.kind) not in old]


def _texts(facts: PersonFacts) -> Iterator[_Fault]:
    if not facts.name.strip():
        yield _Fault("name", ProblemKind.REQUIRED, "A name is needed; one word is enough.")
    for field, longest in LONGEST.items():
        if len(getattr(facts, field) or "") > longest:
            yield _Fault(field, ProblemKind.TOO_LONG, f"At most {longest} characters.")


def _identity(facts: PersonFacts) -> Iterator[_Fault]:
    if facts.email is not None and not _EMAIL.fullmatch(facts.email):
        yield _Fault("email", ProblemKind.BAD_EMAIL, "This is not an e-mail address.")
    for position, phone in enumerate(facts.phones):
        if not _E164.fullmatch(phone):
            yield _Fault("phones", ProblemKind.BAD_PHONE, f"{phone} is not a telephone number.", position)


def _work_week(facts: PersonFacts) -> Iterator[_Fault]:
    if facts.timezone not in _known_zones():
        yield _Fault("timezone", ProblemKind.UNKNOWN_TIME_ZONE, f"{facts.timezone} is not a time zone.")
    if not facts.workdays or not set(facts.workdays) <= set(range(1, 8)):
        yield _Fault("workdays", ProblemKind.BAD_WORK_WEEK, "Choose at least one day on which a check-in is due.")
    if (facts.window_start is None) != (facts.window_end is None):
        yield _Fault("window_end", ProblemKind.BAD_WINDOW, "Give both times of the window, or neither.")
    elif facts.window_start and facts.window_end and facts.window_end == facts.window_start:
        yield _Fault("window_end", ProblemKind.BAD_WINDOW, "The window cannot open and close at the same time.")
    if facts.holiday_calendar is not None and not _CALENDAR.fullmatch(facts.holiday_calendar):
        yield _Fault(
            "holiday_calendar", ProblemKind.UNKNOWN_CALENDAR, "Write a country, or country and state: US or US-TX."
        )


@cache
def _known_zones() -> frozenset[str]:
    """Read the names once: the list is gathered from a directory of files, and an import judges thousands of people."""
    return frozenset(available_timezones())


def _dates(facts: PersonFacts) -> Iterator[_Fault]:
    if facts.ended_on and facts.ended_on < facts.started_on:
        yield _Fault("ended_on", ProblemKind.DATES_OUT_OF_ORDER, "The last day is not before the start date.")
    if facts.checkins_from and facts.ended_on and facts.checkins_from > facts.ended_on:
        yield _Fault("checkins_from", ProblemKind.DATES_OUT_OF_ORDER, "Check-ins begin by the last day.")


def _strengths(facts: PersonFacts) -> Iterator[_Fault]:
    if len(facts.gallup_strengths) > MOST_STRENGTHS:
        yield _Fault("gallup_strengths", ProblemKind.TOO_MANY, f"At most {MOST_STRENGTHS} strengths.")
    for position, theme in enumerate(facts.gallup_strengths):
        if theme not in STRENGTH_THEMES:
            sentence = f"{theme} is not one of the 34 strengths."
            yield _Fault("gallup_strengths", ProblemKind.UNKNOWN_STRENGTH, sentence, position)
        elif theme in facts.gallup_strengths[:position]:
            yield _Fault("gallup_strengths", ProblemKind.REPEATED_STRENGTH, f"{theme} stands here twice.", position)


def _kpis(facts: PersonFacts) -> Iterator[_Fault]:
    if len(facts.kpis) > MOST_KPIS:
        yield _Fault("kpis", ProblemKind.TOO_MANY, f"At most {MOST_KPIS} KPIs.")
    for position, kpi in enumerate(facts.kpis):
        if kpi.casefold() in {earlier.casefold() for earlier in facts.kpis[:position]}:
            yield _Fault("kpis", ProblemKind.TWICE, f"{kpi} stands here twice.", position)


def _goal(facts: PersonFacts) -> Iterator[_Fault]:
    details = (facts.goal_baseline, facts.goal_target, facts.goal_started_on, facts.goal_due_on)
    if facts.current_90day_goal is None and (facts.goal_milestones or any(detail is not None for detail in details)):
        yield _Fault("current_90day_goal", ProblemKind.REQUIRED, "Say the goal in one sentence.")
    if facts.goal_baseline is not None and facts.goal_baseline == facts.goal_target:
        yield _Fault(
            "goal_target", ProblemKind.TARGET_EQUALS_BASELINE, "The target equals where the person starts from."
        )
    if facts.goal_started_on and facts.goal_due_on and facts.goal_due_on <= facts.goal_started_on:
        yield _Fault("goal_due_on", ProblemKind.DATES_OUT_OF_ORDER, "The goal is due after it starts.")
