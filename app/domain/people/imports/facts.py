"""People as the directory records them, turned into the columns of a file and back."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from app.domain.people.facts import PersonFacts
from app.domain.people.imports.cells.fields import KPIS, STRENGTHS, Field, Value
from app.domain.people.imports.cells.text import fold

ATTRIBUTES = {
    Field.NAME: "name",
    Field.SAY_NAME: "spoken_name",
    Field.EMAIL: "email",
    Field.ROLE: "role",
    Field.JOB_TITLE: "job_title",
    Field.MANAGER: "manager_id",
    Field.TIME_ZONE: "timezone",
    Field.WORK_WEEK: "workdays",
    Field.START_DATE: "started_on",
    Field.END_DATE: "ended_on",
    Field.ACTIVE: "active",
    Field.CHECKINS_FROM: "checkins_from",
    Field.SMS_CONSENT: "sms_opt_in",
    Field.DISPATCH_BACKUP: "dispatch_backup",
    Field.EXPECTED_TO_CALL: "expected_to_call",
    Field.ALWAYS_OPS_ONLY: "always_ops_only",
    Field.WINDOW_START: "window_start",
    Field.WINDOW_END: "window_end",
    Field.HOLIDAY_CALENDAR: "holiday_calendar",
    Field.WHY: "personal_why",
    Field.GOAL: "current_90day_goal",
    Field.GOAL_START: "goal_started_on",
    Field.GOAL_DUE: "goal_due_on",
    Field.GOAL_BASELINE: "goal_baseline",
    Field.GOAL_TARGET: "goal_target",
}
"""Columns that are an attribute of `PersonFacts` as they are. Telephone, team, strengths and KPIs are not."""
LISTS = {"gallup_strengths": STRENGTHS, "kpis": KPIS}


@dataclass(frozen=True, kw_only=True)
class IdsByName:
    """Ids by folded name, of what a file names and the directory numbers."""

    teams: Mapping[str, int] = field(default_factory=dict)
    kpis: Mapping[str, int] = field(default_factory=dict)


def values_of(facts: PersonFacts, team: str | None) -> dict[Field, Value]:
    """Return the columns of a person, without those that are empty."""
    values: dict[Field, Value] = {column: getattr(facts, attribute) for column, attribute in ATTRIBUTES.items()}
    values[Field.PHONE] = facts.phones[0] if facts.phones else None
    values[Field.TEAM] = team
    for attribute, columns in LISTS.items():
        values |= dict(zip(columns, getattr(facts, attribute), strict=False))
    return {column: value for column, value in values.items() if value is not None}


def facts_from(values: Mapping[Field, Value], base: PersonFacts | None, names: IdsByName, today: date) -> PersonFacts:
    """Return the facts that these columns make of a person, new without `base`.

    A new person without a name or a start date, which is reported apart, gets stand-ins. The goal belongs to the KPI in
    the first place if that is one whose readings are kept; else it is text.
    """
    name, started = str(values.get(Field.NAME, "?")), values.get(Field.START_DATE)
    before = base or PersonFacts(name=name, started_on=started if isinstance(started, date) else today)
    empty = PersonFacts(name=before.name, started_on=before.started_on)
    changes: dict[str, Any] = {
        attribute: values.get(column, getattr(empty, attribute)) for column, attribute in ATTRIBUTES.items()
    }
    for attribute, columns in LISTS.items():
        changes[attribute] = tuple(values[column] for column in columns if column in values)
    changes["phones"] = _phones(values.get(Field.PHONE), before)
    changes["team_id"] = names.teams.get(fold(str(values.get(Field.TEAM, ""))))
    after = replace(before, **changes)
    if after.current_90day_goal is None:
        return replace(after, goal_kpi_id=None, goal_milestones=())
    if (after.current_90day_goal, after.kpis[:1]) == (before.current_90day_goal, before.kpis[:1]):
        return after
    return replace(after, goal_kpi_id=names.kpis.get(fold(after.kpis[0])) if after.kpis else None)


def _phones(first: Value, before: PersonFacts) -> tuple[str, ...]:
    """Put the given number first; further numbers stay."""
    further = tuple(phone for phone in before.phones[1:] if phone != first)
    return (str(first), *further) if first is not None else further


def column_of(attribute: str, position: int | None) -> Field | None:
    """Return the column in which a problem of the facts is to be mended."""
    if attribute in LISTS and position is not None:
        return LISTS[attribute][position]
    if attribute == "phones":
        return Field.PHONE
    return next((column for column, name in ATTRIBUTES.items() if name == attribute), None)
