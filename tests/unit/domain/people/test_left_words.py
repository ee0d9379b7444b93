"""Words left for somebody: what is taken, and the sentence that is said."""

import pytest

from app.domain.errors import InvalidInput
from app.domain.people.left_words import MOST_WORDS, check_words, said_words


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("nice work at Harlan", "nice work at Harlan"),
        ("  nice\n work  ", "nice work"),
        ("3 of 3 done: great!", "3 of 3 done: great!"),
        ("“Good job” (50% faster) – thanks", "“Good job” (50% faster) – thanks"),
        ("प्रिया, बहुत बढ़िया", "प्रिया, बहुत बढ़िया"),
        (" ".join(["well"] * MOST_WORDS), " ".join(["well"] * MOST_WORDS)),
    ],
)
def test_plain_words_are_taken(typed: str, kept: str) -> None:
    assert check_words(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        *("", "  ", "123", "..."),
        *("see https://evil.example", "www.evil.example", "<break/>", "{{ name }}", "a@b.example"),
        *(" ".join(["well"] * (MOST_WORDS + 1)), "x" * 161),
    ],
)
def test_what_cannot_be_said_is_refused_beside_its_field(typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_words(typed)
    assert refused.value.field == "words"


@pytest.mark.parametrize(
    ("words", "author", "sentence"),
    [
        ("nice work", "Dana Kim", "Dana says: nice work."),
        ("Great!", "Dana Kim", "Dana says: Great!"),
        ("thanks", "123", "Somebody says: thanks."),
    ],
)
def test_words_are_said_with_the_name(words: str, author: str, sentence: str) -> None:
    assert said_words(words, author) == sentence
