import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.spreadsheets import guarded, unguarded


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+13125550142", "'+13125550142"),
        ("+1 312 555 0142", "+1 312 555 0142"),
        ("+1 312 555 0142, +49 30 901820", "+1 312 555 0142, +49 30 901820"),
        ("+1 312-5", "'+1 312-5"),
        ("'+1 312", "''+1 312"),
        ("-5 degrees", "'-5 degrees"),
        ("@home", "'@home"),
        ("'=1+1", "''=1+1"),
        ("＝1+1", "'＝1+1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠home", "'＠home"),
        (" =1+1", "' =1+1"),
        ("\n=1+1", "'\n=1+1"),
        ("-5", "-5"),
        ("-5.25", "-5.25"),
        ("'t Hooft", "'t Hooft"),
        ("O'Brien", "O'Brien"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_calculate_gets_an_apostrophe(text: str, cell: str) -> None:
    assert guarded(text) == cell


@given(st.text(alphabet="'=＝+-@ab5 ", max_size=6))
def test_reading_takes_off_what_the_export_put_on(text: str) -> None:
    assert unguarded(guarded(text)) == text
