"""Who a telephone number belongs to."""

from dataclasses import fields
from datetime import time

from sqlalchemy.orm import Session

from app.domain.people.callers import CallingPerson
from app.domain.permissions import Role
from app.models import EmployeePhone
from app.queries.employees import find_caller, find_employee_by_phone
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


def test_caller_is_the_same_person_without_the_row(session: Session) -> None:
    ana = make_employee(session, spoken_name="Annie", window_start=time(5), window_end=time(9))
    session.add(EmployeePhone(number="+13125557799", employee_id=ana.id))
    session.flush()
    caller = CallingPerson(**{column.name: getattr(ana, column.name) for column in fields(CallingPerson)})
    assert [find_caller(session, number) for number in (str(ana.phone), "+13125557799")] == [caller, caller]
    assert find_caller(session, "+13125550000") is None
    assert caller.role is Role.TECHNICIAN
