"""The demo company: enough of everything, the same each time, and consistent with the product's own rules."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.dev.demo import people
from app.dev.demo_data import DemoSummary, imagine, load_demo_data
from app.domain.alerts import AlertKind, AlertStatus
from app.domain.checkins import CallType
from app.domain.errors import NotAllowed
from app.domain.permissions import Role
from app.domain.workdays import previous_workday
from app.models import (
    Alert,
    AlertEvent,
    Base,
    DailyCheckin,
    Employee,
    KpiReading,
    OutboxMessage,
    OutboxStatus,
    TechProfile,
    User,
)
from app.queries.expected import load_calendars
from app.services.passwords import verify_password
from app.settings import Settings
from tests.builders import make_employee

PASSWORD = "demo password of the tests"
MID_MORNING = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
"""Tuesday, 09:00 in Chicago, 07:00 in Los Angeles."""
AFTER_ALL_WINDOWS = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
BEFORE_ANYBODY = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
SUNDAY = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
THANKSGIVING = datetime(2026, 11, 26, 18, 0, tzinfo=UTC)


def load(session: Session, settings: Settings, now: datetime = MID_MORNING) -> DemoSummary:
    return load_demo_data(session, now=now, password=PASSWORD, settings=settings)


def count(session: Session, *where: Any) -> int:
    return session.scalar(sa.select(sa.func.count()).where(*where)) or 0


def snapshot(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    tables = {}
    for table in Base.metadata.sorted_tables:
        columns = [column for column in table.c if column.name != "password_hash"]
        rows = session.execute(sa.select(*columns).order_by(*table.primary_key.columns))
        tables[table.name] = [tuple(map(str, row)) for row in rows]
    return tables


def test_company_has_forty_technicians_in_five_teams_and_indirect_reports(session: Session, settings: Settings) -> None:
    load(session, settings)
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
    assert dict(teams.tuples().all()) == {1: 8, 2: 8, 3: 8, 4: 8, 5: 8}
    managers = session.scalars(sa.select(Employee.manager_id).where(Employee.id.in_(range(111, 116))))
    assert set(managers) == {people.HEAD_ID}
    assert len(set(session.scalars(sa.select(Employee.timezone)))) == 5


def test_phones_are_unique_and_in_the_invented_range(session: Session, settings: Settings) -> None:
    load(session, settings)
    phones = list(session.scalars(sa.select(Employee.phone)))
    assert len(set(phones)) == len(phones) == 52
    assert [phone for phone in phones if phone is None or phone[5:10] != "55501"] == []


def test_sign_ins_open_with_the_password(session: Session, settings: Settings) -> None:
    summary = load(session, settings)
    users = list(session.scalars(sa.select(User)))
    assert {user.email for user in users} == set(summary.sign_ins)
    assert all(verify_password(user.password_hash, PASSWORD) for user in users)


def test_callers_are_who_the_contract_says(session: Session, settings: Settings) -> None:
    summary = load(session, settings)
    caller = session.scalars(sa.select(Employee).where(Employee.phone == summary.caller)).one()
    manager = session.scalars(sa.select(Employee).where(Employee.phone == summary.manager_caller)).one()
    profile = session.scalars(sa.select(TechProfile).where(TechProfile.employee_id == caller.id)).one()
    emails = dict(session.execute(sa.select(User.employee_id, User.email)).tuples().all())
    today = MID_MORNING.astimezone(ZoneInfo(caller.timezone)).date()
    assert caller.active
    assert caller.manager_id == manager.id
    assert (emails[caller.id], emails[manager.id]) == ("tech@demo.example", "manager@demo.example")
    assert profile.gallup_strengths
    assert profile.current_90day_goal
    assert profile.personal_why
    assert count(session, DailyCheckin.employee_id == caller.id, DailyCheckin.checkin_on == today) == 0


def test_check_ins_cover_twenty_six_weeks(session: Session, settings: Settings) -> None:
    summary = load(session, settings)
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
def test_calls_last_as_long_as_the_script_says(session: Session, settings: Settings, call_type: CallType) -> None:
    load(session, settings)
    shortest, longest = session.execute(
        sa.select(sa.func.min(DailyCheckin.duration_seconds), sa.func.max(DailyCheckin.duration_seconds)).where(
            DailyCheckin.call_type == call_type, DailyCheckin.ready_status
        )
    ).one()
    assert (shortest, longest) == {CallType.DAILY_CHECKIN: (55, 118), CallType.OPS_ONLY: (14, 24)}[call_type]


def test_energy_dips_on_mondays(session: Session, settings: Settings) -> None:
    load(session, settings)
    weekday = sa.func.extract("isodow", DailyCheckin.checkin_on)
    means = dict(
        session.execute(sa.select(weekday, sa.func.avg(DailyCheckin.energy_level)).group_by(weekday)).tuples().all()
    )
    assert min(means, key=lambda day: means[day]) == 1


@pytest.mark.parametrize("now", [MID_MORNING, AFTER_ALL_WINDOWS, BEFORE_ANYBODY, SUNDAY, THANKSGIVING])
def test_burnout_cases_satisfy_the_rule_by_their_own_workdays(
    session: Session, settings: Settings, now: datetime
) -> None:
    load(session, settings, now)
    open_alerts = session.scalars(
        sa.select(Alert).where(Alert.kind == AlertKind.BURNOUT, Alert.status == AlertStatus.OPEN)
    )
    found = {alert.employee_id: [day["on"] for day in alert.facts["days"]] for alert in open_alerts}
    assert {employee_id: len(days) for employee_id, days in found.items()} == people.BURNOUT_DAYS
    for employee_id in people.BURNOUT_DAYS:
        assert found[employee_id] == _low_run(session, employee_id, settings)


def _low_run(session: Session, employee_id: int, settings: Settings) -> list[str]:
    """Return the person's latest low days that follow each other by their own workdays, oldest first."""
    employee = session.get_one(Employee, employee_id)
    rows = session.execute(
        sa.select(DailyCheckin.checkin_on, DailyCheckin.energy_level)
        .where(DailyCheckin.employee_id == employee_id)
        .order_by(DailyCheckin.checkin_on.desc())
    ).all()
    energies = dict(row.tuple() for row in rows)
    day = rows[0].checkin_on
    calendar = load_calendars(session, [employee], first=day - timedelta(days=60), last=day, settings=settings)
    run = []
    while day is not None and (energies.get(day) or 5) <= settings.low_energy_threshold:
        run.append(day.isoformat())
        own = calendar[employee_id]
        day = previous_workday(day, own.pattern, own.holidays, own.absences)
    return run[::-1]


