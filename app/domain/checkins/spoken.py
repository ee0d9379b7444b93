"""Readers of single spoken values: what people say and models send, turned into a strict value or None.

None means "could not be read": nothing is guessed where two meanings are possible ("3 or 4", "yes, not ready").
Apart from the check-in, because every argument and every value of a report is read by the same few readers.
"""

import re
import unicodedata
from collections.abc import Mapping
from itertools import pairwise

from app.domain.checkins import spoken_words as words_of

LONGEST_SPOKEN = 200
"""Characters of a yes, a number or a choice with what people say around it; longer is not an answer."""

_NEVER_KEPT = re.compile("[\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Lone surrogates cannot be stored; direction marks can make a text read as another one."""
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_VISIBLE = re.compile(f"(?!{_CONTROL.pattern}|{_NEVER_KEPT.pattern})\\S")


def clean_text(text: str) -> str:
    """Return the text on one line: white space and line breaks as single blanks, no control characters."""
    return " ".join(_CONTROL.sub(" ", _NEVER_KEPT.sub("", text)).split())


def fold(text: str) -> str:
    """Return the text for comparing: one line, small letters, plain digits and apostrophes."""
    folded = unicodedata.normalize("NFKC", clean_text(text)).casefold().replace("’", "'").replace("−", "-")
    return folded.strip(" .,!;:\"'")


def is_absent(raw: object, *, but: frozenset[str] = frozenset()) -> bool:
    """Say whether the value means "not said". `but`: words that are an answer to this question after all."""
    if isinstance(raw, str):
        return is_said(raw, words_of.NOT_SAID - but) or not _VISIBLE.search(raw)
    if isinstance(raw, list):
        return all(isinstance(item, str) and not _VISIBLE.search(item) for item in raw)
    return raw is None or raw == {}


def is_said(text: str, words: frozenset[str]) -> bool:
    """Say whether the whole text is one of the words; a long text is none, and is not worked through to see it."""
    return len(text) <= LONGEST_SPOKEN and fold(text) in words


def _spoken(raw: object) -> str | None:
    return fold(raw) if isinstance(raw, str) and len(raw) <= LONGEST_SPOKEN else None


def read_yes_no(raw: object, question: words_of.YesNo) -> bool | None:
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, int | float):
        return bool(raw) if raw in (0, 1) else None
    if (text := _spoken(raw)) is None:
        return None
    if text in question.phrases:
        return question.phrases[text]
    meaning = _meaning(_telling_words(text), question)
    return _meaning_of_head(text, question) if meaning is None else meaning


def _telling_words(text: str) -> list[str]:
    return [word for word in re.findall(r"[\w']+", text) if word not in words_of.AROUND_YES_NO]


def _meaning(words: list[str], question: words_of.YesNo) -> bool | None:
    """Read an answer that is made only of words whose meaning is known."""
    said = set(words)
    if not said or not said <= words_of.YES | words_of.NO | question.yes | question.no:
        return None
    affirmed, denied = said & (words_of.YES | question.yes), said & (words_of.NO | question.no)
    if not (affirmed and denied):
        return bool(affirmed) if not _doubly_denied(words, question) else None
    opens_with_no = words[0] in words_of.NO | (question.no & words_of.NOTHING)
    if not opens_with_no or said & words_of.YES or _doubly_denied(words, question):
        return None  # "yes, not ready", "not sure", "not unavailable but ready"
    return False


def _doubly_denied(words: list[str], question: words_of.YesNo) -> bool:
    return any(first in words_of.DENYING and second in question.no for first, second in pairwise(words))


def _meaning_of_head(text: str, question: words_of.YesNo) -> bool | None:
    """Read "yes, waiting on the compressor": a plain yes or no before a mark, nothing against it after."""
    head, *rest = re.split(r"\s*[,.;:–—]\s*|\s-\s", text, maxsplit=1)
    after = set(_telling_words(rest[0])) if rest else set()
    if head in words_of.YES and not after & (words_of.NO | question.no | words_of.BUT):
        return True if after else None
    if head in words_of.PLAIN_NO and not after & (words_of.YES | question.yes | words_of.BUT):
        return False if after else None
    return None


_UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen"""
_DECADES = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {word: 10 * count for count, word in enumerate(_DECADES.split(), start=2)}
_DIGITS = {word: value for value, word in enumerate(_UNITS.split()[:10]) if value}
_NUMBER_WORDS = {word: value for value, word in enumerate(_UNITS.split())} | _TENS
_FIGURE = re.compile(r"(?<![\w.,-])(\d{1,9})(?:\.0{1,9})?(?!\d|[.,:]\d|\s?-\s?\d)")
_SCALE = re.compile(r"(\w+)\s*(?:/|\bout of\b|\bof\b)\s*(?:a\s+)?(\d{1,9}|[a-z]+)\b(?!\s*/)")


def read_integer(raw: object, *, minimum: int, maximum: int) -> int | None:
    """Read 4, 4.0, "4", "four", "about a four", "four-ish", "4/5"; another scale or two numbers are not read."""
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int | float):
        return int(raw) if minimum <= raw <= maximum and raw == int(raw) else None
    if (text := _spoken(raw)) is None or re.search(r"(^|\s)-\s*\w", text):
        return None
    if (scale := _SCALE.search(text)) and _number(scale[1]) is not None:
        if _number(scale[2]) != maximum:
            return None
        text = f"{text[: scale.end(1)]} {text[scale.end() :]}"
    value = _number(text)
    return value if value is not None and minimum <= value <= maximum else None


def _number(text: str) -> int | None:
    """Return the only number in the text, when nothing but filler stands around it."""
    figures = _FIGURE.findall(text)
    around = re.findall(r"[a-z']+|[^a-z'\s]", _FIGURE.sub(" ", text))
    words = [word for word in around if word not in words_of.AROUND_NUMBERS]
    if figures:
        return int(figures[0]) if len(figures) == 1 and not words else None
    return _number_of(words)


def _number_of(words: list[str]) -> int | None:
    match words:
        case [digit, "hundred", *rest] if digit in _DIGITS:
            below = _number_of([word for word in rest if word != "and"]) if rest else 0
            return None if below is None else 100 * _DIGITS[digit] + below
        case [tens, digit] if tens in _TENS and digit in _DIGITS:
            return _TENS[tens] + _DIGITS[digit]
        case [word]:
            return _NUMBER_WORDS.get(word)
    return None


def read_choice(
    raw: object, phrases: Mapping[str, str], keywords: Mapping[str, frozenset[str]] | None = None
) -> str | None:
    """Read a choice by its whole phrase, else by the keywords of exactly one choice; "not sick" is not read."""
    if (text := _spoken(raw)) is None:
        return None
    plain = " ".join(re.findall(r"[a-z0-9']+", text.replace("_", " ")))
    if plain in phrases:
        return phrases[plain]
    for idiom, word in words_of.IDIOMS.items():
        plain = re.sub(rf"\b{idiom}\b", word, plain)
    said = set(plain.split())
    hits = tuple(choice for choice, known in (keywords or {}).items() if known & said)
    if said & {"not", "no", "isn't", "never"}:
        return None
    if set(hits) == set(words_of.OVERRULES):
        return words_of.OVERRULES[0]
    return hits[0] if len(hits) == 1 else None


def read_text(raw: object) -> str | None:
    """Read a text, a number or a flat list of texts."""
    if isinstance(raw, str):
        return clean_text(raw)
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int | float):
        return f"{raw:g}" if abs(raw) < 10**6 else None
    if isinstance(raw, list) and all(isinstance(item, str) for item in raw):
        return ", ".join(text for item in raw if (text := clean_text(item)))
    return None
