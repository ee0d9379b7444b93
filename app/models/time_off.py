"""Time off: dates on which nobody expects a call."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.mornings.workdays import DayPart, TimeOffKind
from app.models.base import Base, Timestamps


class TimeOff(Timestamps, Base):
    __tablename__ = "time_off"
    __table_args__ = (
        sa.CheckConstraint("ends_on >= starts_on", name="dates_in_order"),
        sa.Index("ix_time_off_employee_id_ends_on", "employee_id", "ends_on"),
        # Who is off today, asked for everybody by each open board.
        sa.Index("ix_time_off_ends_on_starts_on", "ends_on", "starts_on"),
    )

    id: Mapped[int] = mapped_column(sa.Identity(), primary_key=True)
    employee_id: Mapped[int] = mapped_column(sa.ForeignKey("employees.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    """The last day off, inclusive."""
    kind: Mapped[TimeOffKind]
    part: Mapped[DayPart] = mapped_column(default=DayPart.WHOLE_DAY, server_default=DayPart.WHOLE_DAY.value)
    """An afternoon off leaves the morning call expected."""
    odoo_id: Mapped[int | None] = mapped_column(unique=True)
    """The id of Odoo's leave, where it came from there."""
    created_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("employees.id"))
