"""Files that long work has made, for whoever asked for them, for some days."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class JobFile(Base):
    __tablename__ = "job_files"

    job_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("long_jobs.id", ondelete="CASCADE"), primary_key=True)
    employee_id: Mapped[int] = mapped_column(sa.ForeignKey("employees.id"), index=True)
    """Whom the file is about."""
    name: Mapped[str]
    content: Mapped[bytes]
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    """From then on nobody is given it, and the next night removes it."""
