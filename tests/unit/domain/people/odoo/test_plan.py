"""What a sync with Odoo would write, held back or ask, decided on plain values."""

from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.people.facts import PersonFacts
from app.domain.people.lines import find_circles
from app.domain.people.odoo.choices import Choices, Conflict, Skipped
from app.domain.people.odoo.matching import NEW, NameQuestion
from app.domain.people.odoo.plan import SyncPlan, plan_sync
from app.domain.people.odoo.records import Link, OdooDirectory, OdooEmployee
from app.domain.people.odoo.roles import RoleRule
from app.domain.permissions import Role

BEGAN = date(2026, 11, 24)
NOTHING_CHOSEN = Choices(answers={}, written_here={})
FIRST_NEW = 501


def plan(
    *employees: OdooEmployee,
    ours: dict[int, PersonFacts] | None = None,
    choices: Choices = NOTHING_CHOSEN,
    phones: dict[int, str] | None = None,
    rules: tuple[RoleRule, ...] = (),
) -> SyncPlan:
    numbers = count(FIRST_NEW)
    return plan_sync(
        OdooDirectory(employees=employees),
        ours or {},
        rules=rules,
        choices=choices,
        phones=phones or {},
        newcomer=lambda person: (next(numbers), PersonFacts(name=person.name, started_on=BEGAN)),
    )


def facts(name: str, **values: Any) -> PersonFacts:
    return PersonFacts(name=name, started_on=date(2024, 1, 8), **values)


def test_new_person_gets_a_number_of_ours_and_is_not_expected_to_call() -> None:
    result = plan(OdooEmployee(odoo_id=7, name="Ana Ruiz", email="ana@field.example"))
    assert result.wanted == {
        FIRST_NEW: PersonFacts(
            name="Ana Ruiz",
            started_on=BEGAN,
            email="ana@field.example",
            odoo_id=7,
            role=Role.TECHNICIAN,
            expected_to_call=False,
        )
    }
    assert result.new == {FIRST_NEW}


def test_odoo_id_is_never_taken_for_the_employee_number() -> None:
    ours = {7: facts("Ben Cho"), 12: facts("Ana Ruiz", odoo_id=7)}
    result = plan(OdooEmployee(odoo_id=7, name="Ana Ruiz-Lopez"), ours=ours)
    assert {number: person.name for number, person in result.wanted.items()} == {12: "Ana Ruiz-Lopez"}


def test_email_matches_in_any_case_where_one_person_has_it() -> None:
    ours = {12: facts("Ana Ruiz", email="Ana@Field.example")}
    result = plan(OdooEmployee(odoo_id=7, name="Ana Ruiz", email="ana@field.example"), ours=ours)
    assert (result.wanted[12].odoo_id, result.wanted[12].email, result.new) == (7, "Ana@Field.example", frozenset())


def test_people_without_email_are_not_the_same_person() -> None:
    result = plan(
        OdooEmployee(odoo_id=7, name="Ana Ruiz"), OdooEmployee(odoo_id=8, name="Ben Cho"), ours={12: facts("Cy")}
    )
    assert sorted(result.new) == [FIRST_NEW, FIRST_NEW + 1]


def test_equal_name_is_asked_about() -> None:
    ours = {12: facts("Ana  Ruiz"), 13: facts("ana ruiz")}
    result = plan(OdooEmployee(odoo_id=7, name="Ana Ruiz"), ours=ours)
    assert result.questions == (NameQuestion(odoo_id=7, name="Ana Ruiz", candidates=(12, 13)),)
    assert result.wanted == {}


@pytest.mark.parametrize(("answer", "linked"), [(13, {13: 7}), (NEW, {FIRST_NEW: 7})])
def test_answer_about_a_name_is_followed(answer: int, linked: dict[int, int]) -> None:
    choices = Choices(answers={7: answer}, written_here={})
    ours = {12: facts("Ana Ruiz"), 13: facts("Ana Ruiz")}
    result = plan(OdooEmployee(odoo_id=7, name="Ana Ruiz"), ours=ours, choices=choices)
    assert {number: person.odoo_id for number, person in result.wanted.items()} == linked


def test_empty_in_odoo_leaves_what_stands_here() -> None:
    ours = {
        12: facts("Ana Ruiz", odoo_id=7, email="ana@field.example", phones=("+13125550142",), timezone="America/Denver")
    }
    result = plan(
        OdooEmployee(odoo_id=7, name="Ana Ruiz"),
        ours=ours,
        rules=(RoleRule(role=Role.TECHNICIAN, expected_to_call=True),),
    )
    assert result.wanted == ours


