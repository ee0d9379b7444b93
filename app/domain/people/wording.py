"""A field's value as people read it, with the names of managers, teams and KPIs that hold at that moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from app.domain.people.facts import GoalStep

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
SHORTEST_RANGE = 3
"""Two days running are named one by one."""


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


def say_date(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def say_workdays(days: Sequence[int]) -> str:
    """Return e.g. `Mon–Fri`, `Tue–Fri, Sun` or `Mon, Tue`, of ISO weekdays."""
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(_say_run(run) for run in runs)


def _say_run(run: Sequence[int]) -> str:
    names = [WEEKDAYS[day - 1] for day in run]
    return f"{names[0]}–{names[-1]}" if len(run) >= SHORTEST_RANGE else ", ".join(names)
