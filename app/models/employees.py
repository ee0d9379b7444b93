"""The directory: teams and the people who phone in, manage, dispatch or keep the records."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.permissions import Role
from app.models.base import Base, Timestamps


class Team(Base):
    __tablename__ = "teams"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


class Employee(Timestamps, Base):
    __tablename__ = "employees"
    __table_args__ = (
        sa.CheckConstraint(r"name ~ '\S'", name="name_not_blank"),
        sa.CheckConstraint(r"phone ~ '^\+[1-9][0-9]{6,14}$'", name="phone_e164"),
        sa.CheckConstraint("workdays <@ ARRAY[1,2,3,4,5,6,7]::smallint[]", name="workdays_iso"),
        sa.CheckConstraint("ended_on IS NULL OR ended_on >= started_on", name="dates_in_order"),
        sa.CheckConstraint("manager_id <> id", name="not_own_manager"),
        sa.Index("ix_employees_active_role", "role", postgresql_where=sa.text("active")),
    )

    id: Mapped[int] = mapped_column(sa.Identity(), primary_key=True)
    """The employee number; equals Odoo's hr.employee id where linked."""
    name: Mapped[str]
    email: Mapped[str | None]
    phone: Mapped[str | None] = mapped_column(unique=True)
    """E.164. The phone is the identity on the line, so it is unique."""
    role: Mapped[Role] = mapped_column(default=Role.TECHNICIAN)
    job_title: Mapped[str | None]
    team_id: Mapped[int | None] = mapped_column(sa.ForeignKey("teams.id"), index=True)
    manager_id: Mapped[int | None] = mapped_column(sa.ForeignKey("employees.id"), index=True)
    timezone: Mapped[str] = mapped_column(default="America/Chicago")
    """IANA name; the day, the morning window and the workweek are the person's own."""
    workdays: Mapped[list[int]] = mapped_column(ARRAY(sa.SmallInteger), default=lambda: [1, 2, 3, 4, 5])
    """ISO weekdays, 1 = Monday."""
    started_on: Mapped[date]
    ended_on: Mapped[date | None]
    active: Mapped[bool] = mapped_column(default=True)
    sms_opt_in: Mapped[bool] = mapped_column(default=False)
    """Consent to texts; without it no SMS is sent."""
    wants_morning_brief: Mapped[bool] = mapped_column(
        default=lambda context: context.get_current_parameters().get("role") == Role.DISPATCHER
    )
    """A person's own choice; on for a new dispatcher."""
    dispatch_backup: Mapped[bool] = mapped_column(default=False)
    """A dispatcher who is told only when the first ones do not acknowledge."""

    team: Mapped[Team | None] = relationship(lazy="raise")
    manager: Mapped["Employee | None"] = relationship(remote_side=[id], lazy="raise")
