"""Work that takes longer than a request: asked for on a page, done by a worker, its progress and result kept here."""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.long_jobs import JobKind, JobState
from app.models.base import Base


class LongJob(Base):
    __tablename__ = "long_jobs"
    __table_args__ = (
        sa.Index(
            "uq_long_jobs_live_key", "key", unique=True, postgresql_where=sa.text("state IN ('waiting', 'running')")
        ),
        sa.Index("ix_long_jobs_requested_at", "requested_at"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    kind: Mapped[JobKind]
    key: Mapped[str]
    """What a second request for the same work has in common with the first, e.g. the hash of a file."""
    title: Mapped[str]
    """What it works on, as a page shows it: the name of a file, a week."""
    state: Mapped[JobState] = mapped_column(default=JobState.WAITING)
    arguments: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    requested_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("employees.id"), index=True)
    """None: the clock or the command line."""
    requested_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]
    """The last sign of the worker that has it; an old one means that the worker is gone."""
    finished_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int | None]
    """How much there is to do; None while that is not known."""
    step: Mapped[str] = mapped_column(default="")
    """What is being done, in words."""
    cancel_asked: Mapped[bool] = mapped_column(default=False)
    result: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    sentence: Mapped[str | None]
    """What came of it, or what went wrong and what to do."""
