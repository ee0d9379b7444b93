"""Further telephone numbers of a person: a call from any of them is theirs."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class EmployeePhone(Base):
    __tablename__ = "employee_phones"
    __table_args__ = (sa.CheckConstraint(r"number ~ '^\+[1-9][0-9]{6,14}$'", name="number_e164"),)

    id: Mapped[int] = mapped_column(sa.Identity(), primary_key=True)
    employee_id: Mapped[int] = mapped_column(sa.ForeignKey("employees.id"), index=True)
    number: Mapped[str] = mapped_column(unique=True)
    """E.164; never the first number of anybody, which stands on `employees.phone`."""
