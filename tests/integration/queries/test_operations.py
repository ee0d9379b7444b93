"""The figures for an on-call engineer, of a busy morning and of an empty database."""

from datetime import timedelta

from sqlalchemy.orm import Session

from app.domain.alerts.kinds import AlertKind, AlertStatus
from app.models import CallOrigin, OutboxStatus
from app.queries.operations import Operations, operations
from tests.builders import NOW, make_alert, make_call, make_checkin, make_employee, make_message

MINUTE = timedelta(minutes=1)


def test_figures_come_from_the_tables(session: Session) -> None:
    ana = make_employee(session)
    make_message(session, available_at=NOW - 2 * MINUTE)
    make_message(session, available_at=NOW + MINUTE)
    make_message(session, status=OutboxStatus.SENT, available_at=NOW - 9 * MINUTE)
    make_alert(session, ana)
    make_alert(session, ana, kind=AlertKind.BLOCKER, status=AlertStatus.ACKNOWLEDGED)
    make_alert(session, ana, kind=AlertKind.BLOCKER, status=AlertStatus.RESOLVED, resolved_at=NOW)
    make_checkin(session, ana, timestamp=NOW - 5 * MINUTE)
    make_call(session, ana, started_at=NOW - 3 * MINUTE)
    make_call(session, ana, started_at=NOW - MINUTE, origin=CallOrigin.WEB_LINK)
    assert operations(session, NOW) == Operations(
        outbox={"pending": 2, "sent": 1},
        oldest_due_at=NOW - 2 * MINUTE,
        live_alerts={("attendance", "open"): 1, ("blocker", "acknowledged"): 1},
        last_call_at=NOW - 3 * MINUTE,
        last_checkin_at=NOW - 5 * MINUTE,
    )


def test_empty_database_has_no_figures(session: Session) -> None:
    nothing = Operations(outbox={}, oldest_due_at=None, live_alerts={}, last_call_at=None, last_checkin_at=None)
    assert operations(session, NOW) == nothing
