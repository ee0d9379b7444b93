"""People in the directory, by the keys that the edges have."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Employee


def find_employee_by_phone(session: Session, phone: str) -> Employee | None:
    """Return the one person whose number (E.164) this is, active or not."""
    return session.scalar(select(Employee).where(Employee.phone == phone))
