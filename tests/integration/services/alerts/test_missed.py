"""Missed check-ins at the cut-off of each zone, and late calls."""

import threading
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertOutcome, AlertStatus
from app.domain.permissions import Role
from app.models import Alert, AlertEvent, OutboxMessage
from app.services.alerts.follow import raise_alerts
from app.services.alerts.missed import record_missed_checkins
from app.settings import Settings
from tests.builders import TODAY, make_call, make_checkin, make_employee, make_time_off
from tests.integration.services.alerts.missing import CUT_OFF, alert_of, missed

AT_ONE = datetime(2026, 11, 18, 7, 0, tzinfo=UTC)
"""One o'clock in Chicago, in the night after `TODAY`."""


def test_expected_person_is_missed_from_the_cut_off_on_and_once(session: Session, settings: Settings) -> None:
    make_employee(session, name="Ana Ruiz")
    assert missed(session, settings, CUT_OFF - timedelta(seconds=1)) == []
    assert missed(session, settings) == ["Ana Ruiz"]
    assert missed(session, settings, CUT_OFF + timedelta(minutes=1)) == []


def test_missed_alert_says_why(session: Session, settings: Settings) -> None:
    ana = make_employee(session)
    missed(session, settings)
    alert = alert_of(session, ana)
    assert (alert.rule_id, alert.alert_on, alert.facts["why"]) == (
        "MISSED-1",
        TODAY,
        "Expected by 10:00 on Tue 17 Nov and not checked in by 10:15. Tuesday is one of their workdays.",
    )


def test_nobody_is_missed_who_checked_in_or_is_not_expected(session: Session, settings: Settings) -> None:
    make_checkin(session, make_employee(session, name="Checked in"))
    make_time_off(session, make_employee(session, name="On holiday"))
    make_employee(session, name="Weekend worker", workdays=[6, 7])
    make_employee(session, name="Starts tomorrow", started_on=TODAY + timedelta(days=1))
    make_employee(session, name="Left", active=False)
    make_employee(session, name="Manager", role="manager")
    assert missed(session, settings) == []


def test_whoever_called_and_did_not_finish_is_not_missing(session: Session, settings: Settings) -> None:
    make_call(session, make_employee(session, name="Ana Ruiz"))
    make_call(session, make_employee(session, name="Yesterday"), started_at=CUT_OFF - timedelta(days=1))
    assert missed(session, settings) == ["Yesterday"]


def test_later_call_that_breaks_off_closes_the_alert(session: Session, settings: Settings) -> None:
    ana = make_employee(session)
    missed(session, settings)
    make_call(session, ana, started_at=CUT_OFF + timedelta(minutes=20))
    missed(session, settings, CUT_OFF + timedelta(minutes=22))
    assert alert_of(session, ana).outcome is AlertOutcome.CALLED_LATE


def test_each_zone_has_its_own_cut_off(session: Session, settings: Settings) -> None:
    make_employee(session, name="Chicago")
    make_employee(session, name="Los Angeles", timezone="America/Los_Angeles")
    assert missed(session, settings) == ["Chicago"]
    assert missed(session, settings, CUT_OFF + timedelta(hours=2)) == ["Los Angeles"]


def test_late_call_closes_the_alert(session: Session, settings: Settings) -> None:
    ana = make_employee(session)
    missed(session, settings)
    called_at = CUT_OFF + timedelta(minutes=20)
    raise_alerts(session, make_checkin(session, ana, timestamp=called_at), settings=settings, now=called_at)
    alert = alert_of(session, ana)
    assert (alert.status, alert.outcome, alert.resolved_at) == (
        AlertStatus.RESOLVED,
        AlertOutcome.CALLED_LATE,
        called_at,
    )
    note = session.scalars(select(AlertEvent.note).order_by(AlertEvent.id.desc())).first()
    assert note == "called late, at 10:35"
    assert missed(session, settings, called_at + timedelta(minutes=1)) == []


def test_call_that_crossed_with_the_run_closes_the_alert_at_the_next_run(session: Session, settings: Settings) -> None:
    ana = make_employee(session)
    missed(session, settings)
    make_checkin(session, ana, timestamp=CUT_OFF - timedelta(seconds=1))
    missed(session, settings, CUT_OFF + timedelta(minutes=1))
    assert alert_of(session, ana).outcome is AlertOutcome.CALLED_LATE


def test_time_off_entered_afterwards_closes_the_alert(session: Session, settings: Settings) -> None:
    ana = make_employee(session)
    missed(session, settings)
    make_time_off(session, ana)
    assert missed(session, settings, CUT_OFF + timedelta(minutes=1)) == []
    assert (alert_of(session, ana).status, alert_of(session, ana).outcome) == (
        AlertStatus.RESOLVED,
        AlertOutcome.FALSE_ALARM,
    )


def test_two_runs_at_once_raise_nothing_twice(committed: Session, settings: Settings) -> None:
    for _ in range(6):
        make_employee(committed)
    committed.commit()
    engine, raised = committed.get_bind(), []

    def run() -> None:
        with Session(engine) as own:
            raised.append(len(record_missed_checkins(own, now=CUT_OFF, settings=settings)))
            own.commit()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sum(raised) == 6
    assert len(committed.scalars(select(Alert)).all()) == 6


def test_message_lists_at_most_twelve_names(session: Session, settings: Settings) -> None:
    make_employee(session, role=Role.DISPATCHER, email="dee@demo.example")
    for number in range(40):
        person = make_employee(session, name=f"Tech {number:02}")
        if number >= 20:
            make_checkin(session, person, timestamp=CUT_OFF - timedelta(hours=1))
    assert len(missed(session, settings)) == 20
    [message] = session.scalars(select(OutboxMessage).where(OutboxMessage.address == "dee@demo.example"))
    assert "Tech 10, Tech 11 and 8 more." in message.body_text
    assert "Tech 12" not in message.body_text


def test_crew_of_the_night_is_missed_after_its_own_window_and_for_the_day_it_opened_on(
    session: Session, settings: Settings
) -> None:
    crew = {"window_start": time(22), "window_end": time(2)}
    make_employee(session, name="Asleep", **crew)
    make_call(session, make_employee(session, name="Called at one", **crew), started_at=AT_ONE)
    cut_off = AT_ONE + timedelta(hours=1, minutes=15)
    assert missed(session, settings, cut_off - timedelta(seconds=1)) == []
    assert missed(session, settings, cut_off) == ["Asleep"]
    assert missed(session, settings, cut_off + timedelta(hours=9)) == []
    assert session.scalars(select(Alert.alert_on)).all() == [TODAY]
