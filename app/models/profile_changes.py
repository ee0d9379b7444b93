"""Who changed which field of whom, in words as they were then.

Apart from `audit_events`, whose lines nobody removes: these hold personal values and go when the person is erased.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class ChangeSource(StrEnum):
    FORM = "form"
    IMPORT = "import"
    ODOO = "odoo"
    API = "api"
    CLOCK = "clock"
    """A planned change whose day came."""
    CALL = "call"
    """Said to the check-in line by the person."""


class ProfileChange(Base):
    __tablename__ = "profile_changes"
    __table_args__ = (
        sa.Index("ix_profile_changes_employee_id_id", "employee_id", "id"),
        sa.Index("ix_profile_changes_import_id", "import_id", postgresql_where=sa.text("import_id IS NOT NULL")),
    )

    id: Mapped[int] = mapped_column(sa.BigInteger, sa.Identity(), primary_key=True)
    employee_id: Mapped[int] = mapped_column(sa.ForeignKey("employees.id"))
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("employees.id"), index=True)
    changed_by_name: Mapped[str]
    source: Mapped[ChangeSource]
    import_id: Mapped[str | None]
    """Ties the rows of one import or sync together."""
    field: Mapped[str]
    """A name of `app.domain.people.fields`, or what was recorded of the person: time_off, kpi_reading."""
    before: Mapped[str | None]
    """As a page shows it, with the names of managers and teams as they were; null: none."""
    after: Mapped[str | None]
    before_value: Mapped[Any | None] = mapped_column(JSONB)
    """The same as a plain value, so that an import can be put back."""
    after_value: Mapped[Any | None] = mapped_column(JSONB)
    starts_on: Mapped[date | None]
    """The day from which a change that was planned ahead holds."""
