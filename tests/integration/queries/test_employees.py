"""Who a telephone number belongs to."""

from sqlalchemy.orm import Session

from app.models import EmployeePhone
from app.queries.employees import find_employee_by_phone
from tests.builders import make_employee, next_phone


def test_first_and_further_numbers_lead_to_the_same_person(session: Session) -> None:
    further = next_phone()
    ana = make_employee(session)
    make_employee(session)
    session.add(EmployeePhone(employee_id=ana.id, number=further))
    session.flush()
    numbers = [str(ana.phone), further, next_phone()]
    assert [find_employee_by_phone(session, number) for number in numbers] == [ana, ana, None]


def test_somebody_who_left_is_still_found(session: Session) -> None:
    left = make_employee(session, active=False)
    assert find_employee_by_phone(session, str(left.phone)) == left
