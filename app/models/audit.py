"""Audit events: who looked at or changed what, and when. Rows are only ever added.

The table is divided by month, and what is past its term goes by whole months (app/services/audit_parts.py). The parts
belong to the database alone; a unique key of the whole has to hold the time.
"""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class AuditEvent(Base):
    __tablename__ = "audit_events"
    __table_args__ = (
        sa.Index("ix_audit_events_at", "at"),
        sa.Index("ix_audit_events_subject_id_at", "subject_id", "at"),
        {"postgresql_partition_by": "RANGE (at)"},
    )

    id: Mapped[int] = mapped_column(sa.BigInteger, sa.Identity(), primary_key=True)
    at: Mapped[datetime] = mapped_column(primary_key=True)
    actor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("employees.id"), index=True)
    action: Mapped[str]
    """`resource.verb`: technician_page.read, user.signed_in, profile.changed …"""
    subject_id: Mapped[int | None] = mapped_column(sa.ForeignKey("employees.id"))
    detail: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
