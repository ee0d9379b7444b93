"""Browsers that are signed in: one row each, so that any of them can be ended from here."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class UserSession(Base):
    __tablename__ = "user_sessions"

    id: Mapped[int] = mapped_column(sa.BigInteger, sa.Identity(), primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    """SHA-256 of the random token in the cookie: a copy of this table signs nobody in."""
    epoch: Mapped[int]
    """The user's `session_epoch` when it began; another one by now ends it."""
    remembered: Mapped[bool]
    device: Mapped[str]
    """Browser and system as they name themselves, for the person to recognise."""
    network: Mapped[str]
    """Where it began, without the last part of the address."""
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    """Last use by the person, noted every few minutes."""
    expires_at: Mapped[datetime]
    """However much it is used."""
