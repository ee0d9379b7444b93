"""What the builders make is right in itself, so that a test's result never depends on the tests before it."""

import phonenumbers

from tests.builders import next_phone


def test_a_made_telephone_number_is_valid_however_many_were_made_before() -> None:
    numbers = [next_phone() for _ in range(5000)]
    assert len(set(numbers)) == len(numbers)
    assert [number for number in numbers if not phonenumbers.is_valid_number(phonenumbers.parse(number))] == []
