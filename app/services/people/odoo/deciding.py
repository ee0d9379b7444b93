"""What people decide about Odoo: the table of roles, and who is who where only the name was known."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput, NotFound
from app.domain.permissions import Role
from app.models import Employee, OdooAnswer, OdooRoleRule
from app.services.audit import record_audit


def set_role_rule(
    session: Session,
    *,
    department: str,
    job: str,
    role: Role,
    expected_to_call: bool,
    by_id: int,
    now: datetime,
) -> None:
    """Add the row, or change the one for the same department and job. Raises InvalidInput for an admin."""
    if role is Role.ADMIN:
        raise InvalidInput("An admin is made by an admin, not by a table.", field="role")
    values = {"department": department, "job": job, "role": role, "expected_to_call": expected_to_call}
    statement = insert(OdooRoleRule).values(**values, created_at=now, updated_at=now)
    session.execute(
        statement.on_conflict_do_update(
            index_elements=[OdooRoleRule.department, OdooRoleRule.job],
            set_={"role": role, "expected_to_call": expected_to_call, "updated_at": now},
        )
    )
    record_audit(session, actor_id=by_id, action="odoo.rule_set", now=now)


def remove_role_rule(session: Session, rule_id: int, *, by_id: int, now: datetime) -> None:
    removed = session.scalar(sa.delete(OdooRoleRule).where(OdooRoleRule.id == rule_id).returning(OdooRoleRule.id))
    if removed is None:
        raise NotFound("This row is gone already.")
    record_audit(session, actor_id=by_id, action="odoo.rule_removed", now=now)


def answer_question(session: Session, odoo_id: int, employee_id: int | None, *, by_id: int, now: datetime) -> None:
    """Say which of ours a person of Odoo is; None: a new person."""
    if employee_id is not None and session.get(Employee, employee_id) is None:
        raise NotFound("Nobody has this employee number.")
    statement = insert(OdooAnswer).values(odoo_id=odoo_id, employee_id=employee_id, created_at=now, updated_at=now)
    session.execute(
        statement.on_conflict_do_update(
            index_elements=[OdooAnswer.odoo_id], set_={"employee_id": employee_id, "updated_at": now}
        )
    )
    record_audit(session, actor_id=by_id, action="odoo.answered", now=now)
