"""What the coach knows about a technician: strengths, WHY, KPIs and the 90-day goal."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Timestamps
from app.models.goals import GoalColumns


class TechProfile(GoalColumns, Timestamps, Base):
    __tablename__ = "tech_profiles"
    __table_args__ = (
        sa.CheckConstraint(r"name ~ '\S'", name="name_not_blank"),
        sa.CheckConstraint("jsonb_typeof(gallup_strengths) = 'array'", name="strengths_array"),
        sa.CheckConstraint("jsonb_typeof(goal_milestones) = 'array'", name="milestones_array"),
        sa.CheckConstraint("cardinality(other_kpis) <= 2", name="at_most_three_kpis"),
        sa.CheckConstraint(
            "goal_due_on IS NULL OR goal_started_on IS NULL OR goal_due_on > goal_started_on",
            name="goal_dates_in_order",
        ),
    )

    id: Mapped[int] = mapped_column(sa.Identity(), primary_key=True)
    employee_id: Mapped[int] = mapped_column(sa.ForeignKey("employees.id"), unique=True)
    name: Mapped[str | None]
    """How the coach addresses the person; empty: the first name in the directory."""
    gallup_strengths: Mapped[list[str]] = mapped_column(JSONB, default=list)
    """Up to five theme names, the strongest first."""
    personal_why: Mapped[str | None]
    primary_kpi: Mapped[str | None]
    other_kpis: Mapped[list[str]] = mapped_column(ARRAY(sa.Text), default=list)
    """Up to two more KPIs, so that the context tool can name one to three."""
    goal_since: Mapped[date | None]
    """The first day on which the present goal was the goal; null: as long as is known. Other rows stand in `goals`."""
