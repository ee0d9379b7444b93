"""Our own outage is nobody's missed check-in."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import OutageDay
from app.queries.liveness import CLOCK
from app.services.alerts.missed import record_missed_checkins
from app.services.outages import note_outage
from app.services.scheduled_runs import claim_run
from app.settings import Settings
from tests.builders import TODAY, make_call, make_employee

SIX = datetime(2026, 11, 17, 12, 0, tzinfo=UTC)
"""When the window opens in Chicago; it closes at ten."""


def away(session: Session, settings: Settings, began_at: datetime, ended_at: datetime) -> int:
    """Let the clock leave its last sign of life at one instant and come back at another."""
    claim_run(session, CLOCK, every=timedelta(seconds=5), now=began_at)
    return note_outage(session, settings=settings, now=ended_at)


def lost(session: Session) -> list[tuple[object, str | None]]:
    return [(row.day, row.timezone) for row in session.scalars(select(OutageDay).order_by(OutageDay.id))]


@pytest.mark.parametrize(
    ("began", "ended", "days"),
    [
        (timedelta(0), timedelta(hours=2), [TODAY]),
        (timedelta(hours=-8), timedelta(hours=3), [TODAY]),
        (timedelta(0), timedelta(hours=1, minutes=59), []),
        (timedelta(hours=4), timedelta(hours=9), []),
        (timedelta(days=-3, hours=-1), timedelta(hours=-2), [TODAY - timedelta(days=back) for back in (3, 2, 1)]),
    ],
    ids=["half-the-window", "since-the-night", "less-than-half", "after-the-window", "three-days"],
)
def test_day_is_lost_with_half_of_its_window(
    session: Session, settings: Settings, began: timedelta, ended: timedelta, days: list[object]
) -> None:
    make_employee(session)
    assert away(session, settings, SIX + began, SIX + ended) == len(days)
    assert lost(session) == [(day, "America/Chicago") for day in days]


def test_clock_alone_was_away_where_calls_came_in(session: Session, settings: Settings) -> None:
    make_call(session, make_employee(session), started_at=SIX + timedelta(hours=1))
    assert away(session, settings, SIX, SIX + timedelta(hours=3)) == 0


def test_clock_that_never_ran_has_lost_nothing(session: Session, settings: Settings) -> None:
    make_employee(session)
    assert note_outage(session, settings=settings, now=SIX) == 0


def test_outage_is_noted_once(session: Session, settings: Settings) -> None:
    make_employee(session)
    assert [away(session, settings, SIX, SIX + timedelta(hours=3)) for _ in range(2)] == [1, 0]


def test_nobody_is_missed_on_a_lost_day_but_those_of_another_zone(session: Session, settings: Settings) -> None:
    make_employee(session, name="Chicago")
    make_employee(session, name="Los Angeles", timezone="America/Los_Angeles")
    away(session, settings, SIX - timedelta(hours=1), SIX + timedelta(hours=3))
    evening = SIX + timedelta(hours=12)
    raised = record_missed_checkins(session, now=evening, settings=settings)
    assert [alert.facts["timezone"] for alert in raised] == ["America/Los_Angeles"]
