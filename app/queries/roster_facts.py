"""What today's board is made of: people, what they said, which calls logged nothing; each on their own local day.

A column that the viewer may not read is not in the statement.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from app.domain.permissions import Permission, Role
from app.domain.viewers import Viewer
from app.models import Call, CallStatus, DailyCheckin, Employee, Team
from app.queries.reach import visible_employees

CALLS_WITHIN = timedelta(hours=26)
"""No local day began longer ago than this."""


@dataclass(frozen=True)
class BoardPerson:
    employee: Employee
    team: str | None


def list_board_people(session: Session, viewer: Viewer) -> list[BoardPerson]:
    query = (
        select(Employee, Team.name)
        .outerjoin(Team, Team.id == Employee.team_id)
        .where(Employee.role == Role.TECHNICIAN, Employee.active, Employee.id.in_(visible_employees(viewer)))
        .order_by(Employee.name, Employee.id)
    )
    return [BoardPerson(employee, team) for employee, team in session.execute(query)]


def _local_day(now: datetime) -> sa.ColumnElement[date]:
    return sa.cast(sa.func.timezone(Employee.timezone, sa.literal(now, sa.DateTime(timezone=True))), sa.Date)


def todays_checkins(session: Session, viewer: Viewer, ids: Sequence[int], now: datetime) -> dict[int, dict[str, Any]]:
    """Return what each person has said on their own today, `first_at` being when they first called.

    A later call replaces what it answers and erases nothing, as the calls of one day do on the person's page.
    """
    columns: list[Any] = [
        DailyCheckin.employee_id,
        DailyCheckin.timestamp,
        DailyCheckin.call_type,
        DailyCheckin.ready_status,
        DailyCheckin.not_ready_reason,
    ]
    if viewer.may(Permission.WELLBEING_READ):
        columns.append(DailyCheckin.energy_level)
    if viewer.may(Permission.COACHING_READ):
        columns.append(DailyCheckin.focus_summary_5_words)
    query = (
        select(*columns)
        .join(Employee, Employee.id == DailyCheckin.employee_id)
        .where(DailyCheckin.employee_id.in_(ids), DailyCheckin.checkin_on == _local_day(now))
        # Narrows the index first; the line above then asks for each person's own date.
        .where(DailyCheckin.checkin_on.between(now.date() - timedelta(days=1), now.date() + timedelta(days=1)))
        .order_by(DailyCheckin.timestamp, DailyCheckin.id)
    )
    said: dict[int, dict[str, Any]] = {}
    for call in map(dict, session.execute(query).mappings()):
        before = said.get(call["employee_id"], {"first_at": call["timestamp"], "ready_status": None})
        said[call["employee_id"]] = _joined(before, call)
    return said


def _joined(before: Mapping[str, Any], call: Mapping[str, Any]) -> dict[str, Any]:
    answers = {name: value for name, value in call.items() if value is not None}
    if "ready_status" in answers:  # the reason belongs to this answer, not to the one before
        answers["not_ready_reason"] = call["not_ready_reason"]
    return {**before, **answers}


def todays_silent_calls(session: Session, ids: Sequence[int], now: datetime) -> dict[int, tuple[datetime, bool]]:
    """Return for each person the latest call of their own today that logged nothing, and whether it has ended."""
    begun_at = sa.func.coalesce(Call.started_at, Call.created_at)
    query = (
        select(Call.employee_id, begun_at, Call.status)
        .join(Employee, Employee.id == Call.employee_id)
        .where(Call.employee_id.in_(ids), Call.created_at >= now - CALLS_WITHIN)
        .where(sa.cast(sa.func.timezone(Employee.timezone, begun_at), sa.Date) == _local_day(now))
        .where(~select(DailyCheckin.id).where(DailyCheckin.call_id == Call.id).exists())
        .ext(distinct_on(Call.employee_id))
        .order_by(Call.employee_id, begun_at.desc())
    )
    return {person: (at, status is CallStatus.ENDED) for person, at, status in session.execute(query) if person}
