"""Alerts and their append-only timeline. Escalation state lives on the alert, so an acknowledgement stops the chain."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.alerts.kinds import AlertEventKind, AlertKind, AlertOutcome, AlertStatus
from app.models.base import Base
from app.models.words_hash import words_hash


class Alert(Base):
    __tablename__ = "alerts"
    __table_args__ = (
        # One live alert per cause; a resolved one leaves the key free for the next time.
        sa.Index(
            "uq_alerts_dedupe_key_live", "dedupe_key", unique=True, postgresql_where=sa.text("status <> 'resolved'")
        ),
        # The newest alert of a cause is asked for whether it is live or resolved.
        sa.Index("ix_alerts_dedupe_key", "dedupe_key"),
        sa.Index("ix_alerts_live", "status", "opened_at", postgresql_where=sa.text("status <> 'resolved'")),
        sa.Index(
            "ix_alerts_next_escalation_at",
            "next_escalation_at",
            postgresql_where=sa.text("next_escalation_at IS NOT NULL"),
        ),
        sa.Index("ix_alerts_employee_id_opened_at", "employee_id", "opened_at"),
        sa.Index("ix_alerts_opened_at", "opened_at"),
        # The list of blockers as it is sorted when it is opened; with it blockers are counted over days.
        sa.Index(
            "ix_alerts_blockers",
            sa.text("alert_on DESC NULLS LAST"),
            "id",
            postgresql_include=["employee_id"],
            postgresql_where=sa.text("kind = 'blocker'"),
        ),
        sa.Index(
            "ix_alerts_blockers_resolved",
            "resolved_at",
            "employee_id",
            postgresql_where=sa.text("kind = 'blocker' AND resolved_at IS NOT NULL"),
        ),
        # How many are closed: nearly all of them.
        sa.Index(
            "ix_alerts_blockers_closed",
            "employee_id",
            postgresql_where=sa.text("kind = 'blocker' AND status = 'resolved'"),
        ),
        # How often the same person reported the same.
        sa.Index(
            "ix_alerts_blockers_words",
            "employee_id",
            sa.text(f"({words_hash('note')})"),
            postgresql_where=sa.text("kind = 'blocker'"),
        ),
    )

    id: Mapped[int] = mapped_column(sa.Identity(), primary_key=True)
    rule_id: Mapped[str]
    """The rule that fired, e.g. ATTENDANCE-1."""
    kind: Mapped[AlertKind]
    status: Mapped[AlertStatus] = mapped_column(default=AlertStatus.OPEN)
    employee_id: Mapped[int | None] = mapped_column(sa.ForeignKey("employees.id"))
    """Whom it is about; null for an alert about the line, or about a caller who is not on file."""
    checkin_id: Mapped[int | None] = mapped_column(sa.ForeignKey("daily_checkins.id"), index=True)
    alert_on: Mapped[date]
    """The local date it is about."""
    dedupe_key: Mapped[str]
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    """The values and dates that fired the rule: the answer to "why?"."""
    note: Mapped[str | None]
    """The blocker in the technician's own words; of an alert about safety the place."""
    owner_id: Mapped[int | None] = mapped_column(sa.ForeignKey("employees.id"), index=True)
    owner_name: Mapped[str | None]
    """Who has it; also for somebody who acknowledged from a shared desk's link."""
    outcome: Mapped[AlertOutcome | None]
    outcome_note: Mapped[str | None]
    opened_at: Mapped[datetime]
    acknowledged_at: Mapped[datetime | None]
    resolved_at: Mapped[datetime | None]
    covered_at: Mapped[datetime | None]
    """When an outcome was first recorded: time to cover."""
    escalation_step: Mapped[int] = mapped_column(default=0)
    next_escalation_at: Mapped[datetime | None]
    snoozed_until: Mapped[datetime | None]
    news_told_at: Mapped[datetime | None]
    """When the technician heard on the phone what became of the blocker."""


class AlertEvent(Base):
    __tablename__ = "alert_events"
    __table_args__ = (sa.Index("ix_alert_events_alert_id_at", "alert_id", "at"),)

    id: Mapped[int] = mapped_column(sa.Identity(), primary_key=True)
    alert_id: Mapped[int] = mapped_column(sa.ForeignKey("alerts.id"))
    at: Mapped[datetime]
    event: Mapped[AlertEventKind]
    actor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("employees.id"))
    actor_name: Mapped[str | None]
    note: Mapped[str | None]
    data: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