def test_every_alert_has_a_timeline_that_ends_in_its_state(session: Session, settings: Settings) -> None:
    load(session, settings)
    assert count(session, Alert.id.not_in(sa.select(AlertEvent.alert_id))) == 0
    assert count(session, Alert.status == AlertStatus.RESOLVED, Alert.resolved_at.is_(None)) == 0
    assert count(session, Alert.status != AlertStatus.RESOLVED, Alert.resolved_at.is_not(None)) == 0
    assert count(session, Alert.status == AlertStatus.ACKNOWLEDGED, Alert.owner_id.is_(None)) == 0
    assert count(session, AlertEvent.at > MID_MORNING) == 0
    assert count(session, AlertEvent.alert_id == Alert.id, AlertEvent.at < Alert.opened_at) == 0


def test_today_has_one_open_attendance_alert_and_one_that_is_covered(session: Session, settings: Settings) -> None:
    load(session, settings)
    rows = session.execute(
        sa.select(Alert.employee_id, Alert.status).where(
            Alert.kind == AlertKind.ATTENDANCE, Alert.status != AlertStatus.RESOLVED
        )
    )
    assert dict(rows.tuples().all()) == {
        people.OUT_TODAY_ID: AlertStatus.OPEN,
        people.COVERED_TODAY_ID: AlertStatus.ACKNOWLEDGED,
    }


