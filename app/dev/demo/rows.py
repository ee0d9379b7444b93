"""From the imagined company to table rows, in bulk."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.dev.demo import people
from app.dev.demo.handling import Book
from app.dev.demo.kpis import KPIS
from app.dev.demo.messages import sent_messages
from app.dev.demo.people import DemoPerson
from app.dev.demo.profiles import DemoProfile, Readings
from app.dev.demo.stories import Past
from app.models import (
    Alert,
    AlertEvent,
    AuditEvent,
    Base,
    Call,
    CallStatus,
    DailyCheckin,
    Delegation,
    Employee,
    EmployeePhone,
    Employment,
    Goal,
    Kpi,
    KpiReading,
    OutboxMessage,
    ProfileChange,
    ReadingSource,
    Team,
    TechProfile,
    TimeOff,
    User,
)
from app.services.accounts.passwords import hash_password

TableRow = dict[str, Any]
ANSWERS = (
    "ready_status", "not_ready_reason", "energy_level", "blocker_present", "blocker_note", "primary_kpi",
    "kpi_action_today", "coach_prompt_used", "focus_summary_5_words", "goal_action_today",
    "last_commitment_done",
)  # fmt: skip
KEPT_LATER: tuple[type[Base], ...] = (AuditEvent, Delegation, EmployeePhone, Employment, Goal, ProfileChange)
"""Tables of `records.py`; numbered from one at each load."""


@dataclass(frozen=True, kw_only=True)
class DemoRows:
    staff: list[DemoPerson]
    pasts: list[Past]
    readings: dict[int, Readings]
    book: Book


def write_rows(session: Session, rows: DemoRows, *, now: datetime, password: str) -> None:
    staff = {person.id: person for person in rows.staff}
    tables: list[tuple[type[Base], list[TableRow]]] = [
        (Team, [{"id": team.id, "name": team.name} for team in people.TEAMS]),
        (Employee, [_employee(person, now) for person in rows.staff]),
        (User, list(_users(staff, password, now))),
        (Kpi, [_kpi(kpi) for kpi in KPIS]),
        (TechProfile, list(_profiles(rows.pasts, now))),
        (TimeOff, list(_time_off(rows.pasts, now))),
        (KpiReading, list(_kpi_readings(rows.readings))),
        (Call, list(_calls(rows.pasts))),
        (DailyCheckin, list(_checkins(rows.pasts))),
        (Alert, rows.book.alerts),
        (AlertEvent, rows.book.events),
        (OutboxMessage, sent_messages(rows.book.alerts, staff, now=now)),
    ]
    for model, values in tables:
        if values:
            # The table, not the class: the ORM would send rows with other empty columns apart, thousands of statements.
            table = Base.metadata.tables[model.__tablename__]
            session.execute(sa.insert(table), [{"id": number, **row} for number, row in enumerate(values, start=1)])
    written = (model for model, _ in tables if model not in {Call, OutboxMessage})
    for model in (*written, *KEPT_LATER):
        _move_sequence(session, model)


def _move_sequence(session: Session, model: type[Base]) -> None:
    """Let the next row of the app's own follow the highest id written here."""
    table = model.__tablename__
    sequence = sa.func.pg_get_serial_sequence(table, "id")
    highest = sa.select(sa.func.max(sa.column("id"))).select_from(sa.table(table)).scalar_subquery()
    following = sa.func.coalesce(highest, 0) + 1
    session.execute(sa.select(sa.func.setval(sequence, following, False)))  # noqa: FBT003 - the value is not used yet


def _employee(person: DemoPerson, now: datetime) -> TableRow:
    return {
        "id": person.id,
        "name": person.name,
        "email": person.email,
        "phone": person.phone,
        "role": person.role,
        "job_title": person.job_title,
        "team_id": person.team_id,
        "manager_id": person.manager_id,
        "timezone": person.timezone,
        "workdays": list(person.workdays),
        "started_on": person.started_on,
        "wants_morning_brief": person.wants_morning_brief,
        "dispatch_backup": person.dispatch_backup,
        **_stamps(now),
    }


def _users(staff: dict[int, DemoPerson], password: str, now: datetime) -> Iterator[TableRow]:
    password_hash = hash_password(password)
    for employee_id in people.SIGN_INS.values():
        yield {
            "employee_id": employee_id,
            "email": staff[employee_id].email,
            "password_hash": password_hash,
            **_stamps(now),
        }


def _kpi(kpi: Any) -> TableRow:
    return {name: getattr(kpi, name) for name in ("id", "name", "unit", "direction", "smallest_change")}


def _profiles(pasts: list[Past], now: datetime) -> Iterator[TableRow]:
    for past in pasts:
        if (profile := past.story.profile) is not None:
            yield {"employee_id": past.person.id, **_profile(profile), "created_at": now, "updated_at": now}


def _profile(profile: DemoProfile) -> TableRow:
    return {
        "gallup_strengths": list(profile.strengths),
        "personal_why": profile.personal_why,
        "current_90day_goal": profile.goal,
        "primary_kpi": profile.primary_kpi,
        "other_kpis": [kpi.name for kpi in profile.kpis[1:]],
        "goal_kpi_id": profile.goal_kpi_id,
        "goal_baseline": profile.goal_baseline,
        "goal_target": profile.goal_target,
        "goal_started_on": profile.goal_started_on,
        "goal_due_on": profile.goal_due_on,
        "goal_updated_at": datetime.combine(profile.goal_updated_on, time(16, 30), tzinfo=UTC),
        "goal_milestones": profile.milestones,
    }


def _time_off(pasts: list[Past], now: datetime) -> Iterator[TableRow]:
    for past in pasts:
        for absence in past.story.calendar.absences:
            yield {
                "employee_id": past.person.id,
                "starts_on": absence.starts_on,
                "ends_on": absence.ends_on,
                "kind": absence.kind,
                "created_by_id": past.person.manager_id,
                **_stamps(now),
            }


def _kpi_readings(readings: dict[int, Readings]) -> Iterator[TableRow]:
    for employee_id, by_kpi in readings.items():
        for kpi_id, by_day in by_kpi.items():
            for day, value in by_day.items():
                yield {
                    "employee_id": employee_id,
                    "kpi_id": kpi_id,
                    "read_on": day,
                    "value": value,
                    "source": ReadingSource.DEMO,
                }


def _calls(pasts: list[Past]) -> Iterator[TableRow]:
    for past in pasts:
        for morning in past.mornings:
            yield {
                "id": morning.call_id,
                "employee_id": past.person.id,
                "caller_masked": f"{past.person.phone[:8]}••••",
                "status": CallStatus.ENDED,
                "started_at": morning.at,
                "ended_at": morning.ended_at,
                "ended_reason": "assistant-ended-call" if morning.answers else "customer-ended-call",
                "duration_seconds": morning.duration_seconds,
                "report_received_at": morning.ended_at + timedelta(seconds=4),
                "created_at": morning.at,
            }


def _checkins(pasts: list[Past]) -> Iterator[TableRow]:
    for past in pasts:
        for morning in past.mornings:
            if morning.answers is None:
                continue
            yield {
                "id": past.checkin_ids[morning.call_id],
                "employee_id": past.person.id,
                "call_id": morning.call_id,
                "call_type": morning.answers["call_type"],
                "timestamp": morning.at,
                "checkin_on": morning.day,
                **{name: morning.answers.get(name) for name in ANSWERS},
                "call_completed": morning.answers["call_completed"],
                "duration_seconds": morning.duration_seconds,
                **_stamps(morning.ended_at),
            }


def _stamps(at: datetime) -> TableRow:
    return {"created_at": at, "updated_at": at}
