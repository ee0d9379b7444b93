"""Calls as the telephone network and Vapi report them, and the tool results that make redelivery harmless."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class CallStatus(StrEnum):
    IN_PROGRESS = "in_progress"
    ENDED = "ended"


class CallOrigin(StrEnum):
    """By which way a check-in came to us."""

    TELEPHONE = "telephone"
    WEB_LINK = "web link"
    """The form behind the link of a reminder."""
    TEXT = "text message"
    """Replies to the number that texts are sent from; those of one day are one call."""


class Call(Base):
    __tablename__ = "calls"
    __table_args__ = (
        sa.CheckConstraint("duration_seconds >= 0", name="duration_not_negative"),
        sa.Index("ix_calls_employee_id_created_at", "employee_id", "created_at"),
        sa.Index("ix_calls_created_at", "created_at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    """Vapi's call id; for a body without one, `tool:<toolCallId>`; of a form or of texts, the person and the day."""
    origin: Mapped[CallOrigin] = mapped_column(default=CallOrigin.TELEPHONE, server_default=CallOrigin.TELEPHONE.value)
    employee_id: Mapped[int | None] = mapped_column(sa.ForeignKey("employees.id"))
    """Who called, by the number the network gave; null for an unknown caller."""
    caller_masked: Mapped[str] = mapped_column(default="")
    """`+1312555••••`: enough to recognise a line, not to store a stranger's number."""
    status: Mapped[CallStatus] = mapped_column(default=CallStatus.IN_PROGRESS)
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_reason: Mapped[str | None]
    """Vapi's endedReason, an open set."""
    duration_seconds: Mapped[int | None]
    report_received_at: Mapped[datetime | None]
    cost_usd: Mapped[Decimal | None] = mapped_column(sa.Numeric(10, 4))
    """What Vapi's report says that the call cost; null where it does not say."""
    turn_ms: Mapped[int | None]
    """From the caller's last word to the answer's first, on average over the call's turns, as Vapi measured it."""
    context_ms: Mapped[int | None]
    """How long our answer to get_tech_checkin_context took."""
    typed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("employees.id"))
    """Who held it by typing on the page Try a call; null for a call of the telephone."""
    quiet: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    """Typed, and to tell nobody: no message goes out, and no news about blockers is used up."""
    created_at: Mapped[datetime] = mapped_column(server_default=sa.func.now())


class ToolResult(Base):
    """What a tool call was answered. The same call delivered again gets the same words and changes nothing."""

    __tablename__ = "tool_results"

    call_id: Mapped[str] = mapped_column(sa.ForeignKey("calls.id", ondelete="CASCADE"), primary_key=True)
    tool_call_id: Mapped[str] = mapped_column(primary_key=True)
    arguments_digest: Mapped[str] = mapped_column(primary_key=True)
    """SHA-256 of the arguments: models do reuse ids, and a correction under an old id must not be dropped."""
    tool: Mapped[str | None]
    """Null in a row of a form or a text, which no tool answered."""
    answered_ms: Mapped[int | None]
    """From the arrival of the message to our decision; null for one that waited in the journal."""
    result: Mapped[str]
    created_at: Mapped[datetime]
