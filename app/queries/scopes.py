"""Whose data a viewer reaches, as SQL: every query about people joins or filters by this, no template decides it."""

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.domain.permissions import Scope
from app.domain.viewers import Viewer
from app.models import Employee


def visible_employees(viewer: Viewer) -> Select[int]:
    """Select the ids of the people the viewer reaches: oneself, oneself and all reports below, or everybody."""
    match viewer.scope:
        case Scope.EVERYONE:
            return select(Employee.id)
        case Scope.TEAM:
            return reporting_line(viewer.employee_id)
        case Scope.SELF:
            return select(Employee.id).where(Employee.id == viewer.employee_id)


def reporting_line(manager_id: int) -> Select[int]:
    """Select a manager's own id and those of all direct and indirect reports; UNION ends a circle of managers."""
    line = select(Employee.id).where(Employee.id == manager_id).cte("reporting_line", recursive=True)
    line = line.union(select(Employee.id).join(line, Employee.manager_id == line.c.id))
    return select(line.c.id)


def management_line(employee_id: int) -> Select[int]:
    """Select the ids of all managers above a person, direct and indirect."""
    line = select(Employee.id, Employee.manager_id).where(Employee.id == employee_id).cte("management", recursive=True)
    line = line.union(select(Employee.id, Employee.manager_id).join(line, Employee.id == line.c.manager_id))
    return select(line.c.id).where(line.c.id != employee_id)


def get_visible_employee(session: Session, viewer: Viewer, employee_id: int) -> Employee:
    """Return the person; the same NotFound whether nobody has this id or this viewer does not reach them."""
    query = select(Employee).where(Employee.id == employee_id, Employee.id.in_(visible_employees(viewer)))
    employee = session.scalar(query)
    if employee is None:
        raise NotFound("There is no such person among the people you look after.")
    return employee
