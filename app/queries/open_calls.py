"""The call that a message belongs to, as `sql/open_call.sql` writes, locks and returns it."""

from dataclasses import dataclass
from datetime import datetime

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
