"""Blockers with their age in the technician's workdays, and what a technician hears about them on the phone."""

from datetime import timedelta

from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind, AlertKind, AlertOutcome, AlertStatus
from app.models import Alert, Employee
from app.queries.alerts import NEWS_LASTS, SAME_CALL, blocker_ages, list_blocker_states
from app.settings import Settings
from tests.builders import NOW, TODAY, make_alert, make_alert_event, make_employee


def make_blocker(session: Session, person: Employee, note: str, **overrides: object) -> Alert:
    return make_alert(session, person, kind=AlertKind.BLOCKER, note=note, **overrides)


def make_resolved(session: Session, person: Employee, note: str, **overrides: object) -> Alert:
    closed = {"status": AlertStatus.RESOLVED, "resolved_at": NOW - timedelta(hours=1)}
    return make_blocker(session, person, note, **closed | overrides)


def notes(session: Session, person: Employee) -> list[str | None]:
    return [state.alert.note for state in list_blocker_states(session, person.id, now=NOW)]


def test_open_blockers_come_first_to_last_and_only_ones_own(session: Session) -> None:
    ana = make_employee(session)
    make_blocker(session, ana, "older", opened_at=NOW - timedelta(days=1))
    make_blocker(session, ana, "newer", status=AlertStatus.ACKNOWLEDGED)
    make_blocker(session, make_employee(session), "somebody else's")
    make_alert(session, ana, note="no blocker")
    assert notes(session, ana) == ["newer", "older"]


def test_what_was_resolved_is_told_once_and_with_the_name(session: Session) -> None:
    ana = make_employee(session)
    alert = make_resolved(session, ana, "gate code")
    for event, name in (
        (AlertEventKind.RAISED, None),
        (AlertEventKind.OUTCOME, "Kay"),
        (AlertEventKind.RESOLVED, "Sam"),
    ):
        make_alert_event(session, alert, event=event, actor_name=name)
    assert [state.resolved_by for state in list_blocker_states(session, ana.id, now=NOW)] == ["Sam"]
    alert.news_told_at = NOW - SAME_CALL
    session.flush()
    assert notes(session, ana) == []


def test_news_told_in_the_same_call_is_told_again(session: Session) -> None:
    ana = make_employee(session)
    make_resolved(session, ana, "gate code", news_told_at=NOW - SAME_CALL + timedelta(seconds=1))
    assert notes(session, ana) == ["gate code"]


def test_old_news_and_what_the_caller_took_back_are_left_out(session: Session) -> None:
    ana = make_employee(session)
    make_resolved(session, ana, "too long ago", resolved_at=NOW - NEWS_LASTS)
    make_resolved(session, ana, "corrected", outcome=AlertOutcome.CORRECTED_BY_CALLER)
    make_resolved(session, ana, "no outcome said", outcome=None)
    assert notes(session, ana) == ["no outcome said"]


def test_age_stops_when_it_is_resolved_and_counts_own_workdays(session: Session, settings: Settings) -> None:
    """Tuesday to Tuesday, with Veterans Day between."""
    office, saturday = make_employee(session), make_employee(session, workdays=[6])
    a_week_ago = {"alert_on": TODAY - timedelta(days=7)}
    open_one = make_blocker(session, office, "open", **a_week_ago)
    closed = make_resolved(session, office, "closed", resolved_at=NOW - timedelta(days=4), **a_week_ago)
    weekend = make_blocker(session, saturday, "weekend", **a_week_ago)
    line = make_alert(session, kind=AlertKind.LINE)
    ages = blocker_ages(session, [open_one, closed, weekend, line], now=NOW, settings=settings)
    assert ages == {open_one.id: 4, closed.id: 2, weekend.id: 1}


def test_nobodys_alerts_have_no_age(session: Session, settings: Settings) -> None:
    assert blocker_ages(session, [make_alert(session, kind=AlertKind.LINE)], now=NOW, settings=settings) == {}
