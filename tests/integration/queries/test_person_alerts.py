"""One person's alerts and their timeline."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertEventKind, AlertKind, AlertStatus
from app.queries.person_alerts import TimelineEntry, list_person_alerts, list_person_timeline
from tests.builders import NOW, TODAY, make_alert, make_alert_event, make_employee

LAST_WEEK = TODAY - timedelta(days=7)
DAY = timedelta(days=1)


def test_alerts_since_the_date_and_every_live_one(session: Session) -> None:
    ana = make_employee(session)
    closed = {"status": AlertStatus.RESOLVED, "resolved_at": NOW}
    on_the_day = make_alert(session, ana, alert_on=LAST_WEEK, opened_at=NOW - 7 * DAY, **closed)
    make_alert(session, ana, alert_on=LAST_WEEK - DAY, opened_at=NOW - 8 * DAY, **closed)
    live = make_alert(session, ana, alert_on=LAST_WEEK - DAY, opened_at=NOW - 8 * DAY, status=AlertStatus.ACKNOWLEDGED)
    make_alert(session, make_employee(session))
    assert list_person_alerts(session, ana.id, since=LAST_WEEK) == [live, on_the_day]


def test_timeline_is_newest_first_and_says_why_where_it_was_raised(session: Session) -> None:
    ana = make_employee(session)
    alert = make_alert(session, ana, kind=AlertKind.BLOCKER, facts={"why": "Reported a blocker."})
    events: dict[AlertEventKind, dict[str, Any]] = {
        AlertEventKind.RAISED: {"data": {}},
        AlertEventKind.ADDED: {"data": {"why": "Said it again."}},
        AlertEventKind.ACKNOWLEDGED: {"data": {"why": "not shown"}, "actor_name": "Kay", "note": "on it"},
    }
    for minutes, (event, values) in enumerate(events.items()):
        make_alert_event(session, alert, event=event, at=NOW + timedelta(minutes=minutes), **values)
    timeline = list_person_timeline(session, ana.id, since=NOW)
    assert [(entry.event, entry.why) for entry in timeline] == [
        (AlertEventKind.ACKNOWLEDGED, None),
        (AlertEventKind.ADDED, "Said it again."),
        (AlertEventKind.RAISED, "Reported a blocker."),
    ]
    assert timeline[0] == TimelineEntry(
        at=NOW + timedelta(minutes=2),
        event=AlertEventKind.ACKNOWLEDGED,
        kind=AlertKind.BLOCKER,
        rule_id="BLOCKER-1",
        alert_id=alert.id,
        actor_name="Kay",
        note="on it",
        why=None,
    )


def test_timeline_ends_at_the_date_the_person_and_the_most(session: Session) -> None:
    ana = make_employee(session)
    alert, other = make_alert(session, ana), make_alert(session, make_employee(session))
    make_alert_event(session, other)
    for seconds in (-1, 0, 1, 2):
        make_alert_event(session, alert, at=NOW + timedelta(seconds=seconds))
    at = [entry.at for entry in list_person_timeline(session, ana.id, since=NOW, most=2)]
    assert at == [NOW + timedelta(seconds=2), NOW + timedelta(seconds=1)]
