"""What the company decides about its Odoo: which job makes which role, and who is who where only the name was known."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.permissions import Role
from app.models.base import Base, Timestamps


class OdooRoleRule(Timestamps, Base):
    __tablename__ = "odoo_role_rules"
    __table_args__ = (sa.UniqueConstraint("department", "job"),)

    id: Mapped[int] = mapped_column(sa.Identity(), primary_key=True)
    department: Mapped[str] = mapped_column(default="")
    """As Odoo shows it, e.g. `Field / North`; empty: every one."""
    job: Mapped[str] = mapped_column(default="")
    """As Odoo shows it; empty: every one."""
    role: Mapped[Role]
    expected_to_call: Mapped[bool]


class OdooAnswer(Timestamps, Base):
    """Somebody's answer to "is this person of Odoo that person of ours?"."""

    __tablename__ = "odoo_answers"

    odoo_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    employee_id: Mapped[int | None] = mapped_column(sa.ForeignKey("employees.id"), index=True)
    """Null: nobody of ours; a new person."""
