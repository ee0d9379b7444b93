"""One person's day as the rules see it: its calls in order, a reading a day, the calendar, and the alerts to lock."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertStatus
from app.domain.checkins.fields import NotReadyReason
from app.domain.mornings.holidays import Holiday
from app.models import CallStatus
from app.queries.person_days import (
    MOST_READINGS,
    list_day_calls,
    load_person_day,
    lock_person_alerts,
)
from app.settings import Settings
from tests.builders import NOW, TODAY, make_alert, make_call, make_checkin, make_employee, make_time_off

HOUR = timedelta(hours=1)
YESTERDAY = TODAY - timedelta(days=1)


def test_calls_of_the_day_are_in_order_and_say_whether_they_are_over(session: Session) -> None:
    ana = make_employee(session)
    running = make_call(session, ana, status=CallStatus.IN_PROGRESS).id
    second = make_checkin(
        session, ana, call_id=running, call_completed=False, blocker_note="no van", blocker_present=True
    )
    first = make_checkin(session, ana, timestamp=NOW - HOUR, call_completed=False, ready_status=None)
    make_checkin(session, ana, timestamp=NOW - 24 * HOUR)
    make_checkin(session, make_employee(session))
    calls = list_day_calls(session, ana.id, TODAY)
    assert [(call.checkin_id, call.at, call.ready_status, call.blocker_note, call.over) for call in calls] == [
        (first.id, NOW - HOUR, None, None, True),
        (second.id, NOW, True, "no van", False),
    ]


def test_facts_are_the_state_of_the_day(session: Session, settings: Settings) -> None:
    ana = make_employee(session)
    make_checkin(session, ana, timestamp=NOW - HOUR)
    make_checkin(session, ana, ready_status=False, not_ready_reason=NotReadyReason.VEHICLE)
    day = load_person_day(session, ana.id, TODAY, settings=settings)
    assert (day.employee_id, day.day, len(day.calls)) == (ana.id, TODAY, 2)
    facts = day.facts
    assert (facts.checkin_on, facts.ready_status, facts.not_ready_reason) == (TODAY, False, NotReadyReason.VEHICLE)


def test_day_without_a_call_says_nothing(session: Session, settings: Settings) -> None:
    day = load_person_day(session, make_employee(session).id, TODAY, settings=settings)
    assert (day.calls, day.facts.ready_status, day.facts.blocker_present, day.facts.energies) == ((), None, None, {})


def test_last_reading_of_a_day_counts_and_later_days_do_not(session: Session, settings: Settings) -> None:
    ana = make_employee(session)
    monday = NOW - 24 * HOUR
    make_checkin(session, ana, timestamp=monday + HOUR, energy_level=2)
    make_checkin(session, ana, timestamp=monday, energy_level=5)
    make_checkin(session, ana, timestamp=monday + 2 * HOUR, energy_level=None)
    make_checkin(session, ana, energy_level=3)
    make_checkin(session, ana, timestamp=NOW + 24 * HOUR, energy_level=1)
    make_checkin(session, make_employee(session), energy_level=1)
    assert load_person_day(session, ana.id, TODAY, settings=settings).facts.energies == {TODAY: 3, YESTERDAY: 2}


def test_no_more_readings_are_read_than_a_run_can_need(session: Session, settings: Settings) -> None:
    ana = make_employee(session)
    for back in range(MOST_READINGS + 2):
        make_checkin(session, ana, timestamp=NOW - back * 24 * HOUR)
    energies = load_person_day(session, ana.id, TODAY, settings=settings).facts.energies
    assert sorted(energies) == [TODAY - timedelta(days=back) for back in reversed(range(MOST_READINGS))]


def test_calendar_has_the_persons_pattern_absences_and_holidays(session: Session, settings: Settings) -> None:
    ana = make_employee(session, workdays=[2, 3], timezone="America/Denver")
    make_time_off(session, ana, starts_on=TODAY - timedelta(days=7))
    make_time_off(session, make_employee(session))
    make_checkin(session, ana, energy_level=settings.low_energy_threshold)
    facts = load_person_day(session, ana.id, TODAY, settings=settings).facts
    assert (facts.pattern.timezone, facts.pattern.workdays) == ("America/Denver", frozenset({2, 3}))
    assert [absence.starts_on for absence in facts.absences] == [TODAY - timedelta(days=7)]
    assert facts.holidays[date(2026, 11, 11)] == Holiday("Veterans Day")


def test_days_before_are_not_asked_for_where_the_day_is_not_low(session: Session, settings: Settings) -> None:
    ana = make_employee(session)
    make_time_off(session, ana, starts_on=TODAY - timedelta(days=7), ends_on=TODAY - timedelta(days=7))
    make_checkin(session, ana, energy_level=settings.low_energy_threshold + 1)
    facts = load_person_day(session, ana.id, TODAY, settings=settings).facts
    assert (facts.energies, facts.absences) == ({TODAY: settings.low_energy_threshold + 1}, ())


def test_newest_attendance_alert_of_the_day_is_locked_live_or_not(session: Session) -> None:
    ana = make_employee(session)
    make_alert(session, ana, status=AlertStatus.RESOLVED, resolved_at=NOW)
    newest = make_alert(session, ana, status=AlertStatus.RESOLVED, resolved_at=NOW)
    make_alert(session, ana, alert_on=YESTERDAY)
    make_alert(session, ana, kind=AlertKind.MISSED)
    make_alert(session, make_employee(session))
    assert lock_person_alerts(session, ana.id, TODAY).attendance == newest
    assert lock_person_alerts(session, ana.id, TODAY + timedelta(days=1)).attendance is None


def test_blockers_to_lock_are_the_live_ones_and_those_reported_that_day(session: Session) -> None:
    ana = make_employee(session)
    closed = {"kind": AlertKind.BLOCKER, "status": AlertStatus.RESOLVED, "resolved_at": NOW, "alert_on": YESTERDAY}
    live = make_alert(session, ana, kind=AlertKind.BLOCKER, alert_on=YESTERDAY, status=AlertStatus.ACKNOWLEDGED)
    again = make_alert(session, ana, **closed, facts={"days": [YESTERDAY.isoformat(), TODAY.isoformat()]})
    of_today = make_alert(session, ana, **closed | {"alert_on": TODAY})
    make_alert(session, ana, **closed, facts={"days": [YESTERDAY.isoformat()]})
    make_alert(session, ana)
    make_alert(session, make_employee(session), kind=AlertKind.BLOCKER)
    assert lock_person_alerts(session, ana.id, TODAY).blockers == [live, again, of_today]


def test_newest_burnout_alert_is_locked_live_or_not_and_the_missed_one_only_while_it_is_live(session: Session) -> None:
    ana = make_employee(session)
    over = {"status": AlertStatus.RESOLVED, "resolved_at": NOW}
    make_alert(session, ana, kind=AlertKind.BURNOUT, alert_on=YESTERDAY, **over)
    burnout = make_alert(session, ana, kind=AlertKind.BURNOUT, alert_on=YESTERDAY, **over)
    missed = make_alert(session, ana, kind=AlertKind.MISSED)
    make_alert(session, ana, kind=AlertKind.MISSED, alert_on=YESTERDAY)
    locked = lock_person_alerts(session, ana.id, TODAY)
    assert (locked.burnout, locked.missed, locked.attendance, locked.blockers) == (burnout, missed, None, [])
    missed.status, missed.resolved_at = AlertStatus.RESOLVED, NOW
    session.flush()
    assert lock_person_alerts(session, ana.id, TODAY).missed is None
