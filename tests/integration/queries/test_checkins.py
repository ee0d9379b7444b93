"""A person's days as read from the tables, in the person's own zone."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind, AlertKind, AlertStatus
from app.domain.checkins.fields import CallType
from app.domain.figures.checkin_days import PersonalCalendar
from app.domain.mornings.day_states import DayState
from app.domain.mornings.window import MorningWindow
from app.domain.mornings.workdays import WorkPattern
from app.models import CallOrigin, Employee
from app.queries.checkins import list_checkins, list_days, list_unfinished_days
from app.queries.kpis import list_kpi_series
from app.queries.person_alerts import list_person_alerts, list_person_timeline
from app.queries.work_patterns import work_pattern
from tests.builders import (
    NOW,
    TODAY,
    make_alert,
    make_alert_event,
    make_call,
    make_checkin,
    make_employee,
    make_kpi,
    make_reading,
)

WINDOW = MorningWindow(start=time(6), end=time(10))
YESTERDAY = TODAY - timedelta(days=1)


def test_checkins_come_in_the_order_of_the_calls(session: Session) -> None:
    ana = make_employee(session)
    make_checkin(session, ana, energy_level=4, timestamp=NOW + timedelta(hours=1), call_type=CallType.OPS_ONLY)
    make_checkin(session, ana, energy_level=2, kpi_action_today="Photos", blocker_present=True)
    make_checkin(session, make_employee(session), energy_level=1)
    found = list_checkins(session, ana.id, TODAY, TODAY)
    assert [(call.energy, call.ops_only, call.kpi_action, call.blocker) for call in found] == [
        (2, False, "Photos", True),
        (4, True, None, False),
    ]


def calendar_of(employee: Employee, *others: WorkPattern) -> PersonalCalendar:
    return PersonalCalendar(pattern=work_pattern(employee, others), holidays={})


def test_a_new_zone_and_window_leave_an_unfinished_morning_as_it_was(session: Session) -> None:
    """Yesterday 06:00 in Chicago was in the window; today the person works in Los Angeles from 05:00 on."""
    ana = make_employee(session)
    make_call(session, ana, started_at=NOW - timedelta(hours=25))
    before = list_unfinished_days(session, ana, calendar_of(ana), YESTERDAY, TODAY, window=WINDOW)
    old = work_pattern(ana)
    ana.timezone, ana.employment_since = "America/Los_Angeles", TODAY
    ana.window_start, ana.window_end = time(5), time(9)
    assert list_unfinished_days(session, ana, calendar_of(ana, old), YESTERDAY, TODAY, window=WINDOW) == before
    assert before == {YESTERDAY}


def test_unfinished_is_a_morning_call_without_a_row(session: Session) -> None:
    ana = make_employee(session)
    make_call(session, ana, started_at=NOW)
    make_call(session, ana, started_at=datetime(2026, 11, 16, 20, 0, tzinfo=UTC))
    make_checkin(session, ana, timestamp=NOW - timedelta(days=4))
    assert list_unfinished_days(session, ana, calendar_of(ana), TODAY - timedelta(days=7), TODAY, window=WINDOW) == {
        TODAY
    }


def test_unfinished_day_is_the_persons_own_local_date(session: Session) -> None:
    tokyo = make_employee(session, timezone="Asia/Tokyo")
    make_call(session, tokyo, started_at=datetime(2026, 11, 16, 22, 0, tzinfo=UTC))
    assert list_unfinished_days(session, tokyo, calendar_of(tokyo), YESTERDAY, TODAY, window=WINDOW) == {TODAY}


def test_days_join_calls_and_calendar(session: Session) -> None:
    ana = make_employee(session)
    make_checkin(session, ana, timestamp=NOW - timedelta(days=1), ready_status=False)
    days = _days(session, ana, date(2026, 11, 13))
    assert [(day.day, day.state) for day in days] == [
        (date(2026, 11, 13), DayState.MISSED),
        (date(2026, 11, 14), DayState.OFF),
        (date(2026, 11, 15), DayState.OFF),
        (date(2026, 11, 16), DayState.NOT_READY),
        (date(2026, 11, 17), DayState.AWAITED),
    ]


def _days(session: Session, employee: Employee, first: date) -> list:  # type: ignore[type-arg]
    calendar = calendar_of(employee)
    return list_days(session, employee, calendar, first=first, today=TODAY, window=WINDOW)


def test_kpis_come_in_the_order_of_the_profile_then_the_goals(session: Session) -> None:
    ana = make_employee(session)
    kpis = {name: make_kpi(session, name=name) for name in ("Alpha", "Beta", "Goal", "Unread")}
    for name in ("Alpha", "Beta", "Goal"):
        make_reading(session, ana, kpis[name], value=Decimal("1.5"))
    make_reading(session, make_employee(session), kpis["Unread"])
    found = list_kpi_series(
        session, ana.id, since=date(2026, 1, 1), names=["beta", "Unread"], goal_kpi_id=kpis["Goal"].id
    )
    assert [(series.name, [reading.value for reading in series.readings]) for series in found] == [
        ("Beta", [1.5]),
        ("Goal", [1.5]),
        ("Alpha", [1.5]),
    ]


def test_live_alerts_are_listed_however_old(session: Session) -> None:
    ana = make_employee(session)
    old = {"alert_on": date(2026, 1, 5), "kind": AlertKind.BLOCKER}
    live = make_alert(session, ana, **old)
    make_alert(session, ana, status=AlertStatus.RESOLVED, **old)
    recent = make_alert(session, ana, opened_at=NOW + timedelta(hours=1))
    make_alert(session, make_employee(session))
    assert list_person_alerts(session, ana.id, since=date(2026, 11, 1)) == [live, recent]


def test_timeline_is_newest_first_and_says_why_where_raised(session: Session) -> None:
    ana = make_employee(session)
    alert = make_alert(session, ana, facts={"why": "Not ready on Tue 17 Nov."})
    make_alert_event(session, alert)
    make_alert_event(session, alert, event=AlertEventKind.ACKNOWLEDGED, at=NOW + timedelta(minutes=5), actor_name="Kay")
    entries = list_person_timeline(session, ana.id, since=NOW - timedelta(days=1))
    assert [(entry.event, entry.actor_name, entry.why) for entry in entries] == [
        (AlertEventKind.ACKNOWLEDGED, "Kay", None),
        (AlertEventKind.RAISED, None, "Not ready on Tue 17 Nov."),
    ]


@pytest.mark.parametrize(
    ("origin", "written"),
    [(CallOrigin.TELEPHONE, ""), (CallOrigin.WEB_LINK, "web link"), (CallOrigin.TEXT, "text message")],
)
def test_way_of_a_checkin_is_said_where_it_was_no_call(session: Session, origin: CallOrigin, written: str) -> None:
    ana = make_employee(session)
    make_checkin(session, ana, call_id=make_call(session, ana, origin=origin).id)
    assert [found.written for found in list_checkins(session, ana.id, TODAY, TODAY)] == [written]
