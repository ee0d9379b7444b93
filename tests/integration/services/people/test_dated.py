"""The periods beside the present: whatever is changed or planned, each day keeps what held on it."""

from datetime import date, timedelta

import sqlalchemy as sa
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.models import Employee, Employment
from app.queries.work_patterns import load_patterns
from app.services.people.dated import EMPLOYMENT, Row, apply_row, change_present, list_rows, plan_row
from tests.builders import make_employee

FIRST = date(2026, 11, 2)
ZONES = ("America/Chicago", "America/Denver", "America/New_York", "America/Phoenix")
step = st.tuples(st.integers(0, 3), st.sampled_from(["change", "plan"]), st.integers(1, 4), st.sampled_from(ZONES))
"""Days that pass first, what is done then, how far ahead a plan lies, and the new zone."""
steps = st.lists(step, max_size=8)


def rows_of(session: Session, person: Employee) -> list[Row]:
    session.flush()
    return list_rows(session, EMPLOYMENT, [person.id]).get(person.id, [])


def begin(session: Session, person: Employee, today: date) -> None:
    """Do as the clock: rows whose day has come."""
    for row in rows_of(session, person):
        if (person.employment_since or date.min) < row.starts_on <= today:
            apply_row(session, EMPLOYMENT, person, row, known_since=person.started_on)


@given(steps)
@examples(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_each_day_keeps_what_held_on_it(session: Session, moves: list[tuple[int, str, int, str]]) -> None:
    with session.begin_nested() as savepoint:
        person = make_employee(session, timezone=ZONES[0])
        today, held = FIRST, {}
        for days, what, ahead, zone in moves:
            for _ in range(days):
                held[today] = person.timezone
                today += timedelta(days=1)
                begin(session, person, today)
            if what == "change":
                change_present(
                    session, EMPLOYMENT, person, {"timezone": zone},
                    rows=rows_of(session, person), today=today, known_since=person.started_on,
                )  # fmt: skip
            else:
                day = today + timedelta(days=ahead)
                plan_row(session, EMPLOYMENT, person, {"timezone": zone}, rows=rows_of(session, person), starts_on=day)
        session.flush()
        pattern = load_patterns(session, [person])[person.id]
        assert {day: pattern.on(day).timezone for day in held} == held
        assert pattern.on(today).timezone == person.timezone
        savepoint.rollback()


def test_a_carried_value_is_corrected_in_every_period_that_says_the_same(session: Session) -> None:
    person = make_employee(session)
    change_present(
        session, EMPLOYMENT, person, {"timezone": "UTC"}, rows=[], today=FIRST, known_since=person.started_on
    )
    corrected = date(2023, 1, 9)
    change_present(
        session,
        EMPLOYMENT,
        person,
        {"started_on": corrected},
        rows=rows_of(session, person),
        today=FIRST,
        known_since=person.started_on,
    )
    session.flush()
    assert session.scalars(sa.select(Employment.started_on)).all() == [corrected]
    assert person.started_on == corrected
