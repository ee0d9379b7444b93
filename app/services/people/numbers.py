"""Employee numbers for new people."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.models import Employee


def next_employee_numbers(session: Session, count: int) -> list[int]:
    """Return so many unused employee numbers; each is handed out once, whether or not it is used."""
    sequence = sa.func.pg_get_serial_sequence("employees", "id")
    numbers: list[int] = []
    while len(numbers) < count:
        missing = count - len(numbers)
        drawn = sa.select(sa.func.nextval(sequence)).select_from(sa.func.generate_series(1, missing))
        candidates = list(session.scalars(drawn))
        taken = set(session.scalars(sa.select(Employee.id).where(Employee.id.in_(candidates))))
        numbers += [number for number in candidates if number not in taken]
    return numbers
