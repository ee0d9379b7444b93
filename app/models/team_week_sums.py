"""One row per team and rolled-up week: the sums over its people's weekly rows, made again whenever one of them is.

What a page of the whole company reads: 250 rows a week instead of 5,000.
"""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class TeamWeekSum(Base):
    __tablename__ = "team_week_sums"
    __table_args__ = (sa.Index("ix_team_week_sums_week_start", "week_start"),)

    id: Mapped[int] = mapped_column(sa.BigInteger, sa.Identity(), primary_key=True)
    """For the database alone: a team may be none, and so no part of a key."""
    week_start: Mapped[date]
    team_id: Mapped[int | None] = mapped_column(sa.ForeignKey("teams.id"))
    energy_sum: Mapped[int]
    energy_readings: Mapped[int]
    energy_people: Mapped[int]
    """People with a reading."""
    checkins_done: Mapped[int]
    workdays_expected: Mapped[int]
    expected_people: Mapped[int]
    """People expected on any day."""
    ops_only_count: Mapped[int]
    checkins_count: Mapped[int]
    """Days with a check-in, expected or not."""
    checkin_people: Mapped[int]
    """People with a check-in."""
