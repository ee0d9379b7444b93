"""The transactional outbox: a message row commits with the fact that caused it, and only then is it sent.

1. A rule that fired and its messages stand or fall together; no queue can lose one in between.
2. Due-times are rows. The clock offers due rows to the workers, so an emptied Redis or a killed worker heals itself.
3. `dedupe_key` is the idempotency key: the same notice to the same person by the same channel exists once.
"""

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.messages.delivery import ChannelName
from app.models.base import Base


class OutboxStatus(StrEnum):
    PENDING = "pending"
    SENT = "sent"
    DEAD = "dead"
    """Given up after the last try; `flask outbox retry` offers it again."""
    CANCELLED = "cancelled"


class OutboxMessage(Base):
    __tablename__ = "outbox_messages"
    __table_args__ = (
        sa.Index("ix_outbox_messages_due", "available_at", postgresql_where=sa.text("status = 'pending'")),
        sa.Index("ix_outbox_messages_alert_id", "alert_id"),
        sa.Index("ix_outbox_messages_created_at", "created_at"),
        sa.Index("ix_outbox_messages_group_key_created_at", "group_key", "created_at"),
        sa.Index("ix_outbox_messages_sent_with_id", "sent_with_id"),
        sa.Index(
            "ix_outbox_messages_provider_reference",
            "provider_reference",
            postgresql_where=sa.text("provider_reference IS NOT NULL"),
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    alert_id: Mapped[int | None] = mapped_column(sa.ForeignKey("alerts.id"))
    kind: Mapped[str]
    """attendance, blocker, burnout, missed, line, brief, password_reset …"""
    recipient_id: Mapped[int | None] = mapped_column(sa.ForeignKey("employees.id"))
    route: Mapped[str | None]
    """`ops` or `dispatch` when it goes to a desk rather than a person."""
    channel: Mapped[ChannelName]
    address: Mapped[str]
    """E-mail, phone, or the masked name of a route's URL; the URL itself stays in the settings."""
    subject: Mapped[str]
    body_text: Mapped[str]
    body_html: Mapped[str | None]
    data: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    dedupe_key: Mapped[str] = mapped_column(unique=True)
    group_key: Mapped[str | None]
    """Rows of one key may be sent together; null: never grouped."""
    held_until: Mapped[datetime | None]
    """Set on a message that waits for the others of its group; null on the first, which goes at once."""
    sent_with_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("outbox_messages.id"))
    """The row whose message carries this one too. The same on every try, so that a retry repeats the same message."""
    urgent: Mapped[bool] = mapped_column(default=False)
    status: Mapped[OutboxStatus] = mapped_column(default=OutboxStatus.PENDING)
    attempts: Mapped[int] = mapped_column(default=0)
    available_at: Mapped[datetime]
    """Not before this; while claimed, the end of the lease."""
    claim_token: Mapped[uuid.UUID | None]
    claimed_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    provider_reference: Mapped[str | None]
    last_error: Mapped[str | None]
    created_at: Mapped[datetime]
