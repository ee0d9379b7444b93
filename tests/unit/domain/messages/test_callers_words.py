"""Callers' words hold no live link, mention or markup for any channel."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.messages.callers_words import neutral


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("The gate is locked. No code.", "The gate is locked. No code."),
        ("Short of 2.5 litres of oil", "Short of 2.5 litres of oil"),
        ("see http://evil.example/pay?now=1", "see http evil dot example/pay?now=1"),
        ("go to www.evil.example", "go to www dot evil dot example"),
        ("mail bob@evil.example", "mail bob at evil dot example"),
        ("mailto:bob@evil.example", "mailto bob at evil dot example"),
        ("@everyone <!channel> <@U12345>", "at everyone !channel at U12345"),
        ("[click](https://evil.example)", "click (https evil dot example)"),
        ("*bold* _it_ ~no~ `code`", "bold it no code"),
        ("tel:+15550100", "tel +15550100"),
        ("//evil.example", "evil dot example"),
        ("ｅｖｉｌ．example ＠everyone", "evil dot example at everyone"),
        ("gate\u202ecode\u200bx\x00y", "gate code x y"),
        ("it's 7:30 and the van's flat", "it's 7:30 and the van's flat"),
    ],
)
def test_words_lose_what_could_be_pressed(said: str, shown: str) -> None:
    assert neutral(said) == shown


@given(st.text(max_size=80))
def test_nothing_that_any_channel_acts_on_is_left(words: str) -> None:
    shown = neutral(words)
    assert not set(shown) & set("@<>[]{}|*_~`\\#")
    assert "//" not in shown
    assert re.search(r"[^\W\d_]\.[^\W\d_]", shown) is None
    assert neutral(shown) == shown
