"""Counts of teams per week: scope, what is due, and agreement with the function that decides who is expected."""

import itertools
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.domain.checkins.fields import CallType
from app.domain.figures.team_weeks import Share
from app.domain.mornings.holidays import Holiday
from app.domain.mornings.window import Week
from app.domain.mornings.workdays import Absence, TimeOffKind, expected_on
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import Employee
from app.queries.team_weeks import TrendPeriod, list_own_teams, list_team_weeks
from app.queries.work_patterns import work_pattern
from tests.builders import make_checkin, make_employee, make_employment, make_team, make_time_off

MONDAY = date(2026, 11, 9)
NOW = datetime(2026, 11, 17, 18, 0, tzinfo=UTC)
"""A Tuesday, so the week of 9 November is over."""
WEEK = TrendPeriod.of(MONDAY, MONDAY + timedelta(days=6), holidays={}, now=NOW)


def viewer(role: Role = Role.EXECUTIVE, employee: Employee | None = None) -> Viewer:
    return Viewer(employee_id=employee.id if employee else 0, role=role, timezone="UTC", name="Viewer")


def check_in(session: Session, employee: Employee, day: date, **overrides: Any) -> None:
    at = datetime.combine(day, datetime.min.time(), tzinfo=UTC) + timedelta(hours=14)
    make_checkin(session, employee, timestamp=at, checkin_on=day, **overrides)


def begin_line(session: Session) -> None:
    """Let the company's first check-in be long ago, of somebody who is no technician."""
    check_in(session, make_employee(session, role=Role.MANAGER), date(2026, 1, 5))


def test_counts_of_a_week(session: Session) -> None:
    team = make_team(session, name="North")
    ana, ben = (make_employee(session, team_id=team.id) for _ in range(2))
    check_in(session, ana, MONDAY, energy_level=4)
    check_in(session, ana, MONDAY + timedelta(days=1), energy_level=None, call_type=CallType.OPS_ONLY)
    check_in(session, ben, MONDAY, energy_level=2)
    [row] = list_team_weeks(session, viewer(), WEEK)
    assert (row.team, row.week) == ("North", Week(2026, 46))
    assert row.energy == Share(total=6, count=2, people=2)
    assert row.participation == Share(total=3, count=10, people=2)
    assert row.ops_only == Share(total=1, count=3, people=2)


def test_last_energy_of_a_day_counts_once(session: Session) -> None:
    ana = make_employee(session)
    early = datetime(2026, 11, 9, 12, 0, tzinfo=UTC)
    make_checkin(session, ana, timestamp=early, energy_level=2)
    make_checkin(session, ana, timestamp=early + timedelta(hours=1), energy_level=4)
    make_checkin(session, ana, timestamp=early + timedelta(hours=2), energy_level=None, call_type=CallType.OPS_ONLY)
    [row] = list_team_weeks(session, viewer(), WEEK)
    assert (row.team, row.energy, row.ops_only.total) == ("No team", Share(total=4, count=1, people=1), 0)


def test_call_on_a_day_off_pays_no_debt(session: Session) -> None:
    begin_line(session)
    ana = make_employee(session)
    check_in(session, ana, MONDAY + timedelta(days=5))
    [row] = list_team_weeks(session, viewer(), WEEK)
    assert row.participation == Share(total=0, count=5, people=1)
    assert row.energy.count == 1


@pytest.mark.parametrize(("called", "due"), [(False, 1), (True, 2)])
def test_today_is_due_once_the_person_has_called(session: Session, *, called: bool, due: int) -> None:
    begin_line(session)
    ana = make_employee(session)
    if called:
        check_in(session, ana, date(2026, 11, 17))
    this_week = TrendPeriod.of(date(2026, 11, 16), date(2026, 11, 17), holidays={}, now=NOW)
    [row] = list_team_weeks(session, viewer(), this_week)
    assert row.participation == Share(total=int(called), count=due, people=1)


