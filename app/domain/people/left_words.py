"""A few words for a technician: what may be left, and how the coach says it."""

import re
import unicodedata
from datetime import timedelta

from app.domain.errors import InvalidInput
from app.domain.phrases import first_name_for_the_ear

MOST_WORDS = 20
MOST_CHARACTERS = 160
WAITS_FOR = timedelta(days=14)
"""Older words are not said any more: praise for a job of last month sounds odd."""
AFTER_A_BLOCKER = timedelta(days=14)
"""How long whoever closed a blocker may leave words for the one who reported it."""
_PUNCTUATION = frozenset(" .,;:!?'’\"“”()&%+-–—/")
_LINK = re.compile(r"://|\bwww\.", re.IGNORECASE)


def check_words(text: str) -> str:
    """Return the words as one line, or raise InvalidInput: too many of them, or nothing that can be said."""
    words = " ".join(text.split())
    if not re.search(r"[^\W\d_]", words):
        raise InvalidInput("Write what the coach should say.", field="words")
    if _LINK.search(words) or not all(map(_can_be_said, words)):
        raise InvalidInput("Write it as it is said: letters, numbers and plain punctuation, no links.", field="words")
    if len(words.split()) > MOST_WORDS or len(words) > MOST_CHARACTERS:
        raise InvalidInput(f"Use {MOST_WORDS} words at most: the call is short.", field="words")
    return words


def _can_be_said(sign: str) -> bool:
    return sign in _PUNCTUATION or unicodedata.category(sign)[0] in "LMN"


def said_words(words: str, author: str) -> str:
    """Return the sentence that is said or sent: "Dana says: nice work at Harlan."."""
    ending = "" if words.endswith((".", "!", "?")) else "."
    return f"{first_name_for_the_ear(author) or 'Somebody'} says: {words}{ending}"
