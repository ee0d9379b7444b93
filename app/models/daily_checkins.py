"""What was said in check-in calls: one row per call."""

from datetime import date, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.checkins.fields import CallType, CommitmentDone, NotReadyReason, StepName
from app.models.base import Base, Timestamps
from app.models.words_hash import words_hash


class DailyCheckin(Timestamps, Base):
    __tablename__ = "daily_checkins"
    __table_args__ = (
        sa.CheckConstraint("energy_level BETWEEN 1 AND 5", name="energy_1_to_5"),
        sa.CheckConstraint("duration_seconds >= 0", name="duration_not_negative"),
        sa.CheckConstraint("eta_minutes BETWEEN 1 AND 480", name="eta_within_a_working_day"),
        sa.CheckConstraint("eta_minutes IS NULL OR ready_status IS TRUE", name="eta_only_when_ready"),
        sa.CheckConstraint("out_until IS NULL OR ready_status IS FALSE", name="out_until_only_when_not_ready"),
        sa.CheckConstraint("not_ready_reason IS NULL OR ready_status IS FALSE", name="reason_only_when_not_ready"),
        sa.CheckConstraint("blocker_note IS NULL OR blocker_present IS TRUE", name="note_only_with_blocker"),
        sa.Index("ix_daily_checkins_employee_id_timestamp", "employee_id", "timestamp"),
        sa.Index("ix_daily_checkins_checkin_on", "checkin_on", "employee_id"),
        sa.Index(
            "ix_daily_checkins_blocker_notes",
            "checkin_on",
            "employee_id",
            "blocker_words_hash",
            postgresql_where=sa.text("blocker_note IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(sa.Identity(), primary_key=True)
    employee_id: Mapped[int] = mapped_column(sa.ForeignKey("employees.id"))
    call_id: Mapped[str] = mapped_column(sa.ForeignKey("calls.id"), unique=True)
    """Exactly one row per call, whatever Vapi retries or repeats."""
    call_type: Mapped[CallType]
    timestamp: Mapped[datetime]
    """When the first answer of the call was saved."""
    checkin_on: Mapped[date]
    """The local date in the technician's time zone."""
    ready_status: Mapped[bool | None]
    not_ready_reason: Mapped[NotReadyReason | None]
    out_until: Mapped[date | None]
    """The last day out, said by somebody who is not ready for longer than today."""
    eta_minutes: Mapped[int | None] = mapped_column(sa.SmallInteger)
    """Ready, but late: minutes from `timestamp` to the arrival."""
    energy_level: Mapped[int | None] = mapped_column(sa.SmallInteger)
    blocker_present: Mapped[bool | None]
    blocker_note: Mapped[str | None]
    blocker_words_hash: Mapped[UUID | None] = mapped_column(
        sa.Computed(words_hash("blocker_note"), persisted=True), deferred=True
    )
    """Equal for notes in the same words, case and punctuation aside; the database keeps it with the note."""
    unclear_note: Mapped[str | None]
    """What was said of a blocker together with a no, until the caller settles it."""
    last_commitment_done: Mapped[CommitmentDone | None]
    """What became of the action named in the check-in before; null where nobody asked, or it was not said."""
    primary_kpi: Mapped[str | None]
    kpi_action_today: Mapped[str | None]
    coach_prompt_used: Mapped[str | None]
    focus_summary_5_words: Mapped[str | None]
    goal_action_today: Mapped[str | None]
    call_completed: Mapped[bool] = mapped_column(default=False)
    stopped_at: Mapped[StepName | None]
    """The step of the script at which the caller stopped; null where every step was done, or nobody said."""
    duration_seconds: Mapped[int | None]
    report_fields: Mapped[list[str]] = mapped_column(ARRAY(sa.Text), default=list)
    """Columns filled from the end-of-call report, not said to the tool."""

    @property
    def arrives_at(self) -> datetime | None:
        """When somebody who is late means to be there."""
        return None if self.eta_minutes is None else self.timestamp + timedelta(minutes=self.eta_minutes)
