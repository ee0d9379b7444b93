"""Who looks after a manager's people while the manager is away."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Timestamps


class Delegation(Timestamps, Base):
    __tablename__ = "delegations"
    __table_args__ = (
        sa.CheckConstraint("ends_on >= starts_on", name="dates_in_order"),
        sa.CheckConstraint("delegate_id <> manager_id", name="not_oneself"),
        sa.Index("ix_delegations_delegate_id_ends_on", "delegate_id", "ends_on"),
        sa.Index("ix_delegations_manager_id_ends_on", "manager_id", "ends_on"),
    )

    id: Mapped[int] = mapped_column(sa.Identity(), primary_key=True)
    manager_id: Mapped[int] = mapped_column(sa.ForeignKey("employees.id"))
    delegate_id: Mapped[int] = mapped_column(sa.ForeignKey("employees.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    """Inclusive, in the manager's zone."""
    created_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("employees.id"))
