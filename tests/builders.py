"""Builders of rows for tests. Each fills in defaults, flushes the row and returns it.

Every builder takes any column of its model as an override. `NOW` is Tuesday 17 November 2026, 07:00 in Chicago.
"""

import functools
import itertools
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import phonenumbers
from argon2 import PasswordHasher
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind, AlertKind, AlertStatus
from app.domain.checkins.fields import CallType
from app.domain.figures.trends import TrendWord
from app.domain.messages.delivery import ChannelName
from app.domain.mornings.workdays import TimeOffKind
from app.domain.permissions import Role
from app.models import (
    Alert,
    AlertEvent,
    Base,
    Call,
    CallStatus,
    DailyCheckin,
    Delegation,
    Employee,
    Employment,
    Kpi,
    KpiDirection,
    KpiReading,
    LeftWord,
    OutboxMessage,
    OutboxStatus,
    Team,
    TechProfile,
    TimeOff,
    User,
    WeeklyRollup,
)

NOW = datetime(2026, 11, 17, 13, 0, tzinfo=UTC)
TODAY = date(2026, 11, 17)
PASSWORD = "correct horse battery staple"
"""The password of every user that `make_user` makes."""

Row = TypeVar("Row", bound=Base)
_numbers = itertools.count(1)
_phones = itertools.count()


def _add(session: Session, row: Row) -> Row:
    session.add(row)
    session.flush()
    return row


@functools.cache
def _area_codes() -> tuple[int, ...]:
    """The area codes that are in use, without those whose numbers tests write out."""
    written_out = {201, 202, 312, 512, 630, 773}
    return tuple(
        code
        for code in range(203, 990)
        if code not in written_out and phonenumbers.is_valid_number(phonenumbers.parse(f"+1{code}5550100"))
    )


def next_phone() -> str:
    """Return an unused, valid E.164 number in a 555-01xx range, whatever tests have run before."""
    area, line = divmod(next(_phones), 100)
    return f"+1{_area_codes()[area % len(_area_codes())]}55501{line:02}"


def make_team(session: Session, **overrides: Any) -> Team:
    return _add(session, Team(**{"name": f"Team {next(_numbers)}"} | overrides))


def make_employee(session: Session, **overrides: Any) -> Employee:
    """Make an active technician in Chicago, Monday to Friday, without team or manager."""
    number = next(_numbers)
    defaults: dict[str, Any] = {
        "name": f"Technician {number}",
        "email": f"person{number}@demo.example",
        "phone": next_phone(),
        "role": Role.TECHNICIAN,
        "job_title": "Field technician",
        "timezone": "America/Chicago",
        "workdays": [1, 2, 3, 4, 5],
        "started_on": date(2024, 1, 8),
    }
    return _add(session, Employee(**defaults | overrides))


def make_employment(session: Session, employee: Employee, **overrides: Any) -> Employment:
    """Make a past or planned row that says what holds now, from `starts_on` on, unless it is told otherwise."""
    columns = {column.name for column in Employment.__table__.c} & {column.name for column in Employee.__table__.c}
    same = {name: getattr(employee, name) for name in columns - {"id", "created_at", "updated_at"}}
    return _add(
        session, Employment(**{"employee_id": employee.id, "starts_on": employee.started_on} | same | overrides)
    )


def make_delegation(session: Session, manager: Employee, delegate: Employee, **overrides: Any) -> Delegation:
    """Make a delegation of one day, `TODAY`."""
    defaults = {"manager_id": manager.id, "delegate_id": delegate.id, "starts_on": TODAY, "ends_on": TODAY}
    return _add(session, Delegation(**defaults | overrides))


def make_profile(session: Session, employee: Employee, **overrides: Any) -> TechProfile:
    defaults: dict[str, Any] = {
        "employee_id": employee.id,
        "gallup_strengths": ["Achiever", "Relator", "Focus"],
        "personal_why": "Coach my daughter's team on weekday evenings.",
        "current_90day_goal": "Cut callbacks from 6 to 3 a week.",
        "primary_kpi": "First-time fix rate",
    }
    return _add(session, TechProfile(**defaults | overrides))


def make_call(session: Session, employee: Employee | None = None, **overrides: Any) -> Call:
    """Make an ended call of 80 seconds that began at `NOW`, of an unknown caller unless one is given."""
    started_at = overrides.get("started_at", NOW)
    defaults: dict[str, Any] = {
        "id": f"call-{next(_numbers)}",
        "employee_id": employee.id if employee else None,
        "caller_masked": f"{employee.phone[:8]}••••" if employee and employee.phone else "",
        "status": CallStatus.ENDED,
        "started_at": started_at,
        "ended_at": started_at + timedelta(seconds=80),
        "ended_reason": "assistant-ended-call",
        "duration_seconds": 80,
        "created_at": started_at,
    }
    return _add(session, Call(**defaults | overrides))


def make_checkin(session: Session, employee: Employee, **overrides: Any) -> DailyCheckin:
    """Make a completed check-in, ready with energy 4, with a call of its own unless `call_id` is given."""
    at = overrides.get("timestamp", NOW)
    if "call_id" not in overrides:
        overrides = overrides | {"call_id": make_call(session, employee, started_at=at).id}
    defaults: dict[str, Any] = {
        "employee_id": employee.id,
        "call_type": CallType.DAILY_CHECKIN,
        "timestamp": at,
        "checkin_on": at.astimezone(ZoneInfo(employee.timezone)).date(),
        "ready_status": True,
        "energy_level": 4,
        "blocker_present": False,
        "call_completed": True,
        "duration_seconds": 80,
    }
    return _add(session, DailyCheckin(**defaults | overrides))


