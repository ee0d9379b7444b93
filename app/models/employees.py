"""The directory: teams and the people who phone in, manage, dispatch or keep the records."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.figures.digest_times import DigestDay
from app.domain.permissions import Role
from app.models.base import Base, Timestamps
from app.models.employments import EmploymentColumns, employment_checks


class Team(Base):
    __tablename__ = "teams"
    __table_args__ = (sa.CheckConstraint(r"name ~ '\S'", name="name_not_blank"),)

    id: Mapped[int] = mapped_column(sa.Identity(), primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    lead_id: Mapped[int | None] = mapped_column(sa.ForeignKey("employees.id", use_alter=True), index=True)
    """Who speaks for the team; who manages whom stands on each person."""
    merged_into_id: Mapped[int | None] = mapped_column(sa.ForeignKey("teams.id"), index=True)
    """Set once the team was merged away; its row stays, because past weeks name it."""


class Employee(EmploymentColumns, Timestamps, Base):
    __tablename__ = "employees"
    __table_args__ = (
        sa.CheckConstraint(r"name ~ '\S'", name="name_not_blank"),
        sa.CheckConstraint(r"phone ~ '^\+[1-9][0-9]{6,14}$'", name="phone_e164"),
        *employment_checks(),
        sa.CheckConstraint("manager_id <> id", name="not_own_manager"),
        sa.Index("ix_employees_active_role", "role", postgresql_where=sa.text("active")),
    )

    id: Mapped[int] = mapped_column(sa.Identity(), primary_key=True)
    """The employee number, which is ours; Odoo's id is another number."""
    odoo_id: Mapped[int | None] = mapped_column(unique=True)
    """The id of Odoo's `hr.employee` where the person is linked to one."""
    name: Mapped[str]
    spoken_name: Mapped[str | None]
    """How the coach says it; null: the first word of the name."""
    email: Mapped[str | None]
    phone: Mapped[str | None] = mapped_column(unique=True)
    """E.164. The phone is the identity on the line, so it is unique; further numbers stand in `employee_phones`."""
    job_title: Mapped[str | None]
    employment_since: Mapped[date | None]
    """The first day of the present employment; null: as long as is known. Other rows stand in `employments`."""
    active: Mapped[bool] = mapped_column(default=True)
    successor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("employees.id"), index=True)
    """Who takes over reports and open alerts once the last day is over."""
    always_ops_only: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    """By the person's own wish: ready and blockers are all that is ever asked."""
    sms_opt_in: Mapped[bool] = mapped_column(default=False)
    """Consent to texts; without it no SMS is sent."""
    sms_error_code: Mapped[int | None]
    """Twilio's code of the last text to the present number where it did not arrive; some codes stop further texts."""
    wants_morning_brief: Mapped[bool] = mapped_column(
        default=lambda context: context.get_current_parameters().get("role") == Role.DISPATCHER
    )
    """A person's own choice; on for a new dispatcher."""
    weekly_digest: Mapped[DigestDay] = mapped_column(default=DigestDay.MONDAY, server_default=DigestDay.MONDAY.value)
    """When somebody with reports gets the digest of the week."""
    dispatch_backup: Mapped[bool] = mapped_column(default=False)
    """A dispatcher who is told only when the first ones do not acknowledge."""
    legal_hold: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    """What is kept of the person may be needed in a dispute: nothing of it is erased."""
    erased_at: Mapped[datetime | None]
    """When the person's data was removed; the row stays under its number."""

    team: Mapped[Team | None] = relationship(foreign_keys="Employee.team_id", lazy="raise")
    manager: Mapped["Employee | None"] = relationship(
        remote_side=[id], foreign_keys="Employee.manager_id", lazy="raise"
    )
