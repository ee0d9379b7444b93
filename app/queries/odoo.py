"""What a sync with Odoo asks of the database besides the directory itself."""

from collections import defaultdict

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from app.domain.people.facts import LABELS
from app.domain.people.odoo.matching import NEW
from app.domain.people.odoo.roles import RoleRule
from app.models import ChangeSource, Employee, OdooAnswer, OdooRoleRule, ProfileChange

ADDED = "added"
"""The field of the one row of history that tells of a new person."""


def list_role_rules(session: Session) -> list[OdooRoleRule]:
    return list(session.scalars(sa.select(OdooRoleRule).order_by(OdooRoleRule.department, OdooRoleRule.job)))


def load_role_rules(session: Session) -> tuple[RoleRule, ...]:
    return tuple(
        RoleRule(department=row.department, job=row.job, role=row.role, expected_to_call=row.expected_to_call)
        for row in list_role_rules(session)
    )


def load_answers(session: Session) -> dict[int, int]:
    """Return Odoo's id → employee number, or NEW."""
    rows = session.execute(sa.select(OdooAnswer.odoo_id, OdooAnswer.employee_id))
    return {row.odoo_id: row.employee_id or NEW for row in rows}


def fields_written_here(session: Session) -> dict[int, frozenset[str]]:
    """Return by employee number the fields whose latest value did not come from Odoo.

    That is the last change of the field, else the way in which the person was added; without either, ours.
    """
    latest = (
        sa.select(ProfileChange.employee_id, ProfileChange.field, ProfileChange.source)
        .ext(distinct_on(ProfileChange.employee_id, ProfileChange.field))
        .order_by(ProfileChange.employee_id, ProfileChange.field, ProfileChange.id.desc())
    )
    sources: defaultdict[int, dict[str, ChangeSource]] = defaultdict(dict)
    for row in session.execute(latest):
        sources[row.employee_id][row.field] = row.source
    numbers = session.scalars(sa.select(Employee.id))
    return {number: _written_here(sources[number]) for number in numbers}


def _written_here(sources: dict[str, ChangeSource]) -> frozenset[str]:
    added = sources.get(ADDED)
    return frozenset(field for field in LABELS if sources.get(field, added) is not ChangeSource.ODOO)
