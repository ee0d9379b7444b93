"""Saving people: new ones, changes, swaps, circles, and what the history says of them."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.people.facts import PersonFacts
from app.domain.people.problems import InvalidPeople, ProblemKind
from app.domain.permissions import Role
from app.models import ChangeSource, Employee, Employment, Goal, ProfileChange, TechProfile
from app.queries.people_facts import load_facts
from app.services.people.changed_by import ChangedBy
from app.services.people.numbers import next_employee_numbers
from app.services.people.saving import SavedPeople, find_problems, save_people
from app.settings import Settings
from tests.builders import NOW, TODAY, make_employee, make_profile, make_team, next_phone

HR = ChangedBy(employee_id=None, name="Joan Whitaker", source=ChangeSource.FORM)
LATER = NOW + timedelta(days=3)
"""Friday."""


def facts(**overrides: Any) -> PersonFacts:
    values: dict[str, Any] = {"name": "Ana Ruiz", "started_on": date(2026, 11, 2)}
    return PersonFacts(**values | overrides)


def save(session: Session, settings: Settings, wanted: dict[int, PersonFacts], **overrides: Any) -> SavedPeople:
    arguments: dict[str, Any] = {"by": HR, "now": NOW, "settings": settings}
    return save_people(session, wanted, **arguments | overrides)


def recorded(session: Session, employee: Employee) -> PersonFacts:
    return load_facts(session, [employee.id])[employee.id]


def history(session: Session, employee_id: int) -> list[tuple[str, str | None, str | None]]:
    rows = session.scalars(
        sa.select(ProfileChange).where(ProfileChange.employee_id == employee_id).order_by(ProfileChange.id)
    )
    return [(row.field, row.before, row.after) for row in rows]


def kinds(error: InvalidPeople) -> list[tuple[int, str, ProblemKind]]:
    return [(problem.employee_id, problem.field, problem.kind) for problem in error.problems]


def test_a_new_person_is_all_there_and_expected_from_the_next_workday(session: Session, settings: Settings) -> None:
    manager = make_employee(session, role=Role.MANAGER)
    phones = (next_phone(), next_phone())
    wanted = facts(
        phones=phones,
        manager_id=manager.id,
        gallup_strengths=("Achiever", "Woo"),
        kpis=("First-time fix", "Callbacks"),
        current_90day_goal="Cut callbacks.",
    )
    [number] = next_employee_numbers(session, 1)
    saved = save(session, settings, {number: wanted})
    assert (saved.added, saved.changed, saved.same) == ((number,), {}, ())
    assert load_facts(session, [number]) == {number: replace(wanted, checkins_from=TODAY + timedelta(days=1))}
    assert history(session, number) == [("added", None, "Ana Ruiz")]


def test_added_on_a_friday_is_expected_on_monday(session: Session, settings: Settings) -> None:
    [number] = next_employee_numbers(session, 1)
    save(session, settings, {number: facts()}, now=LATER)
    assert session.get_one(Employee, number).checkins_from == date(2026, 11, 23)


def test_a_number_of_ones_own_is_kept_and_the_next_follows_it(session: Session, settings: Settings) -> None:
    save(session, settings, {9001: facts()})
    assert next_employee_numbers(session, 2) == [9002, 9003]


def test_the_same_facts_change_nothing(session: Session, settings: Settings) -> None:
    employee = make_employee(session)
    make_profile(session, employee)
    saved = save(session, settings, {employee.id: recorded(session, employee)})
    assert (saved.added, saved.changed, saved.same) == ((), {}, (employee.id,))
    assert history(session, employee.id) == []


def test_a_change_of_team_and_manager_keeps_what_held_before(session: Session, settings: Settings) -> None:
    old, new = make_employee(session, role=Role.MANAGER, name="Sam Lee"), make_employee(session, role=Role.MANAGER)
    north, south = make_team(session, name="North"), make_team(session, name="South")
    employee = make_employee(session, manager_id=old.id, team_id=north.id)
    wanted = replace(recorded(session, employee), manager_id=new.id, team_id=south.id, timezone="America/New_York")
    save(session, settings, {employee.id: wanted})
    assert (employee.manager_id, employee.team_id, employee.employment_since) == (new.id, south.id, TODAY)
    past = session.scalars(sa.select(Employment)).one()
    assert (past.starts_on, past.manager_id, past.team_id, past.timezone) == (
        employee.started_on,
        old.id,
        north.id,
        "America/Chicago",
    )
    assert history(session, employee.id) == [
        ("team_id", "North", "South"),
        ("manager_id", "Sam Lee", new.name),
        ("timezone", "America/Chicago", "America/New_York"),
    ]


def test_a_second_change_of_the_day_makes_no_second_past(session: Session, settings: Settings) -> None:
    employee = make_employee(session)
    for zone in ("America/New_York", "America/Denver"):
        save(session, settings, {employee.id: replace(recorded(session, employee), timezone=zone)})
    assert session.scalars(sa.select(Employment.timezone)).all() == ["America/Chicago"]


def test_a_new_target_keeps_the_old_one_for_past_weeks(session: Session, settings: Settings) -> None:
    employee = make_employee(session)
    make_profile(session, employee, goal_baseline=6, goal_target=3, goal_started_on=date(2026, 10, 1))
    save(session, settings, {employee.id: replace(recorded(session, employee), goal_target=Decimal(2))})
    profile = session.scalars(sa.select(TechProfile)).one()
    assert (profile.goal_target, profile.goal_since) == (2, TODAY)
    past = session.scalars(sa.select(Goal)).one()
    assert (past.starts_on, past.goal_target) == (date(2026, 10, 1), 3)


def test_two_people_swap_telephones(session: Session, settings: Settings) -> None:
    one, two = make_employee(session), make_employee(session)
    first, second = str(one.phone), str(two.phone)
    wanted = {
        one.id: replace(recorded(session, one), phones=(second,)),
        two.id: replace(recorded(session, two), phones=(first,)),
    }
    save(session, settings, wanted)
    assert (one.phone, two.phone) == (second, first)


def test_a_taken_telephone_names_the_other_person(session: Session, settings: Settings) -> None:
    other = make_employee(session, name="Ben Ortiz")
    with pytest.raises(InvalidPeople) as refused:
        save(session, settings, {9001: facts(phones=(other.phone,))})
    assert kinds(refused.value) == [(9001, "phones", ProblemKind.TAKEN)]
    assert refused.value.sentence == f"{other.phone} is Ben Ortiz's (number {other.id})."


def test_a_leavers_telephone_passes_on_and_is_told_of_both(session: Session, settings: Settings) -> None:
    leaver = make_employee(session, active=False, ended_on=date(2026, 11, 1))
    phone = leaver.phone
    saved = save(session, settings, {9001: facts(phones=(phone,))})
    assert saved.changed == {leaver.id: ("phones",)}
    assert leaver.phone is None
    assert history(session, leaver.id) == [("phones", phone, None)]


def test_a_circle_names_everybody_in_it(session: Session, settings: Settings) -> None:
    top = make_employee(session, name="Top", role=Role.MANAGER)
    middle = make_employee(session, name="Middle", role=Role.MANAGER, manager_id=top.id)
    with pytest.raises(InvalidPeople) as refused:
        save(session, settings, {top.id: replace(recorded(session, top), manager_id=middle.id)})
    assert kinds(refused.value) == [(top.id, "manager_id", ProblemKind.MANAGER_LOOP)]
    assert "Top reports to Middle reports to Top" in refused.value.sentence


def test_a_manager_may_be_new_too(session: Session, settings: Settings) -> None:
    save(session, settings, {9001: facts(manager_id=9002), 9002: facts(name="Sam Lee", role=Role.MANAGER)})
    assert session.get_one(Employee, 9001).manager_id == 9002


def test_problems_of_all_people_come_at_once_and_nothing_is_saved(session: Session, settings: Settings) -> None:
    wanted = {
        9001: facts(name=" ", timezone="CST", gallup_strengths=("Achiever", "Achiever", "Leadership")),
        9002: facts(manager_id=7777, workdays=()),
    }
    with pytest.raises(InvalidPeople) as refused:
        save(session, settings, wanted)
    assert kinds(refused.value) == [
        (9001, "name", ProblemKind.REQUIRED),
        (9001, "timezone", ProblemKind.UNKNOWN_TIME_ZONE),
        (9001, "gallup_strengths", ProblemKind.REPEATED_STRENGTH),
        (9001, "gallup_strengths", ProblemKind.UNKNOWN_STRENGTH),
        (9002, "workdays", ProblemKind.BAD_WORK_WEEK),
        (9002, "manager_id", ProblemKind.UNKNOWN_MANAGER),
    ]
    assert load_facts(session) == {}


def test_only_an_admin_makes_an_admin(session: Session) -> None:
    wanted = {9001: facts(role=Role.ADMIN)}
    assert [problem.kind for problem in find_problems(session, wanted, by=HR)] == [ProblemKind.NOT_ALLOWED]
    assert find_problems(session, wanted, by=replace(HR, may_grant_admin=True)) == []


def test_the_last_admin_stays(session: Session) -> None:
    admin = make_employee(session, role=Role.ADMIN)
    wanted = {admin.id: replace(recorded(session, admin), role=Role.HR)}
    problems = find_problems(session, wanted, by=replace(HR, may_grant_admin=True))
    assert [problem.kind for problem in problems] == [ProblemKind.LAST_ADMIN]


def test_a_rehire_keeps_the_first_stay(session: Session, settings: Settings) -> None:
    employee = make_employee(session, active=False, started_on=date(2024, 1, 8), ended_on=date(2025, 6, 30))
    back = replace(recorded(session, employee), active=True, started_on=TODAY, ended_on=None)
    save(session, settings, {employee.id: back})
    past = session.scalars(sa.select(Employment)).one()
    assert (past.started_on, past.ended_on) == (date(2024, 1, 8), date(2025, 6, 30))
    assert (employee.started_on, employee.ended_on, employee.active) == (TODAY, None, True)


def test_a_corrected_start_date_is_corrected_everywhere(session: Session, settings: Settings) -> None:
    employee = make_employee(session, started_on=date(2024, 1, 8))
    save(session, settings, {employee.id: replace(recorded(session, employee), timezone="America/Denver")})
    save(session, settings, {employee.id: replace(recorded(session, employee), started_on=date(2023, 1, 9))})
    past = session.scalars(sa.select(Employment)).one()
    assert (past.started_on, employee.started_on) == (date(2023, 1, 9), date(2023, 1, 9))
