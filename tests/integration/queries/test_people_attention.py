"""Comings, goings and changes of some days; whose record the line misses something of."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.queries.people_attention import list_lacks, list_week_events
from tests.builders import TODAY, make_employee, make_employment, make_profile
from tests.query_counts import counted

SUNDAY = TODAY + timedelta(days=5)


def test_events_come_by_day_and_a_first_day_is_no_change(session: Session) -> None:
    make_employee(session, name="Changed", employment_since=TODAY)
    make_employee(session, name="Leaves", ended_on=SUNDAY)
    make_employee(session, name="New", started_on=TODAY, employment_since=TODAY)
    planned = make_employee(session, name="Planned")
    make_employment(session, planned, starts_on=TODAY + timedelta(days=1))
    make_employee(session, name="Later", started_on=SUNDAY + timedelta(days=1))
    events = [(event.name, event.what, event.day) for event in list_week_events(session, TODAY, SUNDAY)]
    assert events == [
        ("Changed", "changes", TODAY),
        ("New", "starts", TODAY),
        ("Planned", "changes", TODAY + timedelta(days=1)),
        ("Leaves", "last day", SUNDAY),
    ]


def test_only_people_who_are_to_call_are_looked_at(session: Session) -> None:
    for nobody in ({"role": Role.HR}, {"active": False}, {"expected_to_call": False}, {"ended_on": date(2026, 1, 1)}):
        make_employee(session, **nobody)
    assert list_lacks(session, TODAY) == []


def test_a_manager_who_left_is_told_of(session: Session) -> None:
    head = make_employee(session, role=Role.MANAGER)
    gone = make_employee(session, role=Role.MANAGER, manager_id=head.id, active=False)
    ana = make_employee(session, name="Ana", manager_id=gone.id)
    make_profile(session, ana)
    assert [lack.what for lack in list_lacks(session, TODAY)] == ["the manager has left"]


def test_person_whom_texts_do_not_reach_is_told_of(session: Session) -> None:
    head = make_employee(session, role=Role.MANAGER)
    for consents in (True, False):
        ana = make_employee(session, manager_id=head.id, sms_opt_in=consents, sms_error_code=30005)
        make_profile(session, ana)
    [lack] = list_lacks(session, TODAY)
    assert (lack.what, lack.section) == (
        "SMS not delivered: nobody has this number. Correct it on the profile.",
        "identity",
    )


def test_the_number_of_queries_does_not_grow(session: Session) -> None:
    for _ in range(20):
        make_employee(session)
    with counted(session.get_bind()) as statements:
        list_lacks(session, TODAY)
    assert len(statements) == 4
