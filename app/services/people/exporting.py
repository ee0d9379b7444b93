"""Everything that is on record about one person, as the tables hold it: for the person, not about others."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.models import Employee
from app.queries.personal_data import HELD
from app.services.audit import record_audit

Rows = Sequence[Mapping[str, Any]]


def export_person(session: Session, employee_id: int, *, actor_id: int | None, now: datetime) -> dict[str, Rows]:
    """Return by table the rows about the person, private notes too; tables without any are left out. Audited."""
    if session.get(Employee, employee_id) is None:
        raise NotFound("Nobody in the directory has this number.")
    tables: dict[str, Rows] = {}
    for held in HELD:
        if held.exported and (rows := session.execute(held.rows(employee_id)).mappings().all()):
            tables[str(held.table.__tablename__)] = [dict(row) for row in rows]
    record_audit(session, actor_id=actor_id, action="person.exported", subject_id=employee_id, now=now)
    return tables
