"""The call that a message belongs to, written and locked in one statement."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.models import CallOrigin
from app.queries.sql_files import statement

PERSON_LOCK = "answers of "
"""With an employee's id, the name of the advisory lock under which a person's answers are worked on."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenCall:
    """`calls`, as far as answers concern it. Its row and its person are locked until the transaction ends."""

    id: str
    employee_id: int | None
    quiet: bool
    started_at: datetime | None
    report_received_at: datetime | None
    duration_seconds: int | None


def open_call(
    session: Session, *, call_id: str, employee_id: int | None, caller_masked: str, origin: CallOrigin, now: datetime
) -> OpenCall:
    """Write the call if it is new, and lock it."""
    given = {
        "call_id": call_id,
        "origin": origin.value,
        "employee_id": employee_id,
        "caller_masked": caller_masked,
        "now": now,
        "lock": PERSON_LOCK,
    }
    session.flush()
    row = session.connection().execute(statement("open_call"), given).one()
    return OpenCall(
        id=row.id,
        employee_id=row.employee_id,
        quiet=row.quiet,
        started_at=row.started_at,
        report_received_at=row.report_received_at,
        duration_seconds=row.duration_seconds,
    )
