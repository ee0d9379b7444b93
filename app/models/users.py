"""Sign-ins. The role stands on the employee: one person has one role."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Timestamps
from app.models.employees import Employee


class User(Timestamps, Base):
    __tablename__ = "users"
    __table_args__ = (sa.CheckConstraint("email = lower(email)", name="email_lower_case"),)

    id: Mapped[int] = mapped_column(sa.Identity(), primary_key=True)
    employee_id: Mapped[int] = mapped_column(sa.ForeignKey("employees.id"), unique=True)
    email: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    """argon2id."""
    session_epoch: Mapped[int] = mapped_column(default=1)
    """Raised on a password change, which ends every session."""
    totp_secret: Mapped[str | None]
    """Sealed (app/sealing.py)."""
    totp_confirmed_at: Mapped[datetime | None]
    totp_last_step: Mapped[int | None] = mapped_column(sa.BigInteger)
    """The last accepted time step: a code works once."""
    recovery_code_hashes: Mapped[list[str]] = mapped_column(ARRAY(sa.Text), default=list)
    active: Mapped[bool] = mapped_column(default=True)
    last_sign_in_at: Mapped[datetime | None]

    employee: Mapped[Employee] = relationship(lazy="raise")
