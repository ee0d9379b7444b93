"""Planned rows whose day has begun where the person is, and leavers whose last day is over there."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from app.models import Employee, Goal
from app.queries.planned_changes import list_due_employments, list_due_goals, list_leavers_to_settle
from tests.builders import NOW, TODAY, make_employee, make_employment, make_profile

DAY = timedelta(days=1)
EVENING = datetime(2026, 11, 17, 5, 30, tzinfo=UTC)
"""Half past eleven on the 16th in Chicago, half past midnight on the 17th in New York."""


@pytest.fixture
def neighbours(session: Session) -> tuple[Employee, Employee]:
    chicago, new_york = (make_employee(session, timezone=zone) for zone in ("America/Chicago", "America/New_York"))
    return chicago, new_york


def make_goal(session: Session, person: Employee, **overrides: object) -> Goal:
    goal = Goal(**{"employee_id": person.id, "starts_on": TODAY, "goal_milestones": []} | overrides)
    session.add(goal)
    session.flush()
    return goal


def test_employment_is_due_on_its_day_where_the_person_is(
    session: Session, neighbours: tuple[Employee, Employee]
) -> None:
    _, new_york = neighbours
    planned = {person.id: make_employment(session, person, starts_on=TODAY) for person in neighbours}
    assert [tuple(row) for row in list_due_employments(session, now=EVENING)] == [(planned[new_york.id], new_york)]
    assert [row.Employment for row in list_due_employments(session, now=NOW)] == list(planned.values())


def test_past_and_present_rows_are_no_plans(session: Session) -> None:
    ana = make_employee(session, employment_since=TODAY - 7 * DAY)
    for starts_on in (TODAY - 30 * DAY, TODAY - 7 * DAY, TODAY + DAY):
        make_employment(session, ana, starts_on=starts_on)
    overdue = make_employment(session, ana, starts_on=TODAY - 3 * DAY)
    due = make_employment(session, ana, starts_on=TODAY)
    assert [row.Employment for row in list_due_employments(session, now=NOW)] == [overdue, due]


def test_goal_is_due_on_its_day_where_the_person_is(session: Session, neighbours: tuple[Employee, Employee]) -> None:
    _, new_york = neighbours
    profiles = {person.id: make_profile(session, person) for person in neighbours}
    goals = {person.id: make_goal(session, person) for person in neighbours}
    due = [tuple(row) for row in list_due_goals(session, now=EVENING)]
    assert due == [(goals[new_york.id], profiles[new_york.id], new_york)]


def test_goal_from_before_the_present_one_is_past(session: Session) -> None:
    ana = make_employee(session)
    make_profile(session, ana, goal_since=TODAY - 7 * DAY)
    make_goal(session, ana, starts_on=TODAY - 30 * DAY)
    planned = make_goal(session, ana, starts_on=TODAY - 6 * DAY)
    assert [row.Goal for row in list_due_goals(session, now=NOW)] == [planned]


def test_leaver_is_settled_when_the_last_day_is_over_where_they_are(
    session: Session, neighbours: tuple[Employee, Employee]
) -> None:
    chicago, new_york = neighbours
    for person in neighbours:
        person.ended_on = TODAY - DAY
    make_employee(session, ended_on=TODAY - DAY, active=False)
    make_employee(session)
    session.flush()
    assert list_leavers_to_settle(session, now=EVENING) == [new_york]
    assert list_leavers_to_settle(session, now=NOW) == [chicago, new_york]