def test_manager_counts_own_reports_alone(session: Session) -> None:
    sam = make_employee(session, role=Role.MANAGER)
    lee = make_employee(session, role=Role.MANAGER, manager_id=sam.id)
    for manager in (sam, lee, None):
        check_in(session, make_employee(session, manager_id=manager.id if manager else None), MONDAY)
    [row] = list_team_weeks(session, viewer(Role.MANAGER, sam), WEEK)
    assert row.participation.people == 2


def test_own_teams_of_a_manager_are_those_of_the_reports(session: Session) -> None:
    sam = make_employee(session, role=Role.MANAGER)
    north, south = make_team(session, name="North"), make_team(session, name="South")
    make_employee(session, manager_id=sam.id, team_id=north.id)
    make_employee(session, team_id=south.id)
    assert list_own_teams(session, viewer(Role.MANAGER, sam)) == {"North"}


def test_own_team_of_an_executive_takes_all_its_people(session: Session) -> None:
    eva = make_employee(session, role=Role.EXECUTIVE)
    north, south = make_team(session, name="North"), make_team(session, name="South")
    make_employee(session, manager_id=eva.id, team_id=north.id)
    make_employee(session, manager_id=eva.id, team_id=south.id)
    make_employee(session, team_id=south.id)
    assert list_own_teams(session, viewer(Role.EXECUTIVE, eva)) == {"North"}


def test_expected_days_agree_with_the_rule(session: Session) -> None:
    """Every combination of week pattern, start, end and leave, over three weeks with a holiday."""
    first, last, holiday = date(2026, 11, 2), date(2026, 11, 22), date(2026, 11, 11)
    workweeks: list[list[int]] = [[1, 2, 3, 4, 5], [3, 6, 7], []]
    starts, ends = [date(2020, 1, 1), date(2026, 11, 10)], [None, date(2026, 11, 18)]
    leaves: list[tuple[date, date] | None] = [None, (date(2026, 10, 20), date(2026, 11, 6)), (date(2026, 11, 18),) * 2]
    holidays, total = {holiday: Holiday("A holiday")}, 0
    for workdays, started_on, ended_on, leave in itertools.product(workweeks, starts, ends, leaves):
        person = make_employee(session, workdays=workdays, started_on=started_on, ended_on=ended_on)
        absences = []
        if leave:
            make_time_off(session, person, starts_on=leave[0], ends_on=leave[1])
            absences = [Absence(starts_on=leave[0], ends_on=leave[1], kind=TimeOffKind.VACATION)]
        days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
        total += sum(expected_on(day, work_pattern(person), holidays, absences).expected for day in days)
    period = TrendPeriod.of(first, last, holidays=holidays, now=datetime(2026, 12, 1, tzinfo=UTC))
    assert sum(row.participation.count for row in list_team_weeks(session, viewer(), period)) == total


def test_nobody_was_expected_before_the_line_began(session: Session) -> None:
    check_in(session, make_employee(session), MONDAY + timedelta(days=3))
    [row] = list_team_weeks(session, viewer(), WEEK)
    assert row.participation == Share(total=1, count=2, people=1)


def test_person_who_left_counts_up_to_the_last_day(session: Session) -> None:
    make_employee(session, active=False, ended_on=MONDAY + timedelta(days=1))
    make_employee(session, active=False)
    [row] = list_team_weeks(session, viewer(), WEEK)
    assert row.participation == Share(total=0, count=2, people=1)


def test_a_new_team_in_mid_week_leaves_the_days_before_with_the_old_one(session: Session) -> None:
    north, south = make_team(session, name="North"), make_team(session, name="South")
    wednesday = MONDAY + timedelta(days=2)
    ana = make_employee(session, team_id=south.id, employment_since=wednesday)
    make_employment(session, ana, team_id=north.id)
    for day in (MONDAY, MONDAY + timedelta(days=1), wednesday):
        check_in(session, ana, day)
    rows = {row.team: row.participation for row in list_team_weeks(session, viewer(), WEEK)}
    assert rows == {"North": Share(total=2, count=2, people=1), "South": Share(total=1, count=3, people=1)}
