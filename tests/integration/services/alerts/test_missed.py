"""Missed check-ins at the cut-off of each zone; late calls; the line guard; the reminder before."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertOutcome, AlertStatus
from app.domain.permissions import Role
from app.models import Alert, AlertEvent, Employee, OutboxMessage
from app.services.alerts.follow import raise_alerts
from app.services.alerts.missed import record_missed_checkins
from app.services.messages.reminders import remind_unanswered
from app.settings import Settings
from tests.builders import TODAY, make_call, make_checkin, make_employee, make_time_off

CUT_OFF = datetime(2026, 11, 17, 16, 15, tzinfo=UTC)
"""10:15 in Chicago."""


def missed(session: Session, settings: Settings, now: datetime = CUT_OFF) -> list[str]:
    """Return the names that this run raised."""
    raised = record_missed_checkins(session, now=now, settings=settings)
    return [session.get_one(Employee, alert.employee_id).name for alert in raised]


def alert_of(session: Session, employee: Employee) -> Alert:
    return session.scalars(select(Alert).where(Alert.employee_id == employee.id)).one()


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


@pytest.fixture
def crew(session: Session) -> list[Employee]:
    """Ten technicians who called on each of the last five Tuesdays."""
    crew = [make_employee(session, name=f"Crew {number}") for number in range(10)]
    for weeks in range(1, 6):
        for employee in crew:
            make_call(session, employee, started_at=CUT_OFF - timedelta(weeks=weeks, hours=3))
    return crew


def kinds(session: Session) -> list[AlertKind]:
    return sorted(session.scalars(select(Alert.kind)))


def test_line_guard_tells_ops_and_holds_the_rest_for_fifteen_minutes(
    session: Session, settings: Settings, crew: list[Employee]
) -> None:
    make_checkin(session, crew[0])
    assert missed(session, settings) == []
    assert kinds(session) == [AlertKind.LINE]
    assert missed(session, settings, CUT_OFF + timedelta(minutes=14)) == []
    assert len(missed(session, settings, CUT_OFF + timedelta(minutes=15))) == 9
    assert kinds(session).count(AlertKind.LINE) == 1


def test_line_guard_compares_calls_at_the_first_run_and_holds_from_it(
    session: Session, settings: Settings, crew: list[Employee]
) -> None:
    """An outage of ours put the first run off to 10:40."""
    first_run = CUT_OFF + timedelta(minutes=25)
    assert missed(session, settings, first_run) == []
    assert kinds(session) == [AlertKind.LINE]
    assert missed(session, settings, first_run + timedelta(minutes=14)) == []
    assert len(missed(session, settings, first_run + timedelta(minutes=15))) == len(crew)


def test_new_directory_is_a_dead_line_before_it_is_a_missing_crew(session: Session, settings: Settings) -> None:
    for number in range(24):
        make_employee(session, name=f"New {number}")
    assert missed(session, settings) == []
    assert kinds(session) == [AlertKind.LINE]


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


def test_people_who_call_during_the_hold_are_never_alerted(
    session: Session, settings: Settings, crew: list[Employee]
) -> None:
    missed(session, settings)
    for employee in crew[1:]:
        make_checkin(session, employee, timestamp=CUT_OFF + timedelta(minutes=5))
    assert missed(session, settings, CUT_OFF + timedelta(minutes=15)) == ["Crew 0"]


def test_line_alert_closes_by_itself_when_the_calls_come_in(
    session: Session, settings: Settings, crew: list[Employee]
) -> None:
    missed(session, settings)
    for employee in crew[:5]:
        make_checkin(session, employee, timestamp=CUT_OFF + timedelta(minutes=5))
    missed(session, settings, CUT_OFF + timedelta(minutes=6))
    line = session.scalars(select(Alert).where(Alert.kind == AlertKind.LINE)).one()
    assert (line.status, line.outcome) == (AlertStatus.RESOLVED, AlertOutcome.LINE_BACK)
    assert missed(session, settings, CUT_OFF + timedelta(minutes=7)) == []
    assert kinds(session) == [AlertKind.LINE]


def test_line_guard_says_why(session: Session, settings: Settings, crew: list[Employee]) -> None:
    make_checkin(session, crew[0])
    missed(session, settings)
    facts = session.scalars(select(Alert.facts)).one()
    assert (facts["expected"], facts["called"], facts["usual_share"], facts["earlier_weeks"]) == (10, 1, 1.0, 5)


def test_half_the_crew_calling_is_no_dead_line(session: Session, settings: Settings, crew: list[Employee]) -> None:
    for employee in crew[:5]:
        make_checkin(session, employee)
    assert len(missed(session, settings)) == 5


REMIND_FROM = datetime(2026, 11, 17, 15, 12, tzinfo=UTC)
"""80 % of the window from 06:00 to 10:00 in Chicago."""


@pytest.mark.parametrize(
    ("now", "reminded"),
    [
        (REMIND_FROM - timedelta(seconds=1), []),
        (REMIND_FROM, ["Ana Ruiz"]),
        (REMIND_FROM + timedelta(minutes=48), []),
    ],
    ids=["before", "at-80-percent", "window-over"],
)
def test_reminder_goes_once_most_of_the_window_is_over(
    session: Session, settings: Settings, now: datetime, reminded: list[str]
) -> None:
    texting = settings.__class__(**{**vars(settings), "twilio_account_sid": "AC0", "twilio_from": "+13125550100"})
    make_employee(session, name="Ana Ruiz", sms_opt_in=True)
    make_employee(session, name="No consent")
    make_checkin(session, make_employee(session, sms_opt_in=True), timestamp=REMIND_FROM - timedelta(hours=1))
    assert [person.name for person in remind_unanswered(session, now=now, settings=texting)] == reminded


def test_no_reminder_without_a_channel(session: Session, settings: Settings) -> None:
    make_employee(session, sms_opt_in=True)
    assert remind_unanswered(session, now=REMIND_FROM, settings=settings) == ()
