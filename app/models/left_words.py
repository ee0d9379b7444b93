"""A few words that somebody left for a technician, which the coach says at the next call."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class LeftWord(Base):
    __tablename__ = "left_words"
    __table_args__ = (
        sa.Index("ix_left_words_employee_id_created_at", "employee_id", "created_at"),
        sa.Index(
            "ix_left_words_waiting",
            "employee_id",
            postgresql_where=sa.text("said_at IS NULL AND withdrawn_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(sa.Identity(), primary_key=True)
    employee_id: Mapped[int] = mapped_column(sa.ForeignKey("employees.id", ondelete="CASCADE"))
    """For whom."""
    author_id: Mapped[int] = mapped_column(sa.ForeignKey("employees.id", ondelete="CASCADE"), index=True)
    words: Mapped[str]
    by_text: Mapped[bool]
    """Sent as a text at once, instead of said at the next call."""
    created_at: Mapped[datetime]
    said_at: Mapped[datetime | None]
    """When a call got past the question with which it is said, or the text was queued."""
    withdrawn_at: Mapped[datetime | None]
