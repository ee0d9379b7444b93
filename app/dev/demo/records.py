"""What HR did to the demo company's records: moves, plans, a delegate, a leaver; by the app's use-cases."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from app.dev.demo import people
from app.domain.mornings.workdays import TimeOffKind, local_date
from app.models import ChangeSource, Employee, TechProfile
from app.queries.people_facts import load_facts
from app.services.people.changed_by import ChangedBy
from app.services.people.delegations import add_delegate
from app.services.people.departures import end_employment
from app.services.people.planning import plan_change
from app.services.people.saving import save_person
from app.services.people.teams import set_team_lead
from app.services.people.time_off import WantedTimeOff, add_time_off
from app.settings import Settings

HR = ChangedBy(employee_id=103, name="Joan Whitaker", source=ChangeSource.FORM)
MOVED_ID, GOAL_CHANGED_ID, PLANNED_ID, LEAVER_ID = 216, 207, 223, 238
TOLD_APART: Mapping[int, dict[str, Any]] = {
    203: {"phones": ("+13125550103", "+13125550195")},
    212: {"spoken_name": "Bran"},
    220: {"sms_opt_in": True},
    224: {"always_ops_only": True},
}
"""Technician to what HR entered a month ago."""


def keep_records(session: Session, *, now: datetime, settings: Settings) -> None:
    """Let the past weeks, the present and the coming week hold something of everything that a record can hold."""
    month_ago, weeks_ago = now - timedelta(days=30), now - timedelta(weeks=8)
    for team in people.TEAMS:
        set_team_lead(session, team.id, 110 + team.id, by=HR, now=weeks_ago)
    _move(session, now=weeks_ago, settings=settings)
    _change_goal(session, now=now - timedelta(weeks=3), settings=settings)
    facts = load_facts(session, TOLD_APART)
    for number, changes in TOLD_APART.items():
        save_person(session, number, replace(facts[number], **changes), by=HR, now=month_ago, settings=settings)
    _look_ahead(session, now=now, settings=settings)


def _move(session: Session, *, now: datetime, settings: Settings) -> None:
    """Somebody came from the first team to the second."""
    moved = session.get_one(Employee, MOVED_ID)
    present = load_facts(session, [MOVED_ID])[MOVED_ID]
    moved.team_id, moved.manager_id = 1, 111
    session.flush()
    save_person(session, MOVED_ID, present, by=HR, now=now, settings=settings)


def _change_goal(session: Session, *, now: datetime, settings: Settings) -> None:
    """A target turned out too easy, and was raised half-way."""
    profile = session.query(TechProfile).filter_by(employee_id=GOAL_CHANGED_ID).one()
    present = load_facts(session, [GOAL_CHANGED_ID])[GOAL_CHANGED_ID]
    if present.goal_target is not None and present.goal_baseline is not None:
        profile.goal_target = (present.goal_target + present.goal_baseline) / Decimal(2)
        session.flush()
        save_person(session, GOAL_CHANGED_ID, present, by=HR, now=now, settings=settings)


def _look_ahead(session: Session, *, now: datetime, settings: Settings) -> None:
    today = local_date(now, settings.company_timezone)
    monday = today + timedelta(days=7 - today.weekday())
    friday = monday + timedelta(days=4)
    plan_change(session, PLANNED_ID, {"workdays": (1, 2, 3, 4)}, starts_on=_after(monday, today), by=HR, now=now)
    end_employment(session, LEAVER_ID, last_day=friday, successor_id=None, by=HR, now=now, settings=settings)
    add_delegate(session, 113, 111, starts_on=monday, ends_on=friday, by=HR, now=now)
    week = WantedTimeOff(starts_on=monday, ends_on=friday, kind=TimeOffKind.VACATION)
    add_time_off(session, 113, week, by=HR, now=now)


def _after(day: date, today: date) -> date:
    """Return a day that lies ahead in every zone."""
    return max(day, today + timedelta(days=2))
