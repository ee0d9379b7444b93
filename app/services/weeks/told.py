"""Keeping what a manager was told of a week: the figures of that moment, whatever is corrected later."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.domain.figures.told_weeks import told_figures
from app.domain.mornings.window import Week
from app.models import ToldWeek
from app.queries.person_weeks import get_rollups


def keep_told_weeks(
    session: Session, *, manager_id: int, week: Week, employee_ids: Collection[int], now: datetime
) -> int:
    """Keep these people's figures as told to this manager; return how many are new. The first telling stands."""
    rows = [
        {
            "manager_id": manager_id,
            "employee_id": rollup.employee_id,
            "week_start": week.start,
            "figures": told_figures(rollup),
            "told_at": now,
        }
        for rollup in get_rollups(session, week, employee_ids)
    ]
    if not rows:
        return 0
    statement = insert(ToldWeek).values(rows).on_conflict_do_nothing().returning(ToldWeek.employee_id)
    return len(session.scalars(statement).all())
