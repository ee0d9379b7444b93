"""What the catalog and the lines say of the audit log's parts."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.audit_months import AuditMonth
from app.queries.audit_parts import (
    count_lines,
    held_people,
    list_audit_months,
    months_in_the_rest,
    roles_with_rights,
)
from app.services.audit import record_audit
from tests.builders import make_employee

OLD = AuditMonth(1999, 12)


def note(session: Session, *, actor_id: int | None = None, subject_id: int | None = None) -> None:
    at = OLD.starts_at
    record_audit(session, actor_id=actor_id, subject_id=subject_id, action="test.done", now=at)
    session.flush()


def test_lines_of_a_month_without_a_part_are_in_that_of_the_rest(session: Session) -> None:
    assert OLD not in list_audit_months(session)
    note(session)
    note(session)
    assert (months_in_the_rest(session), count_lines(session, OLD)) == ([OLD], 2)
    assert count_lines(session, OLD.later(1)) == 0


def test_held_are_those_who_did_something_or_to_whom_it_was_done(session: Session) -> None:
    actor, subject, other = (make_employee(session, legal_hold=True) for _ in range(3))
    free = make_employee(session)
    note(session, actor_id=actor.id, subject_id=free.id)
    note(session, actor_id=free.id, subject_id=subject.id)
    assert held_people(session, OLD) == [actor.id, subject.id]
    assert held_people(session, OLD.later(1)) == []
    actor.legal_hold = False
    session.flush()
    assert held_people(session, OLD) == [subject.id]
    assert other.legal_hold


def test_roles_with_rights_are_quoted_and_the_owner_is_none(session: Session) -> None:
    part = "audit_events_default"
    before = roles_with_rights(session, part)
    session.execute(sa.text('CREATE ROLE "Reader One"'))
    session.execute(sa.text(f'GRANT SELECT, DELETE ON {part} TO "Reader One", PUBLIC'))
    assert sorted({*roles_with_rights(session, part)} - {*before}) == ['"Reader One"', "PUBLIC"]