def test_value_written_here_stays_and_both_are_shown() -> None:
    ours = {12: facts("Ana Ruiz", odoo_id=7, timezone="America/Denver", expected_to_call=False)}
    choices = Choices(answers={}, written_here={12: frozenset({"timezone"})})
    result = plan(OdooEmployee(odoo_id=7, name="Ana Lopez", timezone="America/Chicago"), ours=ours, choices=choices)
    assert result.wanted == {12: replace(ours[12], name="Ana Lopez")}
    assert result.conflicts == (Conflict(number=12, field="timezone", ours="America/Denver", odoo="America/Chicago"),)


def test_taking_odoos_value_ends_the_conflict() -> None:
    ours = {12: facts("Ana Ruiz", odoo_id=7, timezone="America/Denver")}
    choices = Choices(answers={}, written_here={12: frozenset({"timezone"})}, taken=frozenset({(12, "timezone")}))
    result = plan(OdooEmployee(odoo_id=7, name="Ana Ruiz", timezone="America/Chicago"), ours=ours, choices=choices)
    assert (result.wanted[12].timezone, result.conflicts) == ("America/Chicago", ())


def test_further_numbers_of_ours_stay_behind_odoos() -> None:
    ours = {12: facts("Ana Ruiz", odoo_id=7, phones=("+13125550100", "+13125550199"))}
    result = plan(OdooEmployee(odoo_id=7, name="Ana Ruiz", phone="555-0142"), ours=ours, phones={7: "+13125550142"})
    assert result.wanted[12].phones == ("+13125550142", "+13125550199")


def test_number_that_several_share_is_named_and_taken_by_none() -> None:
    people = [OdooEmployee(odoo_id=number, name=f"Person {number}", phone="office") for number in (7, 8)]
    result = plan(*people, phones={7: "+13125550100", 8: "+13125550100"})
    assert [person.phones for person in result.wanted.values()] == [(), ()]
    assert result.skipped == tuple(
        Skipped(
            odoo_id=number,
            name=f"Person {number}",
            field="phones",
            sentence="+13125550100 belongs to several people and identifies none of them.",
        )
        for number in (7, 8)
    )


@pytest.mark.parametrize(
    ("department", "job", "role", "expected"),
    [
        ("Field / North", "Technician", Role.TECHNICIAN, True),
        ("field / north ", "Dispatcher", Role.DISPATCHER, False),
        ("Finance", "Technician", Role.TECHNICIAN, True),
        ("Field / North", "Driver", Role.TECHNICIAN, False),
        ("Finance", "Accountant", Role.TECHNICIAN, False),
    ],
)
def test_closest_row_of_the_table_gives_the_role(department: str, job: str, role: Role, *, expected: bool) -> None:
    rules = (
        RoleRule(department="Field / North", role=Role.TECHNICIAN, expected_to_call=False),
        RoleRule(job="Technician", role=Role.TECHNICIAN, expected_to_call=True),
        RoleRule(department="Field / North", job="Dispatcher", role=Role.DISPATCHER, expected_to_call=False),
    )
    person = OdooEmployee(odoo_id=7, name="Ana", department=Link(2, department), job=Link(9, job))
    wanted = plan(person, rules=rules).wanted[FIRST_NEW]
    assert (wanted.role, wanted.expected_to_call) == (role, expected)


def test_manager_is_found_among_people_of_the_same_sync() -> None:
    ana = OdooEmployee(odoo_id=7, name="Ana", manager=Link(9, "Sam"))
    result = plan(ana, OdooEmployee(odoo_id=9, name="Sam"))
    assert {person.name: person.manager_id for person in result.wanted.values()} == {"Ana": FIRST_NEW + 1, "Sam": None}


def test_manager_who_has_left_is_named_and_the_link_stays() -> None:
    ours = {12: facts("Ana", odoo_id=7, manager_id=20, expected_to_call=False), 20: facts("Sam", odoo_id=9)}
    ana = OdooEmployee(odoo_id=7, name="Ana", manager=Link(9, "Sam"))
    result = plan(ana, OdooEmployee(odoo_id=9, name="Sam", active=False), ours=ours)
    assert (result.wanted[12].manager_id, result.leavers) == (20, (20,))
    assert result.skipped == (
        Skipped(odoo_id=7, name="Ana", field="manager_id", sentence="The manager, Sam, has left."),
    )


