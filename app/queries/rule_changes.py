"""The rules as they were changed: what holds at a moment, and who changed what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from app.models import AuditEvent, Employee, RuleChange

CHANGED = "rule.changed"
"""The act in the audit log."""


@dataclass(frozen=True, kw_only=True)
class RuleHistory:
    at: datetime
    actor: str | None
    detail: dict[str, Any]
    """`rule`, `before`, `after`."""


def read_rules(session: Session, *, at: datetime) -> dict[str, str]:
    """Return by rule the text that holds at that moment; rules without a change until then are left out."""
    query = (
        sa.select(RuleChange.name, RuleChange.value)
        .where(RuleChange.starts_at <= at)
        .ext(distinct_on(RuleChange.name))
        .order_by(RuleChange.name, RuleChange.starts_at.desc(), RuleChange.id.desc())
    )
    return {row.name: row.value for row in session.execute(query)}


def read_rules_before_changes(session: Session, *, at: datetime) -> dict[str, str]:
    """Return by rule what it was before its first change, where that came after the moment."""
    query = (
        sa.select(RuleChange.name, RuleChange.before, RuleChange.starts_at)
        .ext(distinct_on(RuleChange.name))
        .order_by(RuleChange.name, RuleChange.starts_at, RuleChange.id)
    )
    return {row.name: row.before for row in session.execute(query) if row.starts_at > at}


def list_rule_history(session: Session, *, most: int = 50) -> Sequence[RuleHistory]:
    """Return the latest changes first."""
    query = (
        sa.select(AuditEvent.at, Employee.name.label("actor"), AuditEvent.detail)
        .outerjoin(Employee, Employee.id == AuditEvent.actor_id)
        .where(AuditEvent.action == CHANGED)
        .order_by(AuditEvent.id.desc())
        .limit(most)
    )
    return [RuleHistory(at=row.at, actor=row.actor, detail=row.detail) for row in session.execute(query)]
