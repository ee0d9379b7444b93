"""Who called and checked in on given days, and which alerts were ever raised."""

from datetime import time, timedelta

from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertStatus
from app.domain.mornings.window import MorningWindow
from app.models import CallOrigin, CallStatus
from app.queries.mornings import alerted, checked_in, count_callers, heard_from
from tests.builders import NOW, TODAY, make_alert, make_call, make_checkin, make_employee

YESTERDAY = TODAY - timedelta(days=1)
HOUR = timedelta(hours=1)


def test_first_check_in_of_each_asked_person_and_day(session: Session) -> None:
    ana, ben = make_employee(session), make_employee(session)
    for person, at in ((ana, NOW + HOUR), (ana, NOW), (ana, NOW - timedelta(days=1)), (ben, NOW)):
        make_checkin(session, person, timestamp=at)
    asked = [(ana.id, TODAY), (ben.id, YESTERDAY), (ben.id, TODAY)]
    assert checked_in(session, asked) == {(ana.id, TODAY): NOW, (ben.id, TODAY): NOW}
    assert checked_in(session, []) == {}


def test_call_that_broke_off_is_heard_and_a_text_that_nobody_understood_is_not(session: Session) -> None:
    ana, ben, cy = (make_employee(session) for _ in range(3))
    make_call(session, ana, started_at=NOW)
    make_call(session, ben, started_at=NOW, origin=CallOrigin.TEXT)
    text = make_call(session, cy, started_at=NOW, origin=CallOrigin.TEXT)
    make_checkin(session, cy, timestamp=NOW + HOUR, call_id=text.id)
    window = MorningWindow(start=time(6), end=time(10))
    assert heard_from(session, [(person.id, TODAY) for person in (ana, ben, cy)], window=window) == {
        (ana.id, TODAY): NOW,
        (cy.id, TODAY): NOW + HOUR,
    }


def test_key_of_a_resolved_alert_is_known_too(session: Session) -> None:
    make_alert(session, make_employee(session), dedupe_key="live")
    make_alert(session, make_employee(session), dedupe_key="done", status=AlertStatus.RESOLVED, resolved_at=NOW)
    assert alerted(session, ["live", "done", "never"]) == {"live", "done"}
    assert alerted(session, []) == set()


def test_callers_are_counted_once_within_each_days_span(session: Session) -> None:
    ana, ben, stranger = (make_employee(session) for _ in range(3))
    make_call(session, ana, started_at=NOW)
    make_call(session, ana, started_at=NOW + HOUR / 2, status=CallStatus.IN_PROGRESS, ended_at=None)
    make_call(session, ben, started_at=NOW - timedelta(days=1))
    make_call(session, ben, started_at=NOW + HOUR)
    make_call(session, stranger, started_at=NOW)
    make_call(session, started_at=NOW)
    for origin in (CallOrigin.WEB_LINK, CallOrigin.TEXT):  # they say nothing of the telephone line
        make_call(session, ben, started_at=NOW, origin=origin)
    spans = {day: (NOW - back, NOW - back + HOUR) for day, back in ((TODAY, 0 * HOUR), (YESTERDAY, 24 * HOUR))}
    assert count_callers(session, [ana.id, ben.id], spans) == {TODAY: 1, YESTERDAY: 1}


def test_day_without_a_call_is_left_out(session: Session) -> None:
    ana = make_employee(session)
    assert count_callers(session, [ana.id], {TODAY: (NOW, NOW + HOUR)}) == {}