def test_circle_in_odoo_is_named_and_the_rest_lands() -> None:
    people = [
        OdooEmployee(odoo_id=7, name="Ana", manager=Link(8, "Ben")),
        OdooEmployee(odoo_id=8, name="Ben", manager=Link(7, "Ana")),
        OdooEmployee(odoo_id=9, name="Cy", manager=Link(9, "Cy"), email="cy@field.example"),
    ]
    result = plan(*people)
    assert [(person.name, person.manager_id) for person in result.wanted.values()] == [
        ("Ana", None),
        ("Ben", None),
        ("Cy", None),
    ]
    assert sorted((skip.name, skip.sentence) for skip in result.skipped) == [
        ("Ana", "In Odoo these people report to each other in a circle."),
        ("Ben", "In Odoo these people report to each other in a circle."),
        ("Cy", "In Odoo this person reports to themself."),
    ]


@given(st.dictionaries(st.integers(1, 9), st.integers(1, 9), min_size=1))
def test_no_sync_ever_closes_a_circle(manager_of: dict[int, int]) -> None:
    people = [
        OdooEmployee(odoo_id=person, name=f"Person {person}", manager=Link(manager, ""))
        for person, manager in manager_of.items()
    ]
    wanted = plan(*people).wanted
    assert find_circles({number: person.manager_id for number, person in wanted.items()}) == []


def test_archived_and_deleted_people_become_inactive() -> None:
    ours = {number: facts(f"Person {number}", odoo_id=number + 100) for number in range(1, 4)}
    people = [OdooEmployee(odoo_id=101, name="Person 1"), OdooEmployee(odoo_id=102, name="Person 2", active=False)]
    result = plan(*people, ours=ours)
    assert (result.leavers, result.stopped) == ((2, 3), None)
    assert {number: person.active for number, person in result.wanted.items()} == {1: True, 2: False, 3: False}


def test_person_who_is_not_in_odoo_at_all_is_left_alone() -> None:
    ours = {1: facts("Ana", odoo_id=101), 2: facts("Never linked")}
    result = plan(OdooEmployee(odoo_id=101, name="Ana"), ours=ours)
    assert (result.leavers, 2 in result.wanted) == ((), False)


def test_person_who_comes_back_in_odoo_comes_back_here() -> None:
    ours = {1: facts("Ana", odoo_id=101, active=False)}
    assert plan(OdooEmployee(odoo_id=101, name="Ana"), ours=ours).wanted[1].active is True


@pytest.mark.parametrize(
    ("linked", "leaving", "stops"), [(10, 5, False), (10, 6, True), (100, 10, False), (100, 11, True)]
)
def test_more_than_a_tenth_and_more_than_five_at_once_are_asked_about(
    linked: int, leaving: int, *, stops: bool
) -> None:
    ours = {number: facts(f"Person {number}", odoo_id=number + 1000) for number in range(1, linked + 1)}
    people = [OdooEmployee(odoo_id=number + 1000, name=f"Person {number}") for number in range(leaving + 1, linked + 1)]
    assert (plan(*people, ours=ours).stopped is not None) is stops
    confirmed = Choices(answers={}, written_here={}, leavers_confirmed=True)
    assert plan(*people, ours=ours, choices=confirmed).stopped is None


def test_answer_without_anybody_stops_everything() -> None:
    result = plan(
        ours={1: facts("Ana", odoo_id=101)}, choices=Choices(answers={}, written_here={}, leavers_confirmed=True)
    )
    assert result.stopped == "Odoo sent no people at all. Nothing was changed; check the key's rights and companies."


def test_second_sync_of_the_same_people_changes_nothing() -> None:
    people = [
        OdooEmployee(
            odoo_id=7, name="Ana", email="Ana@field.example", manager=Link(8, "Ben"), phone="x", job=Link(1, "Tech")
        ),
        OdooEmployee(odoo_id=8, name="Ben", timezone="America/Denver"),
    ]
    first = plan(*people, phones={7: "+13125550142"})
    second = plan(*people, ours=dict(first.wanted), phones={7: "+13125550142"})
    assert (second.wanted, second.new, second.conflicts) == (first.wanted, frozenset(), ())
