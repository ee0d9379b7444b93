import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.checkins.spoken.text import fold
from app.domain.checkins.spoken.unsaid import is_absent
from app.domain.checkins.spoken.unsaid_words import NOT_SAID


@pytest.mark.parametrize(
    "raw", [None, "", "  ", "\x00\n", "null", "N/A", "n/a.", "Unknown", "none", "not given", [], {}, "?"]
)
def test_what_means_not_said_is_absent(raw: object) -> None:
    assert is_absent(raw)


@pytest.mark.parametrize("raw", [False, 0, 0.0, "no", "0", "nothing", [0], "unknown cause"])
def test_an_answer_is_not_absent(raw: object) -> None:
    assert not is_absent(raw)


@given(st.text() | st.text("\x00 \n\ud800\u202e\x85", max_size=6))
def test_a_text_without_anything_to_keep_is_absent(raw: str) -> None:
    assert is_absent(raw) or fold(raw)
    assert not is_absent(f"{raw}x") or fold(f"{raw}x") in NOT_SAID
