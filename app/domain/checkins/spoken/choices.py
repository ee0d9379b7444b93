"""Reads one of a few choices: by its whole phrase, else by the words of exactly one choice."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from app.domain.checkins.spoken.text import fold_spoken, words_of
from app.domain.checkins.spoken.text import phrases as listed


@dataclass(frozen=True)
class SpokenChoices:
    phrases: Mapping[str, str]
    """Whole answers, by their choice."""
    idioms: Mapping[str, str]
    """Phrases read as one word, before a "not" makes an answer unreadable."""
    keywords: Mapping[str, frozenset[str]]
    """Words that stand for a choice, by the choice."""
    overruling: frozenset[str]
    """A pair of choices of which the first in `keywords` wins: a sick child is a family reason."""

    @classmethod
    def of(
        cls,
        *,
        phrases: Mapping[str, str],
        idioms: Mapping[str, str] | None = None,
        keywords: Mapping[str, str] | None = None,
        overruling: str = "",
    ) -> Self:
        """Build from lists between commas, each under its choice."""
        return cls(
            phrases=_by_phrase(phrases),
            idioms=_by_phrase(idioms or {}),
            keywords={choice: frozenset(listed(words)) for choice, words in (keywords or {}).items()},
            overruling=frozenset(listed(overruling)),
        )


def _by_phrase(table: Mapping[str, str]) -> dict[str, str]:
    """Turn the table round; longer phrases come first, so that none is hidden by a part of it."""
    pairs = [(" ".join(words_of(phrase)), choice) for choice, text in table.items() for phrase in listed(text)]
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))


_DENIALS = {"not", "no", "isn't", "never"}


def read_choice(raw: object, choices: SpokenChoices) -> str | None:
    """Return the choice, or None: "not sick" and two choices at once are not read."""
    if (text := fold_spoken(raw)) is None:
        return None
    words = words_of(text)
    plain = " ".join(words)
    if plain in choices.phrases:
        return choices.phrases[plain]
    said = set(_with_idioms(plain, choices.idioms).split())
    if said & _DENIALS:
        return None
    hits = [choice for choice, known in choices.keywords.items() if known & said]
    decided = len(hits) == 1 or (hits and set(hits) == choices.overruling)
    return hits[0] if decided else None


def _with_idioms(plain: str, idioms: Mapping[str, str]) -> str:
    for idiom, word in idioms.items():
        plain = re.sub(rf"\b{idiom}\b", word, plain)
    return plain
