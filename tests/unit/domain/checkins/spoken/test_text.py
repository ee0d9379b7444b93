import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.checkins.spoken.text import clean_text, read_text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("  Waiting \r\n on\tparts\x00 ", "Waiting on parts"),
        ("line\u2028break\x85here", "line break here"),
        ("truck 🚚 👨‍👩‍👧", "truck 🚚 👨‍👩‍👧"),
        ("half \ud83d surrogate", "half surrogate"),
        ("turned \u202eaway", "turned away"),
        (7, "7"),
        (2.5, "2.5"),
        (["ladder", " rack "], "ladder, rack"),
        (True, None),
        ({"note": "x"}, None),
        ([["x"]], None),
        (10**400, None),
        (math.nan, None),
    ],
)
def test_text_is_kept_on_one_line(raw: object, text: str | None) -> None:
    assert read_text(raw) == text


@given(st.text())
def test_kept_text_can_be_stored_and_spoken(raw: str) -> None:
    text = clean_text(raw)
    assert text.encode().decode() == text
    assert "\x00" not in text
    assert text.splitlines() in ([], [text])
