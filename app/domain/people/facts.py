"""All that HR records of one person, as one value: what a form, an import and Odoo each want to be true.

Names are those of the columns of `employees` and `tech_profiles`, so that one list of fields serves them all.
"""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from app.domain.permissions import Role


@dataclass(frozen=True, kw_only=True)
class GoalStep:
    """A milestone on the way to the goal."""

    text: str
    done_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class PersonFacts:
    name: str
    """As typed, never split or re-cased; one word is enough."""
    started_on: date
    spoken_name: str | None = None
    """How the coach says it; None: the first word of the name."""
    phones: tuple[str, ...] = ()
    """E.164; the first is the one that is called and texted."""
    email: str | None = None
    job_title: str | None = None
    odoo_id: int | None = None
    ended_on: date | None = None
    """The last day, inclusive."""
    checkins_from: date | None = None
    """No call is expected before it; None: from the first day on. New people get the next workday."""
    active: bool = True
    sms_opt_in: bool = False
    dispatch_backup: bool = False
    always_ops_only: bool = False
    """By the person's wish: the coach never asks beyond ready and blockers."""

    # Dated: a change may be planned for a day to come, and the past keeps what held.
    role: Role = Role.TECHNICIAN
    team_id: int | None = None
    manager_id: int | None = None
    timezone: str = "America/Chicago"
    workdays: tuple[int, ...] = (1, 2, 3, 4, 5)
    window_start: time | None = None
    window_end: time | None = None
    holiday_calendar: str | None = None
    expected_to_call: bool = True

    gallup_strengths: tuple[str, ...] = ()
    """Up to five of the 34 themes, the strongest first."""
    personal_why: str | None = None
    kpis: tuple[str, ...] = ()
    """Names of one to three KPIs, the primary one first."""

    # The 90-day goal; dated too.
    current_90day_goal: str | None = None
    goal_kpi_id: int | None = None
    goal_baseline: Decimal | None = None
    goal_target: Decimal | None = None
    goal_started_on: date | None = None
    goal_due_on: date | None = None
    goal_milestones: tuple[GoalStep, ...] = ()


EMPLOYMENT_FIELDS = (
    "role",
    "team_id",
    "manager_id",
    "timezone",
    "workdays",
    "window_start",
    "window_end",
    "holiday_calendar",
    "expected_to_call",
)
"""Rows with a first day: `employments`, the present on `employees`."""
GOAL_FIELDS = (
    "current_90day_goal",
    "goal_kpi_id",
    "goal_baseline",
    "goal_target",
    "goal_started_on",
    "goal_due_on",
    "goal_milestones",
)
"""Rows with a first day: `goals`, the present on `tech_profiles`."""
PROFILE_FIELDS = ("gallup_strengths", "personal_why", "kpis", *GOAL_FIELDS)
"""A person has a row in `tech_profiles` once one of these says something."""

LABELS = {
    "name": "Name",
    "spoken_name": "How the coach says it",
    "phones": "Telephone",
    "email": "E-mail",
    "role": "Role",
    "job_title": "Job title",
    "odoo_id": "Odoo id",
    "started_on": "Start date",
    "ended_on": "Last day",
    "checkins_from": "Check-ins from",
    "active": "Active",
    "sms_opt_in": "Texts allowed",
    "dispatch_backup": "Backup dispatcher",
    "always_ops_only": "Always ops-only",
    "team_id": "Team",
    "manager_id": "Manager",
    "timezone": "Time zone",
    "workdays": "Work week",
    "window_start": "Check-in from",
    "window_end": "Check-in until",
    "holiday_calendar": "Holiday calendar",
    "expected_to_call": "Expected to call",
    "gallup_strengths": "Strengths",
    "personal_why": "WHY",
    "kpis": "KPIs",
    "current_90day_goal": "90-day goal",
    "goal_kpi_id": "Goal's KPI",
    "goal_baseline": "Goal from",
    "goal_target": "Goal to",
    "goal_started_on": "Goal starts",
    "goal_due_on": "Goal due",
    "goal_milestones": "Milestones",
}
"""Every field of `PersonFacts`, as people read it, in the order of the form."""


def changed_fields(before: PersonFacts, after: PersonFacts) -> tuple[str, ...]:
    """Return the names of the fields that differ, in the order of the form."""
    return tuple(name for name in LABELS if getattr(before, name) != getattr(after, name))


def has_profile(facts: PersonFacts) -> bool:
    """True where the coach knows something of the person beyond the directory."""
    return any(getattr(facts, name) not in (None, ()) for name in PROFILE_FIELDS)
