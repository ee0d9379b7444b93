"""What the call needs to know about its caller, in few reads."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.models import DailyCheckin, TechProfile


@dataclass(frozen=True, kw_only=True)
class LastCommitment:
    checkin_on: date
    kpi_action: str | None
    goal_action: str | None


def find_profile(session: Session, employee_id: int) -> TechProfile | None:
    return session.scalar(select(TechProfile).where(TechProfile.employee_id == employee_id))


def is_checked_in(session: Session, employee_id: int, day: date) -> bool:
    """Whether a check-in of that local date was completed, so that it is not asked for again."""
    completed = select(DailyCheckin.id).where(
        DailyCheckin.employee_id == employee_id,
        DailyCheckin.checkin_on == day,
        DailyCheckin.call_completed,
    )
    return session.scalar(select(completed.exists())) is True


def find_last_commitment(session: Session, employee_id: int, before: date) -> LastCommitment | None:
    row = (
        session.execute(
            select(
                DailyCheckin.checkin_on,
                DailyCheckin.kpi_action_today.label("kpi_action"),
                DailyCheckin.goal_action_today.label("goal_action"),
            )
            .where(
                DailyCheckin.employee_id == employee_id,
                DailyCheckin.checkin_on < before,
                or_(DailyCheckin.kpi_action_today.is_not(None), DailyCheckin.goal_action_today.is_not(None)),
            )
            .order_by(DailyCheckin.checkin_on.desc(), DailyCheckin.timestamp.desc())
            .limit(1)
        )
        .mappings()
        .first()
    )
    return LastCommitment(**row) if row else None
