"""What a manager was told about a week is kept, whatever the row becomes later."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.mornings.window import Week
from app.domain.permissions import Role
from app.models import ToldWeek
from app.services.weeks.told import keep_told_weeks
from tests.builders import NOW, make_employee, make_rollup

WEEK = Week(2026, 46)


def test_first_telling_stands(session: Session) -> None:
    sam, ana = make_employee(session, role=Role.MANAGER), make_employee(session)
    row = make_rollup(session, ana)
    assert keep_told_weeks(session, manager_id=sam.id, week=WEEK, employee_ids=[ana.id], now=NOW) == 1
    row.checkins_done = 4
    session.flush()
    assert keep_told_weeks(session, manager_id=sam.id, week=WEEK, employee_ids=[ana.id], now=NOW) == 0
    [kept] = session.scalars(select(ToldWeek))
    assert (kept.figures["checkins_done"], kept.told_at) == (5, NOW)


def test_nobody_to_tell_of_keeps_nothing(session: Session) -> None:
    assert keep_told_weeks(session, manager_id=1, week=WEEK, employee_ids=[], now=NOW) == 0
