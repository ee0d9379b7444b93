"""Facts as plain JSON values and back: what the history keeps, so that an import can be put back."""

from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import Any

from app.domain.people.facts import GoalStep
from app.domain.permissions import Role


def plain_value(value: Any) -> Any:
    """Return a field of `PersonFacts` as JSON holds it."""
    match value:
        case GoalStep():
            return {"text": value.text, "done_on": plain_value(value.done_on)}
        case tuple():
            return [plain_value(part) for part in value]
        case StrEnum():
            return value.value
        case date() | time():
            return value.isoformat()
        case Decimal():
            return str(value)
        case _:
            return value


def read_plain(field: str, value: Any) -> Any:
    """Return the field's value again; the inverse of `plain_value`."""
    return value if value is None or field not in _READERS else _READERS[field](value)


def goal_steps(milestones: list[dict[str, Any]]) -> tuple[GoalStep, ...]:
    """Return the milestones of the column `goal_milestones`."""
    return tuple(
        GoalStep(text=step.get("text") or "", done_on=_date_or_none(step.get("done_on"))) for step in milestones
    )


def _date_or_none(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "role": Role,
    "phones": tuple,
    "workdays": tuple,
    "gallup_strengths": tuple,
    "kpis": tuple,
    "goal_milestones": goal_steps,
    "goal_baseline": Decimal,
    "goal_target": Decimal,
    "window_start": time.fromisoformat,
    "window_end": time.fromisoformat,
    **dict.fromkeys(("started_on", "ended_on", "checkins_from", "goal_started_on", "goal_due_on"), date.fromisoformat),
}
