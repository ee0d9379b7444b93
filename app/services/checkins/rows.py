"""The row of a check-in as it was decided, written past the ORM in one statement."""

from datetime import datetime

from sqlalchemy.orm import Session
from sqlalchemy.orm.util import identity_key

from app.domain.checkins.log_decision import ANSWER_COLUMNS, SavedRow
from app.models import DailyCheckin
from app.queries.log_facts import writing
from app.queries.tool_results import ToolCallKey, ToolTime


def write_checkin(
    session: Session,
    row: SavedRow,
    *,
    call_id: str,
    employee_id: int,
    key: ToolCallKey | None = None,
    result: str | None = None,
    time: ToolTime | None = None,
    now: datetime,
) -> int:
    """Write the row of the call and, with a `key`, what the tool call was answered; return the row's id."""
    given = {
        **dict.fromkeys(ANSWER_COLUMNS),
        **row.answers,
        "call_completed": row.call_completed,
        "stopped_at": row.stopped_at,
        "duration_seconds": row.duration_seconds,
        "report_fields": list(row.report_fields),
        "updated_at": now,
        "employee_id": employee_id,
        "call_id": call_id,
        "timestamp": row.timestamp,
        "checkin_on": row.checkin_on,
        "created_at": now,
        "tool_call_id": key.tool_call_id if key else None,
        "digest": key.arguments_digest if key else None,
        "result": result,
        "tool": time.tool if time else None,
        "answered_ms": time.waited_ms() if time else None,
    }
    checkin_id: int = session.connection().execute(writing(), given).scalar_one()
    _forget_loaded(session, checkin_id)
    return checkin_id


def _forget_loaded(session: Session, checkin_id: int) -> None:
    """Let the session read the row anew where it has it already."""
    loaded = session.identity_map.get(identity_key(DailyCheckin, checkin_id))
    if loaded is not None:
        session.expire(loaded)
