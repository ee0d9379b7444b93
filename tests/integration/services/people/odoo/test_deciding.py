"""What people decide about Odoo is kept once, and by whom."""

import pytest
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput, NotFound
from app.domain.permissions import Role
from app.models import AuditEvent, OdooAnswer
from app.services.people.odoo.deciding import answer_question, remove_role_rule, set_role_rule
from tests.builders import NOW, make_employee


def test_table_gives_no_admin(session: Session) -> None:
    with pytest.raises(InvalidInput):
        set_role_rule(session, department="", job="Chief", role=Role.ADMIN, expected_to_call=False, by_id=1, now=NOW)


def test_row_that_is_gone_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        remove_role_rule(session, 4711, by_id=1, now=NOW)


def test_later_answer_replaces_the_earlier_and_both_are_on_record(session: Session) -> None:
    hr, ana = make_employee(session, role=Role.HR), make_employee(session)
    answer_question(session, 9, ana.id, by_id=hr.id, now=NOW)
    answer_question(session, 9, None, by_id=hr.id, now=NOW)
    session.flush()
    assert session.query(OdooAnswer.employee_id).all() == [(None,)]
    assert [event.action for event in session.query(AuditEvent)] == ["odoo.answered", "odoo.answered"]
