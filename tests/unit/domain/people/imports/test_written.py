from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.people.imports.cells.fields import Value
from app.domain.people.imports.cells.text import tidy
from app.domain.people.imports.written import guarded, written
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
        ((1, 2, 3, 5), "Mon-Wed, Fri"),
        (Role.HR, "hr"),
        (4711, "4711"),
    ],
)
def test_values_are_written_as_an_import_reads_them(value: Value, text: str) -> None:
    assert written(value) == text


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+13125550142", "'+13125550142"),
        ("-5 degrees", "'-5 degrees"),
        ("@home", "'@home"),
        ("'=1+1", "''=1+1"),
        ("-5", "-5"),
        ("-5.25", "-5.25"),
        ("'t Hooft", "'t Hooft"),
        ("O'Brien", "O'Brien"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_calculate_gets_an_apostrophe(text: str, cell: str) -> None:
    assert guarded(text) == cell


@given(st.text(alphabet="'=+-@ab5", max_size=6))
def test_reading_takes_off_what_the_export_put_on(text: str) -> None:
    assert tidy(guarded(tidy(text))) == tidy(text)
