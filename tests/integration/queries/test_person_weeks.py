"""Weekly rows with the person, within reach, and with what their reader was told."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.domain.mornings.window import Week
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import Employee, TalkStatus, ToldWeek, WeekTalk
from app.queries.person_weeks import (
    get_rollups,
    list_known_weeks,
    list_managers_week,
    list_person_weeks,
)
from tests.builders import NOW, make_employee, make_kpi, make_rollup, make_team

WEEK = Week(2026, 46)


def viewer(employee: Employee) -> Viewer:
    return Viewer(employee_id=employee.id, role=employee.role, timezone="UTC", name=employee.name)


@pytest.fixture
def company(session: Session) -> dict[str, Employee]:
    """Sam leads Lee; Lee leads Ana, who had another manager in the week; Ben is somebody else's."""
    sam, other = (make_employee(session, role=Role.MANAGER, name=name) for name in ("Sam", "Other"))
    lee = make_employee(session, role=Role.MANAGER, name="Lee", manager_id=sam.id)
    team, kpi = make_team(session, name="North"), make_kpi(session, name="Callbacks", unit="a week")
    ana = make_employee(session, name="Ana", manager_id=lee.id)
    ben = make_employee(session, name="Ben", manager_id=other.id)
    make_rollup(session, ana, manager_id=other.id, team_id=team.id, kpi_id=kpi.id)
    make_rollup(session, ben)
    return {"sam": sam, "lee": lee, "other": other, "ana": ana, "ben": ben}


def names(weeks: Any) -> list[str]:
    return [week.name for week in weeks]


@pytest.mark.parametrize(("reader", "people"), [("sam", ["Ana"]), ("lee", ["Ana"]), ("other", ["Ben"])])
def test_past_weeks_of_todays_reports_are_in_reach(
    session: Session, company: dict[str, Employee], reader: str, people: list[str]
) -> None:
    assert names(list_person_weeks(session, viewer(company[reader]), WEEK)) == people


def test_own_week_is_not_among_the_teams(session: Session, company: dict[str, Employee]) -> None:
    make_rollup(session, company["lee"])
    assert names(list_person_weeks(session, viewer(company["lee"]), WEEK)) == ["Ana"]


def test_message_is_about_the_people_of_the_weeks_last_day(session: Session, company: dict[str, Employee]) -> None:
    assert names(list_managers_week(session, company["other"].id, WEEK)) == ["Ana", "Ben"]
    assert names(list_managers_week(session, company["lee"].id, WEEK)) == []


def test_row_comes_with_the_names_of_its_time(session: Session, company: dict[str, Employee]) -> None:
    [week] = list_person_weeks(session, viewer(company["lee"]), WEEK)
    assert (week.team, week.manager, week.kpi, week.kpi_unit) == ("North", "Other", "Callbacks", "a week")
    assert (week.told, week.talk, week.corrections) == (None, None, [])


def test_told_figures_and_note_are_the_readers_own(session: Session, company: dict[str, Employee]) -> None:
    key = {"manager_id": company["lee"].id, "employee_id": company["ana"].id, "week_start": WEEK.start}
    session.add(ToldWeek(**key, figures={"checkins_done": 4}, told_at=NOW))
    session.add(WeekTalk(**key, status=TalkStatus.PLANNED, note="On Friday"))
    session.flush()
    [of_lee], [of_sam] = (list_person_weeks(session, viewer(company[name]), WEEK) for name in ("lee", "sam"))
    assert [(c.figure, c.told, c.now) for c in of_lee.corrections] == [("checkins_done", 4, 5)]
    assert of_lee.talk
    assert of_lee.talk.note == "On Friday"
    assert (of_sam.told, of_sam.talk) == (None, None)


def test_known_weeks_are_those_with_rows(session: Session, company: dict[str, Employee]) -> None:
    make_rollup(session, company["ana"], week_start=date(2026, 12, 28))
    assert list_known_weeks(session) == [Week(2026, 53), WEEK]


def test_rollups_are_asked_for_by_number(session: Session, company: dict[str, Employee]) -> None:
    assert [row.employee_id for row in get_rollups(session, WEEK, [company["ben"].id])] == [company["ben"].id]
