"""The text that says whether Today has changed: each thing the board shows moves it, and nothing else does."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.models import Employee
from app.queries.roster_version import roster_version
from tests.builders import (
    NOW,
    TODAY,
    make_alert,
    make_alert_event,
    make_call,
    make_checkin,
    make_employee,
    make_message,
    make_time_off,
)
from tests.query_counts import counted

CHANGES: dict[str, Callable[[Session, Employee], object]] = {
    "a call": make_call,
    "a check-in": make_checkin,
    "an alert's event": lambda session, ana: make_alert_event(session, make_alert(session, ana)),
    "an absence": make_time_off,
    "a person": lambda session, ana: session.execute(
        sa.update(Employee).where(Employee.id == ana.id).values(updated_at=NOW + timedelta(days=999))
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_of_the_board_moves_it(session: Session, change: str) -> None:
    ana = make_employee(session)
    before = roster_version(session, NOW)
    CHANGES[change](session, ana)
    assert roster_version(session, NOW) != before


def test_absence_that_is_taken_back_moves_it(session: Session) -> None:
    absence = make_time_off(session, make_employee(session))
    make_time_off(session, make_employee(session))
    before = roster_version(session, NOW)
    session.delete(absence)
    session.flush()
    assert roster_version(session, NOW) != before


@pytest.mark.parametrize("days", [-3, 3])
def test_absence_of_another_day_leaves_it(session: Session, days: int) -> None:
    before = roster_version(session, NOW)
    make_time_off(session, make_employee(session, updated_at=NOW), starts_on=TODAY + timedelta(days))
    assert roster_version(session, NOW).split("|")[:-1] == before.split("|")[:-1]


def test_nothing_new_keeps_it_for_the_minute(session: Session) -> None:
    make_checkin(session, make_employee(session))
    before = roster_version(session, NOW)
    make_message(session)
    assert roster_version(session, NOW + timedelta(seconds=59)) == before
    assert roster_version(session, NOW + timedelta(seconds=60)) != before


def test_it_is_one_query(session: Session) -> None:
    with counted(session.get_bind()) as statements:
        roster_version(session, NOW)
    assert len(statements) == 1
