"""The problems of a record put beside the fields of the form that can mend them."""

from collections.abc import Iterable
from typing import Any

from app.domain.errors import InvalidInput
from app.domain.people.problems import Problem
from app.web.forms import show_error

PLACED = {"gallup_strengths": "strength_{place}", "kpis": "kpi_{place}", "goal_milestones": "step_{place}"}
"""Fields of a record that stand in several fields of a form."""


def show_problems(form: Any, problems: Iterable[Problem]) -> None:
    for problem in problems:
        show_error(form, InvalidInput(problem.sentence, field=_field(problem)))


def _field(problem: Problem) -> str:
    if problem.field == "phones":
        return "further_phones" if problem.position else "phone"
    template = PLACED.get(problem.field)
    return template.format(place=(problem.position or 0) + 1) if template else problem.field
