"""Employment by its first day: what held for a person before the present, and what is planned from a day to come.

The present stands on `employees` alone, with its first day in `employment_since`; this table has the other rows. So
each fact has one home, and what is written to `employees` by whatever means is the present.
"""

from datetime import date, time

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.permissions import Role
from app.models.base import Base, Timestamps


def employment_checks() -> tuple[sa.CheckConstraint, ...]:
    """Return the checks on `EmploymentColumns`, new for each table that has them."""
    return (
        sa.CheckConstraint("workdays <@ ARRAY[1,2,3,4,5,6,7]::smallint[]", name="workdays_iso"),
        sa.CheckConstraint("(window_start IS NULL) = (window_end IS NULL)", name="window_has_both_ends"),
        sa.CheckConstraint("window_end <> window_start", name="window_is_not_empty"),
        sa.CheckConstraint("ended_on IS NULL OR ended_on >= started_on", name="dates_in_order"),
    )


class EmploymentColumns:
    """The dated facts, under the same names in the present and in the other rows."""

    role: Mapped[Role] = mapped_column(default=Role.TECHNICIAN)
    team_id: Mapped[int | None] = mapped_column(sa.ForeignKey("teams.id"), index=True)
    manager_id: Mapped[int | None] = mapped_column(sa.ForeignKey("employees.id"), index=True)
    timezone: Mapped[str] = mapped_column(default="America/Chicago")
    """IANA name; the day, the morning window and the workweek are the person's own."""
    workdays: Mapped[list[int]] = mapped_column(ARRAY(sa.SmallInteger), default=lambda: [1, 2, 3, 4, 5])
    """ISO weekdays, 1 = Monday."""
    window_start: Mapped[time | None]
    """Wall-clock in the person's zone; null: the company's morning window."""
    window_end: Mapped[time | None]
    holiday_calendar: Mapped[str | None]
    """As the setting HOLIDAYS, e.g. `US-TX`; empty text: none; null: the company's."""
    expected_to_call: Mapped[bool] = mapped_column(default=True, server_default=sa.true())
    """A technician whose call is waited for on workdays. Other roles never are."""
    started_on: Mapped[date]
    """The first day of this stay with the company: somebody who came back has an earlier stay in the past rows."""
    ended_on: Mapped[date | None]
    """The last day, inclusive."""
    checkins_from: Mapped[date | None]
    """No call is expected before it; null: from the first day on."""


class Employment(EmploymentColumns, Timestamps, Base):
    __tablename__ = "employments"
    __table_args__ = (sa.UniqueConstraint("employee_id", "starts_on"), *employment_checks())

    id: Mapped[int] = mapped_column(sa.Identity(), primary_key=True)
    employee_id: Mapped[int] = mapped_column(sa.ForeignKey("employees.id"))
    starts_on: Mapped[date]
    """Before `employees.employment_since`: a past row. After it: planned, applied when the day comes in their zone."""
