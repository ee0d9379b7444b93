"""Rules that were changed while everything ran."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class RuleChange(Base):
    """From `starts_at` on the rule has this value; who changed it stands in the audit log."""

    __tablename__ = "rule_changes"
    __table_args__ = (sa.Index("ix_rule_changes_name_starts_at", "name", "starts_at"),)

    id: Mapped[int] = mapped_column(sa.Identity(), primary_key=True)
    name: Mapped[str]
    value: Mapped[str]
    """As it is typed."""
    before: Mapped[str]
    """What it was until then, by an earlier change or by the environment of the time."""
    starts_at: Mapped[datetime]
