"""A field's value as people read it, with the names of managers, teams and KPIs that hold at that moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from app.domain.people.facts import GoalStep
from app.domain.phrases import say_date, say_workdays


@dataclass(frozen=True, kw_only=True)
class Names:
    """Names by id, for the fields that hold ids."""

    people: Mapping[int, str] = field(default_factory=dict)
    teams: Mapping[int, str] = field(default_factory=dict)
    kpis: Mapping[int, str] = field(default_factory=dict)

    def of(self, field_name: str) -> Mapping[int, str] | None:
        return {"manager_id": self.people, "team_id": self.teams, "goal_kpi_id": self.kpis}.get(field_name)


def say_value(field_name: str, value: Any, names: Names) -> str | None:
    """Return the value as a page shows it; None where there is none."""
    if value in (None, (), ""):
        return "none" if field_name == "holiday_calendar" and value == "" else None
    named = names.of(field_name)
    if named is not None:
        return named.get(value, f"number {value}")
    if field_name == "workdays":
        return say_workdays(value)
    return _say(value)


def _say(value: Any) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case GoalStep():
            return f"{value.text} (done {say_date(value.done_on)})" if value.done_on else value.text
        case tuple():
            return ", ".join(_say(part) for part in value)
        case date():
            return say_date(value)
        case time():
            return f"{value:%H:%M}"
        case _:
            return str(value)
