"""The demo's weeks: the people of its stories are flagged, whatever the day it is loaded on, and nobody else."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.dev.demo import people
from app.dev.demo_data import load_demo_data
from app.domain.mornings.window import Week
from app.models import WeeklyRollup
from app.services.weeks.roll_up import roll_up_week
from app.settings import Settings

STORIES = {
    people.RECURRING_BLOCKER_ID: "WEEK-BLOCKER-OLD",
    people.GOAL_AT_RISK_ID: "WEEK-GOAL",
    **dict.fromkeys(people.BURNOUT_DAYS, "WEEK-BURNOUT"),
}


def flagged(session: Session, week: Week) -> dict[int, list[str]]:
    rows = session.scalars(select(WeeklyRollup).where(WeeklyRollup.week_start == week.start))
    return {row.employee_id: row.flags for row in rows if row.flags}


@pytest.mark.parametrize(
    "today",
    [date(2026, 11, 23), date(2026, 11, 26), date(2026, 12, 1), date(2027, 1, 6), date(2026, 7, 11)],
    ids=lambda day: f"{day:%a-%d-%b}",
)
def test_flags_are_those_of_the_stories(session: Session, settings: Settings, today: date) -> None:
    now = datetime(today.year, today.month, today.day, 20, 0, tzinfo=UTC)
    load_demo_data(session, now=now, password="demo password of the tests", settings=settings)
    for week in (Week.of(today).shifted(-1), Week.of(today)):
        roll_up_week(session, week, now=now, settings=settings)
        found = flagged(session, week)
        assert {number: STORIES[number] for number in found} == STORIES
        assert all(STORIES[number] in flags for number, flags in found.items())
        assert {rule for flags in found.values() for rule in flags} <= {*STORIES.values(), "WEEK-BLOCKER-REPEAT"}
