"""The company's table from Odoo's department and job to a role here, and to who is expected to call."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.people.odoo.records import Link, OdooEmployee
from app.domain.permissions import Role


@dataclass(frozen=True, kw_only=True)
class RoleRule:
    """One row. An empty department or job stands for every one; names are compared without case."""

    department: str = ""
    job: str = ""
    role: Role
    expected_to_call: bool

    def fits(self, person: OdooEmployee) -> bool:
        return _fits(self.department, person.department) and _fits(self.job, person.job)


WITHOUT_A_RULE = RoleRule(role=Role.TECHNICIAN, expected_to_call=False)
"""Nobody is waited for on the telephone, and nobody may read others' pages, because a table has no row for them."""


def rule_for(person: OdooEmployee, rules: Sequence[RoleRule]) -> RoleRule:
    """Return the closest row: one that names both department and job, then the job, then the department."""
    fitting = [rule for rule in rules if rule.fits(person)]
    return max(fitting, key=lambda rule: 2 * bool(rule.job) + bool(rule.department), default=WITHOUT_A_RULE)


def _fits(wanted: str, given: Link | None) -> bool:
    return not wanted.strip() or (given is not None and wanted.strip().casefold() == given.name.strip().casefold())
