"""Which weeks were rolled up, and under which of them something has changed since."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class WeeklyRun(Base):
    """A week that was rolled up for everybody, with 0 rows where nobody was employed."""

    __tablename__ = "weekly_runs"

    week_start: Mapped[date] = mapped_column(primary_key=True)
    ran_at: Mapped[datetime]
    finished: Mapped[bool]
    """Every day of the week was past its cut-off for everybody; what changes after that is marked and made again."""
    rows: Mapped[int]


class ChangedWeek(Base):
    """A raw row changed under weeks that were made already. Written by triggers, whoever makes the change."""

    __tablename__ = "changed_weeks"

    id: Mapped[int] = mapped_column(sa.BigInteger, sa.Identity(), primary_key=True)
    employee_id: Mapped[int] = mapped_column(sa.ForeignKey("employees.id", ondelete="CASCADE"), index=True)
    changed_on: Mapped[date]
    """The person's weeks from this day on are made again."""
