from sqlalchemy.orm import Session

from app.services.people.numbers import next_employee_numbers
from tests.builders import make_employee


def test_numbers_in_use_are_passed_over(session: Session) -> None:
    [first] = next_employee_numbers(session, 1)
    make_employee(session, id=first + 2)
    assert next_employee_numbers(session, 3) == [first + 1, first + 3, first + 4]


def test_none_is_handed_out_twice(session: Session) -> None:
    numbers = next_employee_numbers(session, 5) + next_employee_numbers(session, 5)
    assert len(set(numbers)) == 10
