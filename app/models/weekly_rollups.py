"""One row per technician and ISO week: what the week came to, recomputed from the raw rows and never counted up."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.figures.goal_progress import ProgressSource, Verdict
from app.domain.figures.trends import TrendWord
from app.models.base import Base


class WeeklyRollup(Base):
    __tablename__ = "weekly_rollups"
    __table_args__ = (
        sa.CheckConstraint("extract(isodow FROM week_start) = 1", name="week_starts_on_monday"),
        sa.CheckConstraint("checkins_done <= workdays_expected", name="done_within_expected"),
        sa.Index("ix_weekly_rollups_week_start", "week_start"),
        sa.Index("ix_weekly_rollups_manager_id_week_start", "manager_id", "week_start"),
    )

    employee_id: Mapped[int] = mapped_column(sa.ForeignKey("employees.id", ondelete="CASCADE"), primary_key=True)
    week_start: Mapped[date] = mapped_column(primary_key=True)
    team_id: Mapped[int | None] = mapped_column(sa.ForeignKey("teams.id"))
    """As of the person's last day in the week; so is the manager."""
    manager_id: Mapped[int | None] = mapped_column(sa.ForeignKey("employees.id"))
    finished: Mapped[bool]
    """Every day's cut-off has passed; until then the figures are "so far"."""
    days_counted: Mapped[int] = mapped_column(sa.SmallInteger)
    """Days of the week past their cut-off in the person's zone."""

    checkins_done: Mapped[int] = mapped_column(sa.SmallInteger)
    """Expected days with a row, complete or not."""
    checkins_extra: Mapped[int] = mapped_column(sa.SmallInteger)
    """Other days with one."""
    workdays_expected: Mapped[int] = mapped_column(sa.SmallInteger)
    ops_only_count: Mapped[int] = mapped_column(sa.SmallInteger)
    """Days with the short path only."""
    missed_on: Mapped[list[date]] = mapped_column(ARRAY(sa.Date))
    """Expected days with neither a row nor a call."""

    energy_mean: Mapped[Decimal | None] = mapped_column(sa.Numeric(3, 2))
    energy_min: Mapped[int | None] = mapped_column(sa.SmallInteger)
    energy_sum: Mapped[int] = mapped_column(sa.SmallInteger)
    energy_readings: Mapped[int] = mapped_column(sa.SmallInteger)
    """Days with a reading; a day's latest counts."""
    low_energy_days: Mapped[int] = mapped_column(sa.SmallInteger)
    energies: Mapped[list[int | None]] = mapped_column(ARRAY(sa.SmallInteger))
    """Monday to Sunday, null without a reading."""
    energy_before_sum: Mapped[int] = mapped_column(sa.SmallInteger)
    """Over the person's own four weeks before."""
    energy_before_readings: Mapped[int] = mapped_column(sa.SmallInteger)
    burnout_indicator: Mapped[bool]
    """Low days of the week, or a burnout alert open at its end. An indicator, not a diagnosis."""
    burnout_alert_on: Mapped[date | None]

    kpi_id: Mapped[int | None] = mapped_column(sa.ForeignKey("kpis.id"))
    """The primary KPI, where the company has one of this name."""
    kpi_trend: Mapped[TrendWord]
    kpi_good: Mapped[bool | None]
    """Whether the direction is the better one for this KPI; null without a direction."""
    kpi_weeks: Mapped[int] = mapped_column(sa.SmallInteger)
    """Weekly means behind the trend."""
    kpi_s: Mapped[int | None] = mapped_column(sa.SmallInteger)
    kpi_slope: Mapped[Decimal | None]
    """In the KPI's unit a week, to six places."""
    kpi_mean: Mapped[Decimal | None]
    """Of this week's readings, to six places."""

    goal: Mapped[str | None]
    """The goal that held on the person's last day in the week, in their words."""
    goal_due_on: Mapped[date | None]
    goal_progress_percent: Mapped[Decimal | None]
    goal_progress_source: Mapped[ProgressSource | None]
    goal_pace_percent: Mapped[Decimal | None] = mapped_column(sa.Numeric(5, 2))
    goal_verdict: Mapped[Verdict | None]
    goal_stale: Mapped[bool]
    goal_updated_on: Mapped[date | None]

    kpi_actions_count: Mapped[int] = mapped_column(sa.SmallInteger)
    """Days with a KPI action named."""
    goal_actions_count: Mapped[int] = mapped_column(sa.SmallInteger)
    actions_answered_count: Mapped[int] = mapped_column(sa.SmallInteger, default=0, server_default=sa.text("0"))
    """Days on which the person said what became of the action before."""
    actions_done_count: Mapped[int] = mapped_column(sa.SmallInteger, default=0, server_default=sa.text("0"))
    """… and that it was done, not only in part."""
    calls_count: Mapped[int] = mapped_column(sa.SmallInteger)
    call_seconds: Mapped[int]

    blockers_raised: Mapped[int] = mapped_column(sa.SmallInteger)
    """Days on which the person reported one."""
    blockers_open: Mapped[int] = mapped_column(sa.SmallInteger)
    """At the week's end."""
    open_blockers: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    """`[{"alert_id": 7, "raised_on": "2026-11-02", "workdays": 4}]`, the oldest first."""
    repeated_blockers: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    """`[{"checkin_id": 9, "days": ["2026-11-02", …]}]`: the same words on two days or more of two weeks."""

    flags: Mapped[list[str]] = mapped_column(ARRAY(sa.Text))
    """Ids of the rules that fired."""
    flag_facts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """By rule id, the values and dates that fired it."""
    computed_at: Mapped[datetime]
