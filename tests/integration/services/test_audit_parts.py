"""The audit log by month: a line at the turn, parts made ahead, months dropped when their term is over, legal holds."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from app.domain.audit_months import FOR_THE_REST, AuditMonth, wanted_months
from app.models import AuditEvent
from app.queries.audit_parts import list_audit_months, months_in_the_rest, roles_with_rights
from app.services.audit import record_audit
from app.services.audit_parts import drop_audit_parts, make_audit_parts
from app.services.people.erasing import erase_person, set_legal_hold
from app.settings import Settings
from tests.builders import make_employee

FAR = datetime(2094, 3, 31, 12, tzinfo=UTC)
"""No migration has made parts for this."""
APRIL = datetime(2094, 4, 1, tzinfo=UTC)


@pytest.fixture
def company(settings: Settings) -> Settings:
    return replace(settings, keep_audit_months=12)


def note(session: Session, at: datetime, *, subject_id: int | None = None, action: str = "test.done") -> None:
    record_audit(session, actor_id=None, subject_id=subject_id, action=action, now=at)
    session.flush()


def part_of(session: Session, action: str) -> str:
    """Return the table that holds the line of this action."""
    query = sa.text("SELECT tableoid::regclass::text FROM audit_events WHERE action = :action")
    return str(session.execute(query, {"action": action}).scalar_one())


def lines(session: Session) -> list[tuple[str, datetime]]:
    query = sa.select(AuditEvent.action, AuditEvent.at).where(AuditEvent.at >= FAR - timedelta(days=800))
    return [(action, at) for action, at in session.execute(query.order_by(AuditEvent.at, AuditEvent.id))]


def test_line_of_the_turn_of_a_month_is_in_the_month_of_its_instant(session: Session) -> None:
    make_audit_parts(session, now=FAR)
    note(session, APRIL - timedelta(microseconds=1), action="before")
    note(session, APRIL, action="after")
    assert (part_of(session, "before"), part_of(session, "after")) == ("audit_events_2094_03", "audit_events_2094_04")
    events = session.scalars(sa.select(AuditEvent).where(AuditEvent.at >= APRIL - timedelta(days=1))).all()
    assert len({event.id for event in events}) == 2


def test_line_of_a_month_that_nobody_made_is_taken_and_moved_when_it_is(session: Session) -> None:
    note(session, FAR, action="early")
    note(session, FAR + timedelta(days=400), action="far_ahead")
    assert part_of(session, "early") == FOR_THE_REST
    before = session.execute(sa.select(AuditEvent.id, AuditEvent.at).order_by(AuditEvent.id)).all()
    made = make_audit_parts(session, now=FAR + timedelta(days=40))
    assert made == [AuditMonth(2094, month) for month in (3, 5, 6, 7, 8)]
    assert (part_of(session, "early"), part_of(session, "far_ahead")) == ("audit_events_2094_03", FOR_THE_REST)
    assert session.execute(sa.select(AuditEvent.id, AuditEvent.at).order_by(AuditEvent.id)).all() == before
    note(session, FAR, action="later")
    assert part_of(session, "later") == "audit_events_2094_03"


def test_making_again_makes_nothing(session: Session) -> None:
    make_audit_parts(session, now=FAR)
    assert set(wanted_months(FAR)) <= set(list_audit_months(session))
    assert make_audit_parts(session, now=FAR) == []
    assert months_in_the_rest(session) == []


@pytest.mark.parametrize("statement", ["UPDATE {} SET action = 'x'", "DELETE FROM {}"])
@pytest.mark.parametrize("part", ["audit_events_2094_03", FOR_THE_REST, "audit_events"])
def test_lines_of_new_parts_are_neither_changed_nor_deleted(session: Session, statement: str, part: str) -> None:
    note(session, FAR)
    make_audit_parts(session, now=FAR)
    note(session, FAR)
    note(session, FAR + timedelta(days=400))
    with pytest.raises(ProgrammingError, match="append-only"):
        session.execute(sa.text(statement.format(part)))


def test_nobody_but_the_owner_has_a_right_to_a_part(session: Session) -> None:
    session.execute(sa.text("CREATE ROLE audit_reader"))
    session.execute(sa.text("ALTER DEFAULT PRIVILEGES GRANT SELECT, UPDATE, DELETE ON TABLES TO audit_reader"))
    session.execute(sa.text("GRANT SELECT, INSERT ON audit_events TO audit_reader"))
    note(session, FAR)
    make_audit_parts(session, now=FAR)
    assert [roles_with_rights(session, part) for part in ("audit_events_2094_03", FOR_THE_REST)] == [[], []]
    assert roles_with_rights(session, "audit_events") == ["audit_reader"]
    session.execute(sa.text("SET LOCAL ROLE audit_reader"))
    assert session.scalar(sa.text("SELECT count(*) FROM audit_events WHERE at >= '2094-01-01'")) == 1
    with pytest.raises(ProgrammingError, match="permission denied"):
        session.execute(sa.text("SELECT * FROM audit_events_2094_03"))


def test_month_past_its_term_goes_whole_and_leaves_a_line(session: Session, company: Settings) -> None:
    for at in (FAR - timedelta(days=400), FAR - timedelta(days=365), FAR):
        note(session, at)
    make_audit_parts(session, now=FAR)
    gone = drop_audit_parts(session, now=FAR, settings=company)
    old = AuditMonth(2093, 2)
    assert (old in gone.dropped, AuditMonth(2093, 3) in gone.dropped, gone.held) == (True, False, {})
    assert old not in list_audit_months(session)
    session.flush()
    assert ("test.done", FAR - timedelta(days=400)) not in lines(session)
    assert lines(session)[:2] == [("test.done", FAR - timedelta(days=365)), ("test.done", FAR)]
    details = session.scalars(sa.select(AuditEvent.detail).where(AuditEvent.action == "audit.month_dropped")).all()
    assert {"month": "2093-02", "lines": 1} in details
    assert drop_audit_parts(session, now=FAR, settings=company).dropped == ()


def test_hold_keeps_the_month_until_it_is_lifted(session: Session, company: Settings) -> None:
    ana, bo = make_employee(session), make_employee(session)
    old, other = FAR - timedelta(days=400), FAR - timedelta(days=430)
    note(session, old, subject_id=ana.id)
    note(session, old, subject_id=bo.id)
    note(session, other, subject_id=bo.id)
    make_audit_parts(session, now=FAR)
    set_legal_hold(session, ana.id, held=True, actor_id=None, now=FAR)
    gone = drop_audit_parts(session, now=FAR, settings=company)
    assert gone.held == {AuditMonth.of(old): [ana.id]}
    assert AuditMonth.of(other) in gone.dropped
    assert [at for _, at in lines(session)][:2] == [old, old]
    set_legal_hold(session, ana.id, held=False, actor_id=None, now=FAR)
    assert drop_audit_parts(session, now=FAR, settings=company).dropped == (AuditMonth.of(old),)


def test_erasing_somebody_leaves_lines_under_the_number(session: Session) -> None:
    make_audit_parts(session, now=FAR)
    ana = make_employee(session, name="Ana Ruiz")
    note(session, FAR, subject_id=ana.id)
    erase_person(session, ana.id, actor_id=None, now=FAR)
    session.flush()
    actions = sa.select(AuditEvent.action).where(AuditEvent.subject_id == ana.id).order_by(AuditEvent.id)
    assert session.scalars(actions).all()[0] == "test.done"
