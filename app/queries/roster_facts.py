"""What today's board is made of: people, what they said, which calls logged nothing; each on their own local day.

A column that the viewer may not read is not in the statement. The records that come by the thousand are not frozen, as
the rows of the board.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from app.domain.checkins.fields import CallType, NotReadyReason
from app.domain.mornings.window import MorningWindow
from app.domain.permissions import Permission, Role
from app.domain.viewers import Viewer
from app.models import Call, CallOrigin, CallStatus, DailyCheckin, Employee, Team
from app.queries.employees import checkin_day_of, local_day
from app.queries.reach import visible_employees

ONE_MINUTE = sa.literal(timedelta(minutes=1), sa.Interval())
CALLS_WITHIN = timedelta(hours=26)
"""No local day began longer ago than this."""


@dataclass(slots=True, kw_only=True)
class BoardPerson:
    employee: Employee
    team: str | None


@dataclass(slots=True, kw_only=True)
class TodaysAnswers:
    """What a person has said on their own today, over all calls of the day; None is "not answered, or not readable"."""

    first_at: datetime | None = None
    """When the first check-in of the day was."""
    last_at: datetime | None = None
    call_type: CallType | None = None
    ready: bool | None = None
    reason: NotReadyReason | None = None
    out_until: date | None = None
    """The last day out, where they have said so."""
    arrives_at: datetime | None = None
    """When somebody who is late means to be there."""
    energy: int | None = None
    focus: str | None = None


@dataclass(frozen=True, kw_only=True)
class SilentCall:
    """A call that logged nothing."""

    begun_at: datetime
    ended: bool


def list_board_people(session: Session, viewer: Viewer, now: datetime) -> list[BoardPerson]:
    """Return the technicians who are expected to call, until their last day is over where they are."""
    return _list_people(session, is_on_board(now), Employee.id.in_(visible_employees(viewer)))


def list_people_of_page(session: Session, ids: Sequence[int]) -> list[BoardPerson]:
    """Return these people, whose ids were selected from a viewer's board."""
    return _list_people(session, Employee.id.in_(ids))


def is_on_board(now: datetime) -> sa.ColumnElement[bool]:
    has_left = Employee.ended_on < local_day(now)
    return sa.and_(Employee.role == Role.TECHNICIAN, Employee.active, Employee.expected_to_call, has_left.is_not(True))


def _list_people(session: Session, *which: sa.ColumnElement[bool]) -> list[BoardPerson]:
    query = (
        select(Employee, Team.name)
        .outerjoin(Team, Team.id == Employee.team_id)
        .where(*which)
        .order_by(Employee.name, Employee.id)
    )
    return [BoardPerson(employee=employee, team=team) for employee, team in session.execute(query)]


def todays_answers(
    session: Session, viewer: Viewer, ids: Sequence[int], *, window: MorningWindow, now: datetime
) -> dict[int, TodaysAnswers]:
    """Return by employee id what each person has said on their own today; who has not checked in is left out.

    `window` is the company's; a person may have their own.
    """
    checkins = (
        select(*_readable_answers(viewer))
        .join(Employee, Employee.id == DailyCheckin.employee_id)
        .where(DailyCheckin.employee_id.in_(ids), DailyCheckin.checkin_on == checkin_day_of(now, window))
        # Narrows the index first; the line above then asks for each person's own date.
        .where(DailyCheckin.checkin_on.between(now.date() - timedelta(days=2), now.date() + timedelta(days=1)))
        .order_by(DailyCheckin.timestamp, DailyCheckin.id)
    )
    answers: dict[int, dict[str, Any]] = {}
    for checkin in session.execute(checkins).mappings():
        _add_later_call(answers.setdefault(checkin["employee_id"], {"first_at": checkin["last_at"]}), checkin)
    return {person: TodaysAnswers(**said) for person, said in answers.items()}


def _readable_answers(viewer: Viewer) -> Iterator[sa.ColumnElement[Any]]:
    yield DailyCheckin.employee_id.label("employee_id")
    yield DailyCheckin.timestamp.label("last_at")
    yield DailyCheckin.call_type.label("call_type")
    yield DailyCheckin.ready_status.label("ready")
    yield DailyCheckin.not_ready_reason.label("reason")
    yield DailyCheckin.out_until.label("out_until")
    yield (DailyCheckin.timestamp + DailyCheckin.eta_minutes * ONE_MINUTE).label("arrives_at")
    if viewer.may(Permission.WELLBEING_READ):
        yield DailyCheckin.energy_level.label("energy")
    if viewer.may(Permission.COACHING_READ):
        yield DailyCheckin.focus_summary_5_words.label("focus")


def _add_later_call(answers: dict[str, Any], checkin: sa.RowMapping) -> None:
    """Take over what the later call of the day answers; what it leaves open stays as it was."""
    answers |= {name: value for name, value in checkin.items() if value is not None and name != "employee_id"}
    if checkin["ready"] is not None:  # the reason and the times belong to this answer, not to the one before
        answers |= {name: checkin[name] for name in ("reason", "out_until", "arrives_at")}


def todays_silent_calls(
    session: Session, ids: Sequence[int], *, window: MorningWindow, now: datetime
) -> dict[int, SilentCall]:
    """Return by employee id the latest call of the person's own today that logged nothing."""
    begun_at = sa.func.coalesce(Call.started_at, Call.created_at).label("begun_at")
    query = (
        select(Call.employee_id, begun_at, Call.status)
        .join(Employee, Employee.id == Call.employee_id)
        .where(Call.employee_id.in_(ids), Call.created_at >= now - CALLS_WITHIN, Call.origin == CallOrigin.TELEPHONE)
        .where(checkin_day_of(begun_at, window) == checkin_day_of(now, window))
        .where(~select(DailyCheckin.id).where(DailyCheckin.call_id == Call.id).exists())
        .ext(distinct_on(Call.employee_id))
        .order_by(Call.employee_id, begun_at.desc())
    )
    return {
        row.employee_id: SilentCall(begun_at=row.begun_at, ended=row.status is CallStatus.ENDED)
        for row in session.execute(query)
    }
