"""What is no answer at all: nothing given, an answer refused, or words that only keep the talk going.

One filter for every free text: "what?" and "bye" must not become a blocker that two people are told of.
"""

import re
import unicodedata

from app.domain.checkins.spoken import unsaid_words
from app.domain.checkins.spoken.senses import Sense, senses_of
from app.domain.checkins.spoken.text import LONGEST_SPOKEN, clauses, clean_text, fold, fold_spoken, words_of
from app.domain.checkins.spoken.yes_no import YesNo, read_yes_no

_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufe0f]")
_NO_CONTENT = {Sense.AGAINST, Sense.FILLER}


def is_absent(raw: object, *, but: frozenset[str] = frozenset()) -> bool:
    """Say whether the value means "not said". `but`: words that are an answer to this question after all."""
    if isinstance(raw, str):
        return not _has_content(raw) or (len(raw) <= LONGEST_SPOKEN and fold(raw) in unsaid_words.NOT_SAID - but)
    if isinstance(raw, list):
        return all(isinstance(item, str) and not _has_content(item) for item in raw)
    return raw is None or raw == {}


def is_declined(raw: object) -> bool:
    """Say whether the caller would rather not answer; nobody is asked twice."""
    return fold_spoken(raw) in unsaid_words.DECLINED


def is_no_answer(text: str, question: YesNo = unsaid_words.ANYTHING) -> bool:
    """Say whether a free text holds nothing to keep: "say again", "I dunno", "none at the moment", "no".

    `question`: what was asked for, so that "no blockers" is nothing as a blocker.
    """
    folded = fold_spoken(text)
    if folded is None:
        return False
    said = {sense for clause in clauses(folded) for sense in senses_of(words_of(clause), unsaid_words.TALK)}
    return said <= _NO_CONTENT or read_yes_no(text, question) is False


def _has_content(text: str) -> bool:
    """Dashes, dots and blanks alone say nothing."""
    return any(unicodedata.category(mark)[0] not in "PZ" for mark in _INVISIBLE.sub("", clean_text(text)))
