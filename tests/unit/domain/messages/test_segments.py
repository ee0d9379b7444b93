"""Text messages: plain letters, two segments, a link that stays whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.messages.segments import GSM, GSM_IN_TWO, MOST_SEGMENTS, fit, in_plain_letters, segments

LINK = "https://ops.example/a/" + "x" * 88


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("“" * 70, 1),
        ("“" * 71, 2),
        ("🔧" * 35, 1),
        ("🔧" * 36, 2),
    ],
)
def test_segments_are_counted_as_the_network_counts_them(text: str, count: int) -> None:
    assert segments(text) == count


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("“can’t get in” – really…", '"can\'t get in" - really...'),
        ("José Ñuñez, Zoë, Müller, Łukasz", "José Ñuñez, Zoe, Müller, Lukasz"),
        ("Curaçao", "Curacao"),
        ("18 of 22 ready · 2 out", "18 of 22 ready - 2 out"),
        ("李雷", "李雷"),
    ],
)
def test_signs_and_accents_are_put_into_plain_letters(text: str, plain: str) -> None:
    assert in_plain_letters(text) == plain


def test_short_text_is_left_alone() -> None:
    assert fit("Ana is not coming in today.", LINK) == f"Ana is not coming in today. {LINK}"


def test_long_text_is_cut_at_a_word_and_keeps_its_link() -> None:
    assert fit("word " * 100, LINK) == "word " * 37 + "word... " + LINK


@given(st.text(), st.sampled_from(["", LINK]))
def test_any_text_fits(text: str, link: str) -> None:
    sent = fit(text, link)
    assert segments(sent) <= MOST_SEGMENTS
    assert sent.endswith(link)


@given(st.text(alphabet=sorted(GSM | GSM_IN_TWO)))
def test_plain_letters_stay(text: str) -> None:
    assert in_plain_letters(text) == text
