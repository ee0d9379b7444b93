from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from app.domain.people.checks import check_person
from app.domain.people.facts import PersonFacts
from app.domain.people.problems import ProblemKind


def facts(**overrides: Any) -> PersonFacts:
    values: dict[str, Any] = {"name": "Ana Ruiz", "started_on": date(2026, 11, 2)}
    return PersonFacts(**values | overrides)


GOAL = {"current_90day_goal": "Cut callbacks.", "goal_started_on": date(2026, 11, 2)}


@pytest.mark.parametrize(
    ("overrides", "field", "kind"),
    [
        ({"name": " "}, "name", ProblemKind.REQUIRED),
        ({"personal_why": "x" * 501}, "personal_why", ProblemKind.TOO_LONG),
        ({"email": "ana@home"}, "email", ProblemKind.BAD_EMAIL),
        ({"phones": ("312",)}, "phones", ProblemKind.BAD_PHONE),
        ({"timezone": "CST"}, "timezone", ProblemKind.UNKNOWN_TIME_ZONE),
        ({"workdays": ()}, "workdays", ProblemKind.BAD_WORK_WEEK),
        ({"workdays": (0, 1)}, "workdays", ProblemKind.BAD_WORK_WEEK),
        ({"window_start": time(6)}, "window_end", ProblemKind.BAD_WINDOW),
        ({"window_start": time(6), "window_end": time(6)}, "window_end", ProblemKind.BAD_WINDOW),
        ({"holiday_calendar": "Texas"}, "holiday_calendar", ProblemKind.UNKNOWN_CALENDAR),
        ({"ended_on": date(2026, 11, 1)}, "ended_on", ProblemKind.DATES_OUT_OF_ORDER),
        ({"gallup_strengths": ("Leadership",)}, "gallup_strengths", ProblemKind.UNKNOWN_STRENGTH),
        ({"gallup_strengths": ("Woo", "Woo")}, "gallup_strengths", ProblemKind.REPEATED_STRENGTH),
        ({"kpis": ("Jobs", "Calls", "Fix", "Rating")}, "kpis", ProblemKind.TOO_MANY),
        ({"kpis": ("Jobs", "jobs")}, "kpis", ProblemKind.TWICE),
        ({"goal_due_on": date(2027, 1, 31)}, "current_90day_goal", ProblemKind.REQUIRED),
        ({**GOAL, "goal_due_on": date(2026, 11, 2)}, "goal_due_on", ProblemKind.DATES_OUT_OF_ORDER),
        (
            {**GOAL, "goal_baseline": Decimal(80), "goal_target": Decimal("80.0")},
            "goal_target",
            ProblemKind.TARGET_EQUALS_BASELINE,
        ),
    ],
)
def test_each_fault_is_named_alone(overrides: dict[str, Any], field: str, kind: ProblemKind) -> None:
    assert [(problem.field, problem.kind) for problem in check_person(7, facts(**overrides))] == [(field, kind)]


@pytest.mark.parametrize(
    "overrides",
    [
        {},
        {"holiday_calendar": ""},
        {"holiday_calendar": "US-TX", "window_start": time(5), "window_end": time(9)},
        {**GOAL, "goal_target": Decimal(3)},
    ],
)
def test_what_is_right_has_no_fault(overrides: dict[str, Any]) -> None:
    assert check_person(7, facts(**overrides)) == []
