"""A week's rows against the same week worked out in plain Python, figure by figure."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.dev.demo_data import load_demo_data
from app.domain.mornings.window import Week
from app.models import WeeklyRollup
from app.services.weeks.roll_up import roll_up_week
from app.settings import Settings
from tests.integration.services.weeks.plain_days import Raw
from tests.integration.services.weeks.plain_weeks import plain_weeks
from tests.odd_people import OddPeople

NOW = datetime(2026, 11, 19, 20, 0, tzinfo=UTC)


def stored(session: Session, week: Week) -> dict[int, WeeklyRollup]:
    query = select(WeeklyRollup).where(WeeklyRollup.week_start == week.start)
    rows = session.scalars(query.execution_options(populate_existing=True))
    return {row.employee_id: row for row in rows}


def differences(rows: dict[int, WeeklyRollup], plain: dict[int, dict[str, Any]]) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = [(number, "has a row") for number in rows.keys() ^ plain.keys()]
    for number in sorted(rows.keys() & plain.keys()):
        for name, value in plain[number].items():
            have = getattr(rows[number], name)
            if have != value:
                found.append((number, name, have, value))
    return found


def test_demo_company_is_what_plain_python_makes_of_it(session: Session, settings: Settings) -> None:
    """26 weeks and the running one, of 40 technicians."""
    load_demo_data(session, now=NOW, password="demo-password-0123", settings=settings)
    raw, running = Raw(session, settings), Week.of(NOW.date())
    for week in [running.shifted(-back) for back in range(26, -1, -1)]:
        roll_up_week(session, week, now=NOW, settings=settings)
        assert differences(stored(session, week), plain_weeks(raw, week, NOW)) == []


@pytest.mark.parametrize(
    ("seed", "last"),
    [
        (1, date(2027, 1, 10)),
        (2, date(2026, 11, 8)),
        (3, date(2026, 4, 5)),
        (4, date(2026, 1, 11)),
        (5, date(2026, 6, 14)),
    ],
    ids=["53-weeks-and-new-year", "clocks-back", "clocks-forward", "1-january", "summer"],
)
def test_odd_people_are_what_plain_python_makes_of_them(
    session: Session, settings: Settings, seed: int, last: date
) -> None:
    """The last Sunday in their zones, the days before it, and the weeks before those."""
    OddPeople(session, seed, first=last - timedelta(days=34), last=last).add(16)
    raw = Raw(session, settings)
    for hours in (-110, -60, 10, 60):
        now = datetime.combine(last, datetime.min.time(), tzinfo=UTC) + timedelta(hours=hours)
        for back in (4, 2, 1, 0):
            week = Week.of(last).shifted(-back)
            roll_up_week(session, week, now=now, settings=settings)
            assert differences(stored(session, week), plain_weeks(raw, week, now)) == []
