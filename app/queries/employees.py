"""People in the directory, by the keys that the edges have."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.models import Employee, EmployeePhone


def find_employee_by_phone(session: Session, phone: str) -> Employee | None:
    """Return the one person whose number (E.164) this is, the first or a further one, active or not."""
    further = select(EmployeePhone.employee_id).where(EmployeePhone.number == phone).scalar_subquery()
    return session.scalar(select(Employee).where(or_(Employee.phone == phone, Employee.id == further)))


def local_day(now: datetime) -> sa.ColumnElement[date]:
    """Select the calendar date at that instant where the employee of the row is."""
    return sa.cast(sa.func.timezone(Employee.timezone, sa.literal(now, sa.DateTime(timezone=True))), sa.Date)
