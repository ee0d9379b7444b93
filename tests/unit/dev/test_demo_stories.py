"""The stories of the demo company hold whatever the day and the hour: no database, only what is made up."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from app.dev.demo import people
from app.dev.demo.rows import DemoRows
from app.dev.demo.stories import Past
from app.dev.demo_data import imagine
from app.domain.alerts.kinds import AlertKind, AlertStatus
from app.domain.mornings.workdays import previous_workday
from app.settings import Settings

MID_MORNING = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
"""Tuesday, 09:00 in Chicago, 07:00 in Los Angeles."""
AFTER_ALL_WINDOWS = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
BEFORE_ANYBODY = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
THANKSGIVING = datetime(2026, 11, 26, 18, 0, tzinfo=UTC)
INSTANTS = [BEFORE_ANYBODY, AFTER_ALL_WINDOWS, THANKSGIVING, *(MID_MORNING + timedelta(days=day) for day in range(7))]


def imagined(now: datetime) -> DemoRows:
    return imagine(now=now, settings=Settings())


def live(rows: DemoRows, kind: AlertKind) -> dict[int, dict[str, Any]]:
    alerts = (alert for alert in rows.book.alerts if alert["status"] is not AlertStatus.RESOLVED)
    return {alert["employee_id"]: alert for alert in alerts if alert["kind"] is kind}


@pytest.mark.parametrize("now", INSTANTS, ids=str)
def test_burnout_cases_satisfy_the_rule_by_their_own_workdays(now: datetime) -> None:
    rows = imagined(now)
    found = {
        person: [day["on"] for day in alert["facts"]["days"]] for person, alert in live(rows, AlertKind.BURNOUT).items()
    }
    runs = {past.person.id: low_run(past) for past in rows.pasts if past.person.id in people.BURNOUT_DAYS}
    assert found == runs
    assert {person: len(run) for person, run in runs.items()} == people.BURNOUT_DAYS


def low_run(past: Past) -> list[str]:
    """Return the person's latest low days that follow each other by their own workdays, oldest first."""
    energies = {morning.day: morning.energy for morning in past.mornings}
    calendar, run = past.story.calendar, []
    day: date | None = past.mornings[-1].day
    while day is not None and (energies.get(day) or 5) <= 2:
        run.append(day.isoformat())
        day = previous_workday(day, calendar.pattern, calendar.holidays, calendar.absences)
    return run[::-1]


@pytest.mark.parametrize("now", INSTANTS, ids=str)
def test_nothing_has_happened_after_now(now: datetime) -> None:
    rows = imagined(now)
    assert max(morning.ended_at for past in rows.pasts for morning in past.mornings) <= now
    assert max(event["at"] for event in rows.book.events) <= now


def test_missed_alerts_of_today_come_with_the_end_of_the_window() -> None:
    assert live(imagined(MID_MORNING), AlertKind.MISSED) == {}
    assert set(live(imagined(AFTER_ALL_WINDOWS), AlertKind.MISSED)) == {
        people.CALLER_ID,
        people.MISSING_TODAY_ID,
        people.HANG_UP_TODAY_ID,
    }


def test_nobody_has_called_before_six() -> None:
    days = {morning.day for past in imagined(BEFORE_ANYBODY).pasts for morning in past.mornings}
    assert max(days) < BEFORE_ANYBODY.date()


def test_a_day_of_the_past_stays_the_same_when_the_demo_is_loaded_later() -> None:
    earlier, later = imagined(MID_MORNING), imagined(MID_MORNING + timedelta(days=1))
    old = {morning.call_id for past in earlier.pasts for morning in past.mornings if morning.day < date(2026, 11, 1)}
    new = {morning.call_id for past in later.pasts for morning in past.mornings if morning.day < date(2026, 11, 1)}
    assert len(old & new) > 0.9 * len(old)
