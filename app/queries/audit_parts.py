"""The parts of the audit log's table: which there are, what waits in that of the rest, and whose lines must stay."""

from datetime import UTC
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.audit_months import FOR_THE_REST, AuditMonth
from app.models import AuditEvent, Employee

_PARTS = sa.text(
    "SELECT relname FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid "
    "WHERE inhparent = 'audit_events'::regclass ORDER BY relname"
)
_GRANTS = sa.text(
    "SELECT DISTINCT CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END "
    "FROM pg_class, aclexplode(relacl) WHERE pg_class.oid = CAST(:part AS regclass) AND grantee <> relowner"
)


def list_audit_months(session: Session) -> list[AuditMonth]:
    """Return the months that have a part, the oldest first."""
    months = (AuditMonth.of_part(name) for name in session.scalars(_PARTS))
    return sorted(month for month in months if month is not None)


def months_in_the_rest(session: Session) -> list[AuditMonth]:
    """Return the months of lines that have no part of their own."""
    rest: Any = sa.table(FOR_THE_REST, sa.column("at", sa.DateTime(timezone=True)))
    month = sa.func.date_trunc("month", rest.c.at, "UTC")
    return [AuditMonth.of(at.astimezone(UTC)) for at in session.scalars(sa.select(month).distinct().order_by(month))]


def count_lines(session: Session, month: AuditMonth) -> int:
    return session.scalar(sa.select(sa.func.count()).where(*_within(month))) or 0


def held_people(session: Session, month: AuditMonth) -> list[int]:
    """Return the numbers of people on legal hold who did something in the month, or to whom something was done."""
    theirs = sa.or_(AuditEvent.subject_id == Employee.id, AuditEvent.actor_id == Employee.id)
    lines = sa.select(AuditEvent.id).where(theirs, *_within(month)).correlate(Employee)
    query = sa.select(Employee.id).where(Employee.legal_hold, lines.exists()).order_by(Employee.id)
    return list(session.scalars(query))


def roles_with_rights(session: Session, part: str) -> list[str]:
    """Return who but the owner has a right to this part itself, quoted for SQL."""
    return list(session.scalars(_GRANTS, {"part": part}))


def _within(month: AuditMonth) -> tuple[sa.ColumnElement[bool], ...]:
    return AuditEvent.at >= month.starts_at, AuditEvent.at < month.ends_at
