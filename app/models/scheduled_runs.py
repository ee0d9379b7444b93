"""When each periodic job is due next. A row, not a queue entry: an emptied Redis forgets nothing."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class ScheduledRun(Base):
    __tablename__ = "scheduled_runs"

    name: Mapped[str] = mapped_column(primary_key=True)
    """A job of app/jobs/schedule.py, or `clock`: the clock's own sign of life."""
    due_at: Mapped[datetime]
    started_at: Mapped[datetime]
    runs: Mapped[int] = mapped_column(sa.BigInteger, default=1)
