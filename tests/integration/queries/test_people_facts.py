"""People as the values that forms, imports and Odoo compare with, and the directory that they are checked against."""

from datetime import date, time
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from app.domain.people.directory import Entry
from app.domain.people.facts import GoalStep, PersonFacts
from app.domain.people.wording import Names
from app.domain.permissions import Role
from app.models import EmployeePhone
from app.queries.people_facts import load_directory, load_facts, load_further_phones, load_names
from tests.builders import make_employee, make_kpi, make_profile, make_team, next_phone
from tests.query_counts import counted


def test_facts_hold_everything_that_hr_records(session: Session) -> None:
    team, kpi = make_team(session), make_kpi(session)
    sam = make_employee(session, role=Role.MANAGER)
    further = [next_phone(), next_phone()]
    employment: dict[str, Any] = {
        "team_id": team.id,
        "manager_id": sam.id,
        "timezone": "America/Denver",
        "ended_on": date(2027, 1, 1),
    }
    wishes: dict[str, Any] = {
        "spoken_name": "Annie",
        "sms_opt_in": True,
        "always_ops_only": True,
        "holiday_calendar": "US-TX",
    }
    window: dict[str, Any] = {"window_start": time(5), "window_end": time(7, 30)}
    ana = make_employee(session, name="Ana Ruiz", workdays=[2, 3], **employment, **wishes, **window)
    for number in further:
        session.add(EmployeePhone(employee_id=ana.id, number=number))
    goal: dict[str, Any] = {"goal_kpi_id": kpi.id, "goal_baseline": Decimal(6), "goal_target": Decimal(3)}
    make_profile(
        session,
        ana,
        other_kpis=["Callbacks"],
        goal_milestones=[{"text": "Photos", "done_on": "2026-11-02"}, {"text": "Parts", "done_on": None}],
        **goal,
    )
    assert load_facts(session, [ana.id]) == {
        ana.id: PersonFacts(
            name="Ana Ruiz",
            started_on=date(2024, 1, 8),
            phones=(str(ana.phone), *further),
            email=ana.email,
            job_title="Field technician",
            workdays=(2, 3),
            gallup_strengths=("Achiever", "Relator", "Focus"),
            personal_why="Coach my daughter's team on weekday evenings.",
            kpis=("First-time fix rate", "Callbacks"),
            current_90day_goal="Cut callbacks from 6 to 3 a week.",
            goal_milestones=(GoalStep(text="Photos", done_on=date(2026, 11, 2)), GoalStep(text="Parts")),
            **employment,
            **wishes,
            **window,
            **goal,
        )
    }


def test_somebody_without_a_profile_or_a_number_has_none(session: Session) -> None:
    ana = make_employee(session, phone=None)
    facts = load_facts(session)[ana.id]
    assert (facts.phones, facts.gallup_strengths, facts.current_90day_goal) == ((), (), None)


def test_number_of_queries_is_the_same_for_everybody(session: Session) -> None:
    for _ in range(20):
        make_profile(session, make_employee(session))
    with counted(session.get_bind()) as statements:
        assert len(load_facts(session)) == 20
        assert len(load_directory(session)) == 20
    assert len(statements) == 4


def test_directory_has_everybody_who_left_too(session: Session) -> None:
    sam = make_employee(session, name="Sam Lee", role=Role.MANAGER, active=False)
    further = next_phone()
    session.add(EmployeePhone(employee_id=sam.id, number=further))
    session.flush()
    assert load_directory(session) == {
        sam.id: Entry(
            name="Sam Lee",
            active=False,
            role=Role.MANAGER,
            manager_id=None,
            email=sam.email,
            phones=(str(sam.phone), further),
        )
    }
    assert load_further_phones(session) == {sam.id: [further]}


def test_names_are_those_of_people_teams_and_kpis(session: Session) -> None:
    ana, north, kpi = (
        make_employee(session, name="Ana"),
        make_team(session, name="North"),
        make_kpi(session, name="Fix"),
    )
    assert load_names(session) == Names(people={ana.id: "Ana"}, teams={north.id: "North"}, kpis={kpi.id: "Fix"})
