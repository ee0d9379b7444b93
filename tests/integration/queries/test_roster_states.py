"""One row for everybody on a viewer's board: where they stand, and why no call is expected, even where one came.

Against the rules in words, the rows are held in `test_roster_page`.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertOutcome, AlertStatus
from app.domain.mornings.window import MorningWindow
from app.domain.permissions import Role
from app.domain.viewers import Viewer
from app.models import CallStatus
from app.queries.roster_states import board_tables
from app.settings import Settings
from tests.builders import (
    NOW,
    TODAY,
    make_alert,
    make_call,
    make_checkin,
    make_employee,
    make_employment,
    make_time_off,
)
from tests.query_counts import counted

DISPATCHER = Viewer(employee_id=0, role=Role.DISPATCHER, timezone="UTC", name="Dana")


def states(session: Session, settings: Settings, *, who: Viewer = DISPATCHER, now: datetime = NOW) -> list[Any]:
    people = board_tables(session, who, settings=settings, now=now).people
    return list(session.execute(sa.select(people).order_by(people.c.id)))


def test_reason_of_a_day_off_stays_where_a_call_came(session: Session, settings: Settings) -> None:
    ana = make_employee(session)
    make_time_off(session, ana)
    make_checkin(session, ana)
    [row] = states(session, settings)
    assert (row.state, row.off_reason, row.called_at) == ("ready", "time_off", NOW)


def test_window_over_midnight_ends_on_the_next_day(session: Session, settings: Settings) -> None:
    make_employee(session, window_start=time(22), window_end=time(2))
    at_night = datetime(2026, 11, 18, 7, tzinfo=UTC)  # 01:00 in Chicago, of a shift that began on Tuesday
    [row] = states(session, settings, now=at_night)
    assert (row.state, row.window_ends_at) == ("awaited", at_night + timedelta(hours=1))


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        pytest.param(date(2026, 10, 31), datetime(2026, 11, 1, 6, 30, tzinfo=UTC), id="back: the first 01:30"),
        pytest.param(date(2026, 11, 1), datetime(2026, 11, 2, 7, 30, tzinfo=UTC), id="the night after"),
        pytest.param(date(2026, 3, 7), datetime(2026, 3, 8, 7, 30, tzinfo=UTC), id="forward: 01:30 comes once"),
    ],
)
def test_window_of_the_night_in_which_clocks_change(
    session: Session, settings: Settings, day: date, ends: datetime
) -> None:
    window = MorningWindow(start=time(22), end=time(1, 30))
    make_employee(session, window_start=window.start, window_end=window.end)
    [row] = states(session, settings, now=ends)
    assert (row.window_ends_at, window.ends_at(day, "America/Chicago")) == (ends, ends)


def test_planned_employment_holds_from_its_day_on(session: Session, settings: Settings) -> None:
    make_employment(session, make_employee(session), starts_on=TODAY, workdays=[6])
    make_employment(session, make_employee(session), starts_on=TODAY + timedelta(days=1), workdays=[6])
    assert [row.off_reason for row in states(session, settings)] == ["not_a_workday", None]


@pytest.mark.parametrize(("holiday_calendar", "reason"), [(None, "holiday"), ("DE", None), ("", None)])
def test_holiday_is_by_ones_own_calendar(
    session: Session, settings: Settings, holiday_calendar: str | None, reason: str | None
) -> None:
    make_employee(session, holiday_calendar=holiday_calendar)
    [row] = states(session, settings, now=datetime(2026, 11, 26, 13, tzinfo=UTC))  # Thanksgiving
    assert row.off_reason == reason


def test_latest_call_that_logged_nothing_says_where_somebody_stands(session: Session, settings: Settings) -> None:
    ana, ben = make_employee(session), make_employee(session)
    make_call(session, ana, started_at=NOW - timedelta(minutes=30))
    make_call(session, ana, started_at=NOW - timedelta(minutes=1), status=CallStatus.IN_PROGRESS)
    make_call(session, ben, started_at=NOW - timedelta(minutes=10), status=CallStatus.IN_PROGRESS)
    assert [row.state for row in states(session, settings)] == ["awaited", "unfinished"]


def test_alerts_say_how_many_blockers_and_whether_somebody_acts(session: Session, settings: Settings) -> None:
    ana = make_employee(session)
    for status in AlertStatus:
        make_alert(session, ana, kind=AlertKind.BLOCKER, status=status)
    [row] = states(session, settings)
    assert (row.blockers, row.in_hand) == (2, False)
    make_alert(session, ana, status=AlertStatus.ACKNOWLEDGED, outcome=AlertOutcome.COVERED)
    [row] = states(session, settings)
    assert (row.blockers, row.in_hand) == (2, True)


def test_only_who_is_in_reach_and_only_alerts_that_may_be_read(session: Session, settings: Settings) -> None:
    sam = make_employee(session, role=Role.MANAGER)
    ana, ben = make_employee(session, manager_id=sam.id), make_employee(session)
    wanted = [make_alert(session, ana, kind=AlertKind.BURNOUT).id, make_alert(session, kind=AlertKind.LINE).id]
    make_alert(session, ben)
    manager = Viewer(employee_id=sam.id, role=Role.MANAGER, timezone="UTC", name="Sam")
    tables = board_tables(session, manager, settings=settings, now=NOW)
    assert session.scalars(sa.select(tables.people.c.id)).all() == [ana.id]
    assert session.scalars(sa.select(tables.live_alerts.c.id).order_by(tables.live_alerts.c.id)).all() == wanted


def test_it_asks_once_before_the_statement_for_calendars(session: Session, settings: Settings) -> None:
    with counted(session.get_bind()) as statements:
        board_tables(session, DISPATCHER, settings=settings, now=NOW)
    assert len(statements) == 1
