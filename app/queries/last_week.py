"""What the coach may tell of last week at the first call of a week."""

from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.figures.week_outcome import LastWeek
from app.domain.mornings.window import Week
from app.models import DailyCheckin, Kpi, WeeklyRollup


def find_last_week(session: Session, employee_id: int, today: date) -> LastWeek | None:
    """Return the finished week before; None where there is none, and once the person has checked in this week."""
    week = Week.of(today)
    earlier = sa.select(DailyCheckin.id).where(
        DailyCheckin.employee_id == employee_id, DailyCheckin.checkin_on.between(week.start, today)
    )
    query = (
        sa.select(
            WeeklyRollup.checkins_done.label("done"),
            WeeklyRollup.workdays_expected.label("expected"),
            Kpi.name.label("kpi"),
            WeeklyRollup.kpi_trend,
            WeeklyRollup.kpi_good,
            WeeklyRollup.goal_progress_percent.label("goal_percent"),
            WeeklyRollup.goal_verdict,
        )
        .outerjoin(Kpi, Kpi.id == WeeklyRollup.kpi_id)
        .where(
            WeeklyRollup.employee_id == employee_id,
            WeeklyRollup.week_start == week.start - timedelta(weeks=1),
            ~earlier.exists(),
        )
    )
    found = session.execute(query).mappings().one_or_none()
    return LastWeek(**found) if found else None