def test_missed_alerts_of_today_come_with_the_end_of_the_window(session: Session, settings: Settings) -> None:
    missed = sa.select(Alert.employee_id).where(Alert.kind == AlertKind.MISSED, Alert.status == AlertStatus.OPEN)
    with session.begin_nested() as savepoint:
        load(session, settings, MID_MORNING)
        assert set(session.scalars(missed)) == set()
        savepoint.rollback()
    load(session, settings, AFTER_ALL_WINDOWS)
    assert set(session.scalars(missed)) == {people.CALLER_ID, people.MISSING_TODAY_ID, people.HANG_UP_TODAY_ID}


def test_nobody_has_called_before_six(session: Session, settings: Settings) -> None:
    load(session, settings, BEFORE_ANYBODY)
    assert count(session, DailyCheckin.checkin_on == BEFORE_ANYBODY.date()) == 0


def test_blockers_are_open_at_different_ages_and_one_recurs(session: Session, settings: Settings) -> None:
    load(session, settings)
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


def test_messages_are_history_to_demo_addresses(session: Session, settings: Settings) -> None:
    load(session, settings)
    assert count(session, OutboxMessage.status == OutboxStatus.SENT) > 0
    assert count(session, OutboxMessage.status != OutboxStatus.SENT) == 0
    assert count(session, OutboxMessage.address.not_like("%@demo.example")) == 0


def test_each_kpi_of_a_technician_has_a_reading_for_every_week(session: Session, settings: Settings) -> None:
    load(session, settings)
    weeks = session.scalars(
        sa.select(sa.func.count()).select_from(KpiReading).group_by(KpiReading.employee_id, KpiReading.kpi_id)
    )
    assert set(weeks) == {26}


def test_goals_are_numbers_milestones_and_words(session: Session, settings: Settings) -> None:
    load(session, settings)
    profiles = list(session.scalars(sa.select(TechProfile)))
    numeric = [profile for profile in profiles if profile.goal_kpi_id]
    milestones = [profile for profile in profiles if profile.goal_milestones]
    words = [profile for profile in profiles if not profile.goal_kpi_id and not profile.goal_milestones]
    assert len(profiles) == 38
    assert [len(kind) > 0 for kind in (numeric, milestones, words)] == [True, True, True]
    assert len(numeric) > len(profiles) / 2


def test_two_loads_at_one_instant_are_equal(session: Session, settings: Settings) -> None:
    with session.begin_nested() as savepoint:
        load(session, settings)
        first = snapshot(session)
        savepoint.rollback()
    load(session, settings)
    assert snapshot(session) == first


def test_new_rows_follow_the_ids_of_the_demo(session: Session, settings: Settings) -> None:
    load(session, settings)
    assert make_employee(session, phone="+16305550177").id == 241


def test_a_database_with_people_is_refused(session: Session, settings: Settings) -> None:
    make_employee(session)
    with pytest.raises(NotAllowed, match="already holds people"):
        load(session, settings)


def test_production_is_refused(session: Session, settings: Settings) -> None:
    with pytest.raises(NotAllowed, match="never loaded in production"):
        load(session, replace(settings, app_env="production"))


@pytest.mark.parametrize("day", range(7))
def test_stories_hold_on_every_weekday(settings: Settings, day: int) -> None:
    now = MID_MORNING + timedelta(days=day)
    alerts = imagine(now=now, settings=settings).book.alerts
    burnout = {a["employee_id"] for a in alerts if a["kind"] is AlertKind.BURNOUT and a["status"] is AlertStatus.OPEN}
    assert burnout == set(people.BURNOUT_DAYS)
    assert [alert["id"] for alert in alerts if alert["opened_at"] > now] == []
