"""Calls as they begin, go on and end. Messages come twice, late and in any order; an ended call stays ended."""

from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Call, CallOrigin, CallStatus, DailyCheckin, ToolResult
from app.queries.open_calls import PERSON_LOCK, OpenCall
from app.queries.sql_files import run
from app.queries.tool_results import ToolCallKey, ToolTime
from app.services.audit import record_audit


@dataclass(frozen=True)
class CallEnd:
    """What telephony says about the end of a call; None is "not said"."""

    ended_reason: str | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    duration_seconds: int | None = None
    cost_usd: Decimal | None = None
    turn_ms: int | None = None


def open_call(
    session: Session,
    *,
    call_id: str,
    employee_id: int | None,
    caller_masked: str,
    origin: CallOrigin = CallOrigin.TELEPHONE,
    now: datetime,
) -> OpenCall:
    """Write the call if it is new, and lock it with its person: what either says is worked on one after the other."""
    given = {
        "call_id": call_id,
        "origin": origin.value,
        "employee_id": employee_id,
        "caller_masked": caller_masked,
        "now": now,
        "lock": PERSON_LOCK,
    }
    row = run(session, "open_call", given).one()
    return OpenCall(
        id=row.id,
        employee_id=row.employee_id,
        quiet=row.quiet,
        started_at=row.started_at,
        report_received_at=row.report_received_at,
        duration_seconds=row.duration_seconds,
    )


def record_call(
    session: Session,
    *,
    call_id: str,
    employee_id: int | None,
    caller_masked: str,
    origin: CallOrigin = CallOrigin.TELEPHONE,
    now: datetime,
) -> Call:
    """Do what `open_call` does, and return the row, to be changed."""
    open_call(session, call_id=call_id, employee_id=employee_id, caller_masked=caller_masked, origin=origin, now=now)
    return session.get_one(Call, call_id, populate_existing=True)


def begin_typed_call(
    session: Session, *, call_id: str, employee_id: int, typed_by_id: int, quiet: bool, now: datetime
) -> None:
    """Write a call that somebody holds by typing before it rings, with a line of who did it."""
    session.add(
        Call(
            id=call_id,
            employee_id=employee_id,
            status=CallStatus.IN_PROGRESS,
            started_at=now,
            typed_by_id=typed_by_id,
            quiet=quiet,
            created_at=now,
        )
    )
    detail = {"call_id": call_id, "quiet": quiet}
    record_audit(session, actor_id=typed_by_id, action="call.typed", subject_id=employee_id, detail=detail, now=now)
    session.flush()


def end_call(session: Session, call: Call, end: CallEnd, *, reported: bool, now: datetime) -> None:
    """Close the call. `reported`: the end-of-call report speaks, whose figures replace earlier ones."""
    call.status = CallStatus.ENDED
    call.ended_reason = end.ended_reason or call.ended_reason
    call.started_at = end.started_at or call.started_at
    call.ended_at = end.ended_at or call.ended_at or now
    if not reported:
        return
    call.report_received_at = call.report_received_at or now
    call.cost_usd = call.cost_usd if end.cost_usd is None else end.cost_usd
    call.turn_ms = call.turn_ms if end.turn_ms is None else end.turn_ms
    if end.duration_seconds is not None:
        call.duration_seconds = end.duration_seconds
        checkin = session.scalar(select(DailyCheckin).where(DailyCheckin.call_id == call.id))
        if checkin is not None:
            checkin.duration_seconds = end.duration_seconds


def keep_tool_result(
    session: Session, key: ToolCallKey, *, result: str, time: ToolTime | None = None, now: datetime
) -> None:
    timed = {"tool": time.tool, "answered_ms": time.waited_ms()} if time else {}
    session.add(ToolResult(**asdict(key), result=result, **timed, created_at=now))
