from datetime import date, time
from decimal import Decimal

import pytest

from app.domain.people.imports.cells.fields import Value
from app.domain.people.imports.written import written
from app.domain.permissions import Role


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (Decimal("92.50"), "92.5"),
        (Decimal(100), "100"),
        (date(2026, 11, 9), "2026-11-09"),
        (time(7, 30), "07:30"),
        ((1, 2, 3, 5), "Mon–Wed, Fri"),
        (Role.HR, "hr"),
        (4711, "4711"),
    ],
)
def test_values_are_written_as_an_import_reads_them(value: Value, text: str) -> None:
    assert written(value) == text
