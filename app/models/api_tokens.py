"""Personal tokens of the JSON API, and the answers kept so that a repeated request changes nothing twice."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class ApiToken(Base):
    """It has its owner's rights as they are today, or fewer; it stops with the sign-in."""

    __tablename__ = "api_tokens"

    id: Mapped[int] = mapped_column(sa.Identity(), primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    """What it is for, as its owner calls it."""
    token_hash: Mapped[str] = mapped_column(unique=True)
    """SHA-256, hexadecimal: a copy of this table opens nothing."""
    may_write: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    """To the minute."""
    revoked_at: Mapped[datetime | None]


class ApiAnswer(Base):
    """The answer to a request that carried an Idempotency-Key, kept for a day."""

    __tablename__ = "api_answers"
    __table_args__ = (sa.UniqueConstraint("token_id", "key"),)

    id: Mapped[int] = mapped_column(sa.BigInteger, sa.Identity(), primary_key=True)
    token_id: Mapped[int] = mapped_column(sa.ForeignKey("api_tokens.id", ondelete="CASCADE"))
    key: Mapped[str]
    digest: Mapped[str]
    """Of method, path and body: another request under the same key is refused."""
    status: Mapped[int | None]
    """Null only inside the transaction that does the work."""
    body: Mapped[Any] = mapped_column(JSONB, nullable=True)
    created_at: Mapped[datetime] = mapped_column(index=True)
