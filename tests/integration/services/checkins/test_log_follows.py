"""Where a check-in is decided to touch nothing but its row, looking at everything changes nothing either."""

import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.models import Alert, AlertEvent, Base, DailyCheckin, Employee, OutboxMessage, TimeOff
from app.services.alerts.follow import raise_alerts
from app.services.checkins.calls import CallEnd, end_call, record_call
from app.services.checkins.days_out import follow_days_out
from app.services.checkins.log import log_checkin, settle_call
from app.services.checkins.personal_days import forget_personal_words
from app.services.messages.late_arrivals import tell_who_is_late
from app.settings import Settings
from tests.builders import NOW, make_employee, make_user

SAYINGS: Mapping[str, tuple[object, ...]] = {
    "call_type": ("daily_checkin", "ops_only"),
    "ready_status": (True, True, True, True, False, None, "banana"),
    "not_ready_reason": (None, None, None, "sick", "vehicle", "other"),
    "out_until": (None, None, None, None, None, "2026-11-26"),
    "eta_minutes": (None, None, None, None, 30),
    "energy_level": (None, 1, 2, 2, 3, 4, 5),
    "blocker_present": (False, False, False, None, True, "no, but the gate code"),
    "blocker_note": (None, None, None, None, "no ladder", "gate code"),
    "kpi_action_today": (None, "photos"),
    "call_completed": (True, False),
}
TABLES = (DailyCheckin, Alert, AlertEvent, OutboxMessage, TimeOff)


@pytest.fixture
def ana(session: Session) -> Employee:
    manager = make_employee(session, role=Role.MANAGER)
    make_user(session, make_employee(session, role=Role.DISPATCHER))
    return make_employee(session, manager_id=manager.id)


def _columns(table: type[Base]) -> list[sa.ColumnElement[Any]]:
    return [column for column in table.__table__.columns if column.name != "updated_at"]


def everything(session: Session) -> list[tuple[object, ...]]:
    session.flush()
    session.expire_all()
    return [
        (table.__tablename__, *(str(value) for value in row))
        for table in TABLES
        for row in session.execute(sa.select(*_columns(table)).order_by(table.id))
    ]


def follow_all(session: Session, call_id: str, settings: Settings, now: datetime) -> None:
    checkin = session.scalars(sa.select(DailyCheckin).where(DailyCheckin.call_id == call_id)).one()
    follow_days_out(session, checkin, said_before=checkin.out_until, now=now)
    tell_who_is_late(session, checkin, settings=settings, now=now)
    raise_alerts(session, checkin, settings=settings, now=now)
    forget_personal_words(session, checkin.employee_id, checkin.checkin_on, settings=settings)


@pytest.mark.parametrize("seed", range(8))
def test_following_everything_after_each_answer_changes_nothing(
    session: Session, settings: Settings, ana: Employee, seed: int
) -> None:
    dice, now = random.Random(seed), NOW  # noqa: S311 - a test that can be repeated
    for number in range(12):
        now += timedelta(minutes=dice.choice((1, 5, 60 * 24)))
        call_id = f"c{number if dice.random() < 0.7 else dice.randrange(number + 1)}"
        call = record_call(session, call_id=call_id, employee_id=ana.id, caller_masked="", now=now)
        arguments: dict[str, Any] = {name: dice.choice(said) for name, said in SAYINGS.items()}
        log_checkin(session, call=call, employee=ana, arguments=arguments, settings=settings, now=now)
        if dice.random() < 0.4:
            end_call(session, call, CallEnd(), reported=False, now=now)
            settle_call(session, call, settings=settings, now=now)
        before = everything(session)
        follow_all(session, call_id, settings, now)
        assert everything(session) == before, f"after call {number} of seed {seed}"
