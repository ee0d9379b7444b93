"""Addresses of the shared desks that an administrator set in a page, besides those of the environment."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class DeskAddress(Base):
    """An address of a chat holds a secret: the database keeps it encrypted, pages show its host alone."""

    __tablename__ = "desk_addresses"
    __table_args__ = (
        sa.UniqueConstraint("desk", "fingerprint"),
        sa.CheckConstraint("desk IN ('ops', 'dispatch')", name="known_desk"),
    )

    id: Mapped[int] = mapped_column(sa.Identity(), primary_key=True)
    desk: Mapped[str]
    sealed_url: Mapped[str]
    fingerprint: Mapped[str]
    """By which a message row names its destination."""
    created_at: Mapped[datetime]
