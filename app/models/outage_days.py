"""Days on which the line was down, so that no call was possible."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Timestamps


class OutageDay(Timestamps, Base):
    """A local date that counts neither as expected nor as done in anybody's week."""

    __tablename__ = "outage_days"
    __table_args__ = (sa.UniqueConstraint("day", "timezone", postgresql_nulls_not_distinct=True),)

    id: Mapped[int] = mapped_column(sa.Identity(), primary_key=True)
    day: Mapped[date]
    timezone: Mapped[str | None]
    """Only for people of this zone, whose window it hit; null: for everybody."""
    reason: Mapped[str | None]
