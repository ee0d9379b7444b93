"""The facts for the answers of a call, read in one statement; and the statement that writes the row made of them."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.checkins.log_decision import ANSWER_COLUMNS, LogFacts, SavedRow
from app.models import DailyCheckin
from app.queries.sql_files import run
from app.queries.tool_results import ToolCallKey

CHANGING = (*ANSWER_COLUMNS, "call_completed", "stopped_at", "duration_seconds", "report_fields", "updated_at")
"""What a later answer of the same call replaces."""


def read_log_facts(
    session: Session,
    *,
    call_id: str,
    employee_id: int,
    day: date,
    key: ToolCallKey | None = None,
    reported_duration: int | None = None,
    low_energy: int,
    now: datetime,
) -> LogFacts:
    """Read what an answer of this call has to be judged by.

    `day`: of a check-in that is not begun yet. `low_energy`: the threshold of BURNOUT-1.
    """
    given = {
        "call_id": call_id,
        "employee_id": employee_id,
        "day": day,
        "low_energy": low_energy,
        "tool_call_id": key.tool_call_id if key else None,
        "digest": key.arguments_digest if key else None,
    }
    found = run(session, "log_facts", given).mappings().one()
    return LogFacts(
        row=_saved_row(found) if found["id"] else SavedRow(timestamp=now, checkin_on=day, answers={}),
        reported_duration=reported_duration,
        earlier_result=found["earlier_result"],
        profile_name=found["profile_name"],
        may_alert_already=found["may_alert_already"],
        has_alerts=found["has_alerts"],
        is_reported_out=found["is_reported_out"],
        has_words_waiting=found["has_words_waiting"],
    )


@cache
def writing() -> sa.TextClause:
    """Return the statement that writes a check-in and, where it has a key, what the tool call was answered."""
    columns = ("employee_id", "call_id", "timestamp", "checkin_on", "created_at", *CHANGING)
    return sa.text(
        f"""
        WITH checkin AS (
            INSERT INTO daily_checkins ({", ".join(columns)})
            VALUES ({", ".join(f":{name}" for name in columns)})
            ON CONFLICT (call_id) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in CHANGING)}
            RETURNING id
        ), answered AS (
            INSERT INTO tool_results (call_id, tool_call_id, arguments_digest, result, tool, answered_ms, created_at)
            SELECT :call_id, :tool_call_id, :digest, :result, :tool, CAST(:answered_ms AS integer), :created_at
            WHERE CAST(:tool_call_id AS text) IS NOT NULL
        )
        SELECT id FROM checkin
        """  # noqa: S608 - names of columns only
    )


def _saved_row(found: sa.RowMapping) -> SavedRow:
    kinds = _kinds()
    values = {
        name: kinds[name](value) if name in kinds else value
        for name in (*ANSWER_COLUMNS, "stopped_at")
        if (value := found[name]) is not None
    }
    stopped_at = values.pop("stopped_at", None)
    return SavedRow(
        timestamp=found["timestamp"],
        checkin_on=found["checkin_on"],
        answers=values,
        call_completed=found["call_completed"],
        stopped_at=stopped_at,
        duration_seconds=found["duration_seconds"],
        report_fields=found["report_fields"],
    )


@cache
def _kinds() -> Mapping[str, Any]:
    """Return the enum of each column that has one: a statement in plain SQL returns its words."""
    columns = DailyCheckin.__table__.columns
    return {column.name: column.type.enum_class for column in columns if isinstance(column.type, sa.Enum)}
