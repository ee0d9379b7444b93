"""What a manager was told of somebody's week, and what they did about it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Timestamps


class ToldWeek(Base):
    """One person's week as a manager was told it; what the row says now may differ."""

    __tablename__ = "told_weeks"
    __table_args__ = (sa.Index("ix_told_weeks_employee_id_week_start", "employee_id", "week_start"),)

    manager_id: Mapped[int] = mapped_column(sa.ForeignKey("employees.id"), primary_key=True)
    employee_id: Mapped[int] = mapped_column(sa.ForeignKey("employees.id", ondelete="CASCADE"), primary_key=True)
    week_start: Mapped[date] = mapped_column(primary_key=True)
    figures: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """By column name of the weekly row, as JSON values."""
    told_at: Mapped[datetime]


class TalkStatus(StrEnum):
    TALKED = "talked"
    PLANNED = "planned"
    NOT_NEEDED = "not_needed"


class WeekTalk(Timestamps, Base):
    """What a manager did about a flagged week, with a note of their own that nobody else reads."""

    __tablename__ = "week_talks"
    __table_args__ = (sa.Index("ix_week_talks_employee_id_week_start", "employee_id", "week_start"),)

    manager_id: Mapped[int] = mapped_column(sa.ForeignKey("employees.id"), primary_key=True)
    employee_id: Mapped[int] = mapped_column(sa.ForeignKey("employees.id", ondelete="CASCADE"), primary_key=True)
    week_start: Mapped[date] = mapped_column(primary_key=True)
    status: Mapped[TalkStatus | None]
    talk_on: Mapped[date | None]
    """The day of the conversation, planned or held."""
    note: Mapped[str | None]
