"""Goals by their first day: those before the present one, and those planned. The present stands on `tech_profiles`."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Timestamps


class GoalColumns:
    """A 90-day goal, under the same names on the profile and in the other rows."""

    current_90day_goal: Mapped[str | None]
    goal_kpi_id: Mapped[int | None] = mapped_column(sa.ForeignKey("kpis.id"))
    goal_baseline: Mapped[Decimal | None]
    goal_target: Mapped[Decimal | None]
    goal_started_on: Mapped[date | None]
    goal_due_on: Mapped[date | None]
    goal_updated_at: Mapped[datetime | None]
    goal_milestones: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    """`[{"text": …, "done_on": "2026-11-02" | null}]`."""


class Goal(GoalColumns, Timestamps, Base):
    __tablename__ = "goals"
    __table_args__ = (
        sa.UniqueConstraint("employee_id", "starts_on"),
        sa.CheckConstraint("jsonb_typeof(goal_milestones) = 'array'", name="milestones_array"),
    )

    id: Mapped[int] = mapped_column(sa.Identity(), primary_key=True)
    employee_id: Mapped[int] = mapped_column(sa.ForeignKey("employees.id"))
    starts_on: Mapped[date]
    """The first day on which this was the goal; the day work on it starts is `goal_started_on`."""
