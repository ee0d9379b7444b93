"""Changes dated ahead: what holds until their day, how they meet later changes, and the clock that applies them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput, NotFound
from app.domain.people.problems import InvalidPeople, ProblemKind
from app.domain.permissions import Role
from app.models import ChangeSource, Employee, Employment, Goal, ProfileChange, TechProfile
from app.queries.people_facts import load_facts
from app.services.people.changed_by import ChangedBy
from app.services.people.planning import apply_due_changes, plan_change, take_back_plan
from app.settings import Settings
from tests.builders import NOW, TODAY, make_employee, make_profile, make_team

HR = ChangedBy(employee_id=None, name="Joan Whitaker", source=ChangeSource.FORM)
MONDAY = date(2026, 11, 23)
MONDAY_IN_CHICAGO = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
"""Midnight there."""


def plan(session: Session, employee: Employee, starts_on: date = MONDAY, **changes: Any) -> None:
    plan_change(session, employee.id, changes, starts_on=starts_on, by=HR, now=NOW)
    session.flush()


def rows(session: Session) -> list[tuple[date, str]]:
    return [
        (row.starts_on, row.timezone) for row in session.scalars(sa.select(Employment).order_by(Employment.starts_on))
    ]


def test_until_its_day_nothing_changes(session: Session) -> None:
    employee = make_employee(session)
    plan(session, employee, timezone="America/Denver")
    assert (employee.timezone, employee.employment_since) == ("America/Chicago", None)
    assert rows(session) == [(MONDAY, "America/Denver")]
    told = session.scalars(sa.select(ProfileChange)).one()
    assert (told.field, told.before, told.after, told.starts_on) == (
        "timezone",
        "America/Chicago",
        "America/Denver",
        MONDAY,
    )


@pytest.mark.parametrize(("now", "applied"), [(MONDAY_IN_CHICAGO - timedelta(seconds=1), 0), (MONDAY_IN_CHICAGO, 1)])
def test_the_day_comes_at_midnight_where_the_person_is(
    session: Session, settings: Settings, now: datetime, applied: int
) -> None:
    employee = make_employee(session)
    plan(session, employee, timezone="America/Denver")
    assert apply_due_changes(session, now=now, settings=settings) == applied
    assert employee.timezone == ("America/Denver" if applied else "America/Chicago")


def test_the_day_leaves_what_held_before_as_a_past_row(session: Session, settings: Settings) -> None:
    employee = make_employee(session)
    plan(session, employee, timezone="America/Denver")
    for _twice in range(2):
        apply_due_changes(session, now=MONDAY_IN_CHICAGO, settings=settings)
    session.flush()
    assert employee.employment_since == MONDAY
    assert rows(session) == [(employee.started_on, "America/Chicago")]


def test_two_plans_after_an_outage_come_in_order(session: Session, settings: Settings) -> None:
    employee = make_employee(session)
    plan(session, employee, timezone="America/Denver")
    plan(session, employee, starts_on=MONDAY + timedelta(days=1), timezone="America/Phoenix")
    assert apply_due_changes(session, now=MONDAY_IN_CHICAGO + timedelta(days=7), settings=settings) == 2
    session.flush()
    assert rows(session) == [(employee.started_on, "America/Chicago"), (MONDAY, "America/Denver")]
    assert employee.timezone == "America/Phoenix"


def test_plans_of_different_fields_add_up(session: Session) -> None:
    north = make_team(session)
    employee = make_employee(session)
    plan(session, employee, starts_on=MONDAY + timedelta(days=7), timezone="America/Denver")
    plan(session, employee, team_id=north.id)
    planned = session.scalars(sa.select(Employment).order_by(Employment.starts_on)).all()
    assert [(row.team_id, row.timezone) for row in planned] == [
        (north.id, "America/Chicago"),
        (north.id, "America/Denver"),
    ]


def test_a_second_plan_for_the_day_joins_the_first(session: Session) -> None:
    employee = make_employee(session)
    plan(session, employee, timezone="America/Denver")
    plan(session, employee, workdays=(1, 2))
    planned = session.scalars(sa.select(Employment)).one()
    assert (planned.timezone, planned.workdays) == ("America/Denver", [1, 2])


def test_a_goal_may_be_planned_too(session: Session, settings: Settings) -> None:
    employee = make_employee(session)
    make_profile(session, employee, goal_started_on=date(2026, 9, 1))
    plan(session, employee, current_90day_goal="Train one apprentice.", goal_started_on=MONDAY)
    assert load_facts(session)[employee.id].current_90day_goal == "Cut callbacks from 6 to 3 a week."
    apply_due_changes(session, now=MONDAY_IN_CHICAGO, settings=settings)
    session.flush()
    assert load_facts(session)[employee.id].current_90day_goal == "Train one apprentice."
    assert session.scalars(sa.select(Goal.current_90day_goal)).all() == ["Cut callbacks from 6 to 3 a week."]


def test_a_plan_of_employment_makes_no_profile(session: Session) -> None:
    plan(session, make_employee(session), timezone="America/Denver")
    assert session.scalars(sa.select(TechProfile)).all() == []


def test_a_day_that_has_begun_is_refused(session: Session) -> None:
    with pytest.raises(InvalidInput, match="Choose a day to come"):
        plan(session, make_employee(session), starts_on=TODAY, timezone="America/Denver")


def test_a_plan_is_checked_when_it_is_made(session: Session) -> None:
    boss = make_employee(session, role=Role.MANAGER)
    report = make_employee(session, role=Role.MANAGER, manager_id=boss.id)
    with pytest.raises(InvalidPeople) as refused:
        plan(session, boss, manager_id=report.id)
    assert [problem.kind for problem in refused.value.problems] == [ProblemKind.MANAGER_LOOP]


def take_back(session: Session, employee: Employee, starts_on: date = MONDAY, now: datetime = NOW) -> None:
    take_back_plan(session, employee.id, starts_on, by=HR, now=now)
    session.flush()


def test_what_is_taken_back_stands_in_the_history(session: Session) -> None:
    employee = make_employee(session)
    plan(session, employee, timezone="America/Denver")
    take_back(session, employee)
    assert rows(session) == []
    last = session.scalars(sa.select(ProfileChange).order_by(ProfileChange.id.desc())).first()
    assert last is not None
    assert (last.field, last.before, last.after, last.starts_on) == (
        "timezone",
        "America/Denver",
        "America/Chicago",
        MONDAY,
    )


def test_later_plans_lose_what_they_took_over_and_keep_their_own(session: Session) -> None:
    employee, team = make_employee(session), make_team(session)
    later = MONDAY + timedelta(days=7)
    plan(session, employee, timezone="America/Denver")
    plan(session, employee, later, team_id=team.id)
    take_back(session, employee)
    [row] = session.scalars(sa.select(Employment))
    assert (row.starts_on, row.timezone, row.team_id) == (later, "America/Chicago", team.id)


def test_a_planned_goal_is_taken_back(session: Session) -> None:
    employee = make_employee(session)
    make_profile(session, employee)
    plan(session, employee, current_90day_goal="Ten callbacks")
    take_back(session, employee)
    assert session.scalars(sa.select(Goal)).all() == []


@pytest.mark.parametrize(("day", "now"), [(MONDAY + timedelta(days=1), NOW), (MONDAY, MONDAY_IN_CHICAGO)])
def test_nothing_planned_or_a_day_that_has_begun_cannot_be_taken_back(
    session: Session, day: date, now: datetime
) -> None:
    employee = make_employee(session)
    plan(session, employee, timezone="America/Denver")
    with pytest.raises(NotFound):
        take_back(session, employee, day, now)
    assert rows(session) == [(MONDAY, "America/Denver")]
