"""People in the directory, by the keys that the edges have."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.models import Employee, EmployeePhone


def find_employee_by_phone(session: Session, phone: str) -> Employee | None:
    """Return the one person whose number (E.164) this is, the first or a further one, active or not."""
    further = select(EmployeePhone.employee_id).where(EmployeePhone.number == phone).scalar_subquery()
    return session.scalar(select(Employee).where(or_(Employee.phone == phone, Employee.id == further)))
