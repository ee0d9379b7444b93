"""Teams' sums are exactly those of their people."""

from datetime import date

from sqlalchemy.orm import Session

from app.domain.figures.team_weeks import Share
from app.domain.figures.week_flags import FlagRule
from app.domain.mornings.window import Week
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.queries.group_weeks import add_up_teams, list_company_weeks, list_flagged_weeks, list_group_weeks
from tests.builders import make_employee, make_rollup, make_team

MONDAY = date(2026, 11, 9)
EXECUTIVE = Viewer(employee_id=0, role=Role.EXECUTIVE, timezone="UTC", name="Eva")


def test_sums_add_up(session: Session) -> None:
    north = make_team(session, name="North")
    people = [make_employee(session, team_id=north.id) for _ in range(3)]
    counts = {"checkins_done": 4, "checkins_extra": 1, "ops_only_count": 1}
    make_rollup(session, people[0], energy_sum=7, energy_readings=3, **counts)
    make_rollup(session, people[1], energy_sum=11, energy_readings=3)
    make_rollup(session, people[2], energy_sum=0, energy_readings=0, checkins_done=0, workdays_expected=0)
    make_rollup(session, make_employee(session), energy_sum=4, energy_readings=1)
    without, of_north = list_group_weeks(session, EXECUTIVE, first=MONDAY, last=MONDAY)
    assert (without.team, without.energy) == ("No team", Share(total=4, count=1, people=1))
    assert (of_north.team, of_north.energy) == ("North", Share(total=18, count=6, people=2))
    assert of_north.participation == Share(total=9, count=10, people=2)
    assert of_north.ops_only == Share(total=1, count=10, people=2)


def test_week_counts_for_the_team_of_its_time(session: Session) -> None:
    north, south = make_team(session, name="North"), make_team(session, name="South")
    ana = make_employee(session, team_id=south.id)
    make_rollup(session, ana, team_id=north.id)
    make_rollup(session, ana, week_start=date(2026, 11, 16))
    rows = list_group_weeks(session, EXECUTIVE, first=MONDAY, last=date(2026, 11, 22))
    assert [(row.team, row.week.number) for row in rows] == [("North", 46), ("South", 47)]


def test_flags_are_counted_without_names(session: Session) -> None:
    north = make_team(session, name="North")
    people = [make_employee(session, team_id=north.id) for _ in range(4)]
    make_rollup(session, people[0], flags=["WEEK-MISSED", "WEEK-KPI"])
    make_rollup(session, people[1], flags=["WEEK-MISSED"])
    make_rollup(session, people[2])
    make_rollup(session, people[3], checkins_done=0, workdays_expected=0)
    [row] = list_flagged_weeks(session, EXECUTIVE, first=MONDAY, last=MONDAY)
    assert (row.team, row.people, row.flagged) == ("North", 3, 2)
    assert {rule: count for rule, count in row.by_rule.items() if count} == {FlagRule.MISSED: 2, FlagRule.KPI: 1}


def test_manager_counts_own_people_alone(session: Session) -> None:
    sam = make_employee(session, role=Role.MANAGER)
    make_rollup(session, make_employee(session, manager_id=sam.id))
    make_rollup(session, make_employee(session))
    reader = Viewer(employee_id=sam.id, role=Role.MANAGER, timezone="UTC", name="Sam")
    [row] = list_group_weeks(session, reader, first=MONDAY, last=MONDAY)
    assert row.participation.people == 1


def test_stored_sums_are_those_of_the_people(session: Session) -> None:
    north, south = make_team(session, name="North"), make_team(session, name="South")
    for number, team_id in enumerate((north.id, north.id, south.id, None, None)):
        make_rollup(session, make_employee(session), team_id=team_id, energy_sum=number, energy_readings=number)
    for _twice in range(2):
        for statement in add_up_teams(Week.of(MONDAY)):
            session.execute(statement)
    days = {"first": MONDAY, "last": MONDAY}
    stored = list_company_weeks(session, **days)
    assert [row.team for row in stored] == ["No team", "North", "South"]
    assert stored == list_group_weeks(session, EXECUTIVE, **days)


def test_another_weeks_sums_stay(session: Session) -> None:
    make_rollup(session, make_employee(session))
    for week in (Week.of(MONDAY), Week.of(MONDAY).shifted(1)):
        for statement in add_up_teams(week):
            session.execute(statement)
    assert [row.week for row in list_company_weeks(session, first=MONDAY, last=date(2026, 11, 22))] == [Week.of(MONDAY)]
