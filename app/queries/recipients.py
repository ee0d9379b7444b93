"""Who stands behind a role or above a person: active people only, each once."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.permissions import Role
from app.models import Employee

LONGEST_LINE = 10


def managers_above(session: Session, employee: Employee) -> list[Employee]:
    """Return the active managers of a person, the direct one first; a circle of managers ends the line."""
    managers: list[Employee] = []
    seen = {employee.id}
    above = employee.manager_id
    while above is not None and above not in seen and len(seen) <= LONGEST_LINE:
        manager = session.get_one(Employee, above)
        seen.add(manager.id)
        if manager.active:
            managers.append(manager)
        above = manager.manager_id
    return managers


def people_in_role(session: Session, role: Role) -> list[Employee]:
    query = select(Employee).where(Employee.role == role, Employee.active).order_by(Employee.name, Employee.id)
    return list(session.scalars(query))


def dispatchers(session: Session, *, backup: bool) -> list[Employee]:
    """Return those who are told first, or those who are told when the first ones do not answer."""
    return [person for person in people_in_role(session, Role.DISPATCHER) if person.dispatch_backup is backup]


def first_reachable(*choices: Iterable[Employee]) -> list[Employee]:
    """Return the first of the choices that holds somebody with an address, so that a message finds a reader."""
    for people in choices:
        reachable = [person for person in people if person.email or person.phone]
        if reachable:
            return reachable
    return []