def make_time_off(session: Session, employee: Employee, **overrides: Any) -> TimeOff:
    """Make one day of vacation on `TODAY`."""
    starts_on = overrides.get("starts_on", TODAY)
    defaults: dict[str, Any] = {
        "employee_id": employee.id,
        "starts_on": starts_on,
        "ends_on": starts_on,
        "kind": TimeOffKind.VACATION,
    }
    return _add(session, TimeOff(**defaults | overrides))


def make_left_word(session: Session, employee: Employee, author: Employee, **overrides: Any) -> LeftWord:
    """Make words that were left at `NOW` for the next call."""
    defaults: dict[str, Any] = {
        "employee_id": employee.id,
        "author_id": author.id,
        "words": "nice work at Harlan",
        "by_text": False,
        "created_at": NOW,
    }
    return _add(session, LeftWord(**defaults | overrides))


def make_alert(session: Session, employee: Employee | None = None, **overrides: Any) -> Alert:
    """Make an open attendance alert, opened at `NOW`, about the employee or about the line."""
    kind = AlertKind(overrides.get("kind", AlertKind.ATTENDANCE))
    number = next(_numbers)
    defaults: dict[str, Any] = {
        "rule_id": f"{kind.upper()}-1",
        "kind": kind,
        "status": AlertStatus.OPEN,
        "employee_id": employee.id if employee else None,
        "alert_on": TODAY,
        "dedupe_key": f"{kind}:{number}",
        "facts": {},
        "opened_at": NOW,
    }
    return _add(session, Alert(**defaults | overrides))


def make_alert_event(session: Session, alert: Alert, **overrides: Any) -> AlertEvent:
    defaults: dict[str, Any] = {"alert_id": alert.id, "at": NOW, "event": AlertEventKind.RAISED}
    return _add(session, AlertEvent(**defaults | overrides))


@functools.cache
def _password_hash(password: str) -> str:
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(password)


def make_user(session: Session, employee: Employee | None = None, **overrides: Any) -> User:
    """Make a sign-in with `PASSWORD`, of a new employee with `role=` (a manager by default) unless one is given."""
    role = overrides.pop("role", Role.MANAGER)
    password = overrides.pop("password", PASSWORD)
    employee = employee or make_employee(session, role=role, name=f"{role.title()} {next(_numbers)}")
    defaults: dict[str, Any] = {
        "employee_id": employee.id,
        "email": (employee.email or f"user{next(_numbers)}@demo.example").lower(),
        "password_hash": _password_hash(password),
    }
    return _add(session, User(**defaults | overrides))


def make_kpi(session: Session, **overrides: Any) -> Kpi:
    defaults: dict[str, Any] = {
        "name": f"KPI {next(_numbers)}",
        "unit": "%",
        "direction": KpiDirection.HIGHER,
        "smallest_change": Decimal(2),
    }
    return _add(session, Kpi(**defaults | overrides))


def make_reading(session: Session, employee: Employee, kpi: Kpi, **overrides: Any) -> KpiReading:
    defaults: dict[str, Any] = {"employee_id": employee.id, "kpi_id": kpi.id, "read_on": TODAY, "value": Decimal(80)}
    return _add(session, KpiReading(**defaults | overrides))


def make_message(session: Session, **overrides: Any) -> OutboxMessage:
    """Make a pending e-mail that is due at `NOW`."""
    defaults: dict[str, Any] = {
        "kind": AlertKind.ATTENDANCE,
        "channel": ChannelName.EMAIL,
        "address": "dispatch@demo.example",
        "subject": "Ana Ruiz is not coming in",
        "body_text": "Ana Ruiz is not coming in today.",
        "dedupe_key": f"message-{next(_numbers)}",
        "status": OutboxStatus.PENDING,
        "available_at": NOW,
        "created_at": NOW,
    }
    return _add(session, OutboxMessage(**defaults | overrides))


def make_rollup(session: Session, employee: Employee, **overrides: Any) -> WeeklyRollup:
    """Make the finished, calm week of 9 November 2026: five of five, energy 4 each day."""
    defaults: dict[str, Any] = {
        "employee_id": employee.id,
        "week_start": date(2026, 11, 9),
        "team_id": employee.team_id,
        "manager_id": employee.manager_id,
        "finished": True,
        "days_counted": 7,
        "checkins_done": 5,
        "checkins_extra": 0,
        "workdays_expected": 5,
        "ops_only_count": 0,
        "missed_on": [],
        "energy_mean": Decimal(4),
        "energy_min": 4,
        "energy_sum": 20,
        "energy_readings": 5,
        "low_energy_days": 0,
        "energies": [4, 4, 4, 4, 4, None, None],
        "energy_before_sum": 80,
        "energy_before_readings": 20,
        "burnout_indicator": False,
        "kpi_trend": TrendWord.NO_DATA,
        "kpi_weeks": 0,
        "goal_stale": False,
        "kpi_actions_count": 5,
        "goal_actions_count": 4,
        "calls_count": 5,
        "call_seconds": 400,
        "blockers_raised": 0,
        "blockers_open": 0,
        "open_blockers": [],
        "repeated_blockers": [],
        "flags": [],
        "flag_facts": {},
        "computed_at": NOW,
    }
    return _add(session, WeeklyRollup(**defaults | overrides))
