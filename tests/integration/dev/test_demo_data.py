"""The demo company: enough of everything, the same each time, and consistent with the product's own rules."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from app.dev.demo import people, records
from app.dev.demo_data import DemoSummary, load_demo_data
from app.domain.alerts.kinds import AlertKind, AlertStatus
from app.domain.checkins.fields import CallType
from app.domain.permissions import Role
from app.extensions import db
from app.models import (
    Alert,
    AlertEvent,
    DailyCheckin,
    Delegation,
    Employee,
    EmployeePhone,
    Employment,
    Goal,
    KpiReading,
    OutboxMessage,
    OutboxStatus,
    ProfileChange,
    Team,
    TechProfile,
    User,
)
from app.services.accounts.passwords import verify_password
from app.services.alerts.lifecycle import withdraw
from app.settings import Settings


class Demo(NamedTuple):
    session: Session
    summary: DemoSummary


PASSWORD = "demo password of the tests"
MID_MORNING = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
"""Tuesday, 09:00 in Chicago, 07:00 in Los Angeles."""


@pytest.fixture(scope="module")
def demo(app: Flask, settings: Settings) -> Iterator[Demo]:
    """The company at mid-morning, loaded once for the tests that only look."""
    with app.app_context():
        engine = db.engine
    with engine.connect() as connection, connection.begin() as transaction, Session(connection) as session:
        yield Demo(session, load(session, settings))
        session.close()
        transaction.rollback()


def load(session: Session, settings: Settings, now: datetime = MID_MORNING) -> DemoSummary:
    return load_demo_data(session, now=now, password=PASSWORD, settings=settings)


def count(session: Session, *where: Any) -> int:
    return session.scalar(sa.select(sa.func.count()).where(*where)) or 0


def test_company_has_forty_technicians_in_five_teams_and_indirect_reports(demo: Demo) -> None:
    session = demo.session
    roles = Counter(session.scalars(sa.select(Employee.role)))
    assert roles == {
        Role.TECHNICIAN: 40,
        Role.MANAGER: 6,
        Role.DISPATCHER: 3,
        Role.HR: 1,
        Role.EXECUTIVE: 1,
        Role.ADMIN: 1,
    }
    teams = session.execute(
        sa.select(Employee.team_id, sa.func.count()).where(Employee.role == Role.TECHNICIAN).group_by(Employee.team_id)
    )
    assert dict(teams.all()) == {1: 8, 2: 8, 3: 8, 4: 8, 5: 8}
    managers = session.scalars(sa.select(Employee.manager_id).where(Employee.id.in_(range(111, 116))))
    assert set(managers) == {people.HEAD_ID}
    assert len(set(session.scalars(sa.select(Employee.timezone)))) == 5


def test_phones_are_unique_and_in_the_invented_range(demo: Demo) -> None:
    session = demo.session
    phones = list(session.scalars(sa.select(Employee.phone)))
    assert len(set(phones)) == len(phones) == 52
    assert [phone for phone in phones if phone is None or phone[5:10] != "55501"] == []


def test_sign_ins_open_with_the_password(demo: Demo) -> None:
    session, summary = demo
    users = list(session.scalars(sa.select(User)))
    assert {user.email for user in users} == set(summary.sign_ins)
    assert all(verify_password(user.password_hash, PASSWORD) for user in users)


def test_callers_are_who_the_contract_says(demo: Demo) -> None:
    session, summary = demo
    caller = session.scalars(sa.select(Employee).where(Employee.phone == summary.caller)).one()
    manager = session.scalars(sa.select(Employee).where(Employee.phone == summary.manager_caller)).one()
    profile = session.scalars(sa.select(TechProfile).where(TechProfile.employee_id == caller.id)).one()
    emails = dict(session.execute(sa.select(User.employee_id, User.email)).all())
    today = MID_MORNING.astimezone(ZoneInfo(caller.timezone)).date()
    assert caller.active
    assert caller.manager_id == manager.id
    assert (emails[caller.id], emails[manager.id]) == ("tech@demo.example", "manager@demo.example")
    assert profile.gallup_strengths
    assert profile.current_90day_goal
    assert profile.personal_why
    assert count(session, DailyCheckin.employee_id == caller.id, DailyCheckin.checkin_on == today) == 0


def test_check_ins_cover_twenty_six_weeks(demo: Demo) -> None:
    session, summary = demo
    first, last = session.execute(
        sa.select(sa.func.min(DailyCheckin.checkin_on), sa.func.max(DailyCheckin.checkin_on))
    ).one()
    total = count(session, DailyCheckin.id > 0)
    ops_only = count(session, DailyCheckin.call_type == CallType.OPS_ONLY)
    assert (last - first).days // 7 == 26
    assert summary.checkins == total
    assert 0.08 < ops_only / total < 0.18
    assert 3500 < total < 5200


@pytest.mark.parametrize("call_type", [CallType.DAILY_CHECKIN, CallType.OPS_ONLY])
def test_calls_last_as_long_as_the_script_says(demo: Demo, call_type: CallType) -> None:
    session = demo.session
    shortest, longest = session.execute(
        sa.select(sa.func.min(DailyCheckin.duration_seconds), sa.func.max(DailyCheckin.duration_seconds)).where(
            DailyCheckin.call_type == call_type, DailyCheckin.ready_status.is_(True)
        )
    ).one()
    assert (shortest, longest) == {CallType.DAILY_CHECKIN: (55, 118), CallType.OPS_ONLY: (14, 24)}[call_type]


def test_energy_dips_on_mondays(demo: Demo) -> None:
    session = demo.session
    weekday = sa.func.extract("isodow", DailyCheckin.checkin_on)
    query = sa.select(weekday, sa.func.avg(DailyCheckin.energy_level)).group_by(weekday)
    means: dict[Any, Any] = {day: mean for day, mean in session.execute(query)}  # noqa: C416 - rows, which dict() takes for a mapping
    assert min(means, key=lambda day: means[day]) == 1


def test_every_alert_has_a_timeline_that_ends_in_its_state(demo: Demo) -> None:
    session = demo.session
    assert count(session, Alert.id.not_in(sa.select(AlertEvent.alert_id))) == 0
    assert count(session, Alert.status == AlertStatus.RESOLVED, Alert.resolved_at.is_(None)) == 0
    assert count(session, Alert.status != AlertStatus.RESOLVED, Alert.resolved_at.is_not(None)) == 0
    assert count(session, Alert.status == AlertStatus.ACKNOWLEDGED, Alert.owner_id.is_(None)) == 0
    assert count(session, AlertEvent.at > MID_MORNING) == 0
    assert count(session, AlertEvent.alert_id == Alert.id, AlertEvent.at < Alert.opened_at) == 0


def test_today_has_one_open_attendance_alert_and_one_that_is_covered(demo: Demo) -> None:
    session = demo.session
    rows = session.execute(
        sa.select(Alert.employee_id, Alert.status).where(
            Alert.kind == AlertKind.ATTENDANCE, Alert.status != AlertStatus.RESOLVED
        )
    )
    assert dict(rows.all()) == {
        people.OUT_TODAY_ID: AlertStatus.OPEN,
        people.COVERED_TODAY_ID: AlertStatus.ACKNOWLEDGED,
    }


def test_blockers_are_open_at_different_ages_and_one_recurs(demo: Demo) -> None:
    session = demo.session
    is_open = (Alert.kind == AlertKind.BLOCKER, Alert.status != AlertStatus.RESOLVED)
    ages = {(MID_MORNING - at).days for at in session.scalars(sa.select(Alert.opened_at).where(*is_open))}
    recurring = count(
        session,
        DailyCheckin.employee_id == people.RECURRING_BLOCKER_ID,
        DailyCheckin.blocker_present,
        DailyCheckin.checkin_on > MID_MORNING.date() - timedelta(days=14),
    )
    assert len(ages) >= 3
    assert max(ages) >= 12
    assert recurring >= 3


def test_messages_are_history_to_demo_addresses(demo: Demo) -> None:
    session = demo.session
    assert count(session, OutboxMessage.status == OutboxStatus.SENT) > 0
    assert count(session, OutboxMessage.status != OutboxStatus.SENT) == 0
    assert count(session, OutboxMessage.address.not_like("%@demo.example")) == 0


def test_every_told_alert_can_be_withdrawn(demo: Demo, settings: Settings) -> None:
    session = demo.session
    told = session.scalars(sa.select(Alert).where(Alert.id.in_(sa.select(OutboxMessage.alert_id)))).all()
    kinds = {alert.kind for alert in told}
    savepoint = session.begin_nested()
    for alert in told:
        withdraw(session, alert, settings=settings, now=MID_MORNING)
    assert kinds >= {AlertKind.ATTENDANCE, AlertKind.BLOCKER, AlertKind.BURNOUT}
    assert count(session, OutboxMessage.status == OutboxStatus.PENDING) > 0
    savepoint.rollback()


def test_each_kpi_of_a_technician_has_a_reading_for_every_week(demo: Demo) -> None:
    session = demo.session
    weeks = session.scalars(
        sa.select(sa.func.count()).select_from(KpiReading).group_by(KpiReading.employee_id, KpiReading.kpi_id)
    )
    assert set(weeks) == {26}


def test_goals_are_numbers_milestones_and_words(demo: Demo) -> None:
    session = demo.session
    profiles = list(session.scalars(sa.select(TechProfile)))
    numeric = [profile for profile in profiles if profile.goal_kpi_id]
    milestones = [profile for profile in profiles if profile.goal_milestones]
    words = [profile for profile in profiles if not profile.goal_kpi_id and not profile.goal_milestones]
    assert len(profiles) == 38
    assert [len(kind) > 0 for kind in (numeric, milestones, words)] == [True, True, True]
    assert len(numeric) > len(profiles) / 2


def test_records_hold_something_of_everything(demo: Demo) -> None:
    """Past and planned employment, a changed goal, a second telephone, a delegate, a leaver, and a history."""
    session = demo.session
    moved, planned = (
        session.scalars(sa.select(Employment).where(Employment.employee_id == number)).one()
        for number in (records.MOVED_ID, records.PLANNED_ID)
    )
    assert moved.team_id == 1
    assert planned.workdays == [1, 2, 3, 4]
    for table in (Goal, EmployeePhone, Delegation):
        assert len(session.scalars(sa.select(table)).all()) == 1
    assert session.get_one(Employee, records.LEAVER_ID).ended_on is not None
    assert len(session.scalars(sa.select(ProfileChange)).all()) >= 8
    assert session.scalars(sa.select(Team.lead_id).order_by(Team.id)).all() == [111, 112, 113, 114, 115]
